namespace Wire.Testing.Simulation;

/// <summary>The simulated kernel says no: what NLMSG_ERROR carries.</summary>
/// <param name="errno">The reason.</param>
/// <param name="text">The extended acknowledgement's text (NLMSGERR_ATTR_MSG), if the kernel gives one.</param>
public sealed class RefusedException(Errno errno, string? text = null) : Exception(text is null ? errno.ToString() : $"{errno}: {text}")
{
    public Errno Errno { get; } = errno;

    public string? Text { get; } = text;
}
