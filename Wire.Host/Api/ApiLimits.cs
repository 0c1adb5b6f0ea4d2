using System.Text;
using Wire.Domain;

namespace Wire.Host.Api;

/// <summary>How large a request may be.</summary>
public static class ApiLimits
{
    /// <summary>UTF-8 bytes of a configuration.</summary>
    public const int ConfigBytesMax = ConfigLimits.BytesMax;

    /// <summary>JSON writes a byte as at most six (\u0000); the rest of a request is small.</summary>
    public const long RequestBytesMax = 6L * ConfigBytesMax + (64 << 10);

    /// <summary>UTF-8 bytes of a message given with <c>-m</c>.</summary>
    public const int MessageBytesMax = 1024;

    /// <summary>Seconds of a confirmation's deadline: a day.</summary>
    public const int ConfirmSecondsMax = 86_400;

    /// <exception cref="NodeException">It is larger than allowed.</exception>
    public static PlanCommand Check(PlanCommand command) =>
        Encoding.UTF8.GetByteCount(command.Text) <= ConfigBytesMax ? command : throw ConfigTooLarge(command.File);

    /// <exception cref="NodeException">The deadline or the message is out of range.</exception>
    public static ApplyCommand Check(ApplyCommand command)
    {
        Check(command.Config);
        CheckMessage(command.Message);
        return command.ConfirmSeconds is null or (>= 1 and <= ConfirmSecondsMax)
            ? command
            : throw new NodeException(NodeError.BadRequest, $"a confirmation's deadline is 1 to {ConfirmSecondsMax} seconds, not {command.ConfirmSeconds}");
    }

    /// <exception cref="NodeException">It is longer than allowed.</exception>
    public static void CheckMessage(string? message)
    {
        if (message is not null && Encoding.UTF8.GetByteCount(message) > MessageBytesMax)
        {
            throw new NodeException(NodeError.BadRequest, $"a message has at most {MessageBytesMax} bytes");
        }
    }

    public static NodeException ConfigTooLarge(string file) =>
        new(NodeError.BadRequest, $"{file}: larger than {ConfigBytesMax >> 20} MiB, the most that a configuration may have");
}
