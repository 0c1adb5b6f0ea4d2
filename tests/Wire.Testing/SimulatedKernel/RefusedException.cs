using System.Diagnostics.CodeAnalysis;

namespace Wire.Testing.Simulation;

/// <summary>The simulated kernel says no: what NLMSG_ERROR carries.</summary>
/// <param name="errno">The reason.</param>
/// <param name="text">The extended acknowledgement's text (NLMSGERR_ATTR_MSG), if the kernel gives one.</param>
public sealed class RefusedException(Errno errno, string? text = null) : Exception(text is null ? errno.ToString() : $"{errno}: {text}")
{
    public Errno Errno { get; } = errno;

    public string? Text { get; } = text;
}

/// <summary>The words in which every part of the simulated kernel refuses: <c>using static</c> in the whole project.</summary>
internal static class Refusal
{
    public static void Require([DoesNotReturnIf(false)] bool condition, Errno otherwise = Errno.EINVAL, string? text = null)
    {
        if (!condition)
        {
            throw new RefusedException(otherwise, text);
        }
    }

    public static void Refuse([DoesNotReturnIf(true)] bool condition, Errno errno = Errno.EINVAL, string? text = null) => Require(!condition, errno, text);
}
