using System.Diagnostics.CodeAnalysis;
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

    /// <summary>UTF-8 bytes of a configuration's name: PATH_MAX, as it is recorded with the change.</summary>
    public const int FileBytesMax = 4096;

    /// <summary>UTF-8 bytes of a point: the longest that means anything is a time with its offset.</summary>
    public const int PointBytesMax = 64;

    /// <summary>UTF-8 bytes of a namespace's name: NAME_MAX, as it is a file in /run/netns.</summary>
    public const int NetnsBytesMax = 255;

    /// <summary>Connections at a time: a reader must not take the descriptors that the journal and the kernel's sockets need.</summary>
    public const int ConnectionsMax = 256;

    /// <exception cref="NodeException">Something of it is missing or larger than allowed.</exception>
    public static PlanCommand Check(PlanCommand? command)
    {
        Require(command, "config");
        CheckText(Require(command.File, "file"), FileBytesMax, "file");
        return Encoding.UTF8.GetByteCount(Require(command.Text, "text")) <= ConfigBytesMax ? command : throw ConfigTooLarge(command.File);
    }

    /// <inheritdoc cref="Check(PlanCommand)"/>
    public static ApplyCommand Check(ApplyCommand command)
    {
        Check(command.Config);
        CheckMessage(command.Message);
        return command.ConfirmSeconds is null or (>= 1 and <= ConfirmSecondsMax)
            ? command
            : throw new NodeException(NodeError.BadRequest, $"a confirmation's deadline is 1 to {ConfirmSecondsMax} seconds, not {command.ConfirmSeconds}");
    }

    /// <inheritdoc cref="Check(PlanCommand)"/>
    public static UndoCommand Check(UndoCommand command)
    {
        CheckMessage(command.Message);
        return command;
    }

    /// <inheritdoc cref="Check(PlanCommand)"/>
    public static RedoCommand Check(RedoCommand command)
    {
        CheckMessage(command.Message);
        return command;
    }

    /// <inheritdoc cref="Check(PlanCommand)"/>
    public static ReplayCommand Check(ReplayCommand command)
    {
        CheckText(Require(command.To, "to"), PointBytesMax, "to");
        CheckText(command.Netns, NetnsBytesMax, "netns");
        CheckMessage(command.Message);
        return command;
    }

    /// <inheritdoc cref="Check(PlanCommand)"/>
    public static BackupCommand Check(BackupCommand command)
    {
        CheckMessage(command.Message);
        return command;
    }

    /// <inheritdoc cref="Check(PlanCommand)"/>
    public static RestoreCommand Check(RestoreCommand command)
    {
        Require(command.Name, "name");
        CheckMessage(command.Message);
        return command;
    }

    private static void CheckMessage(string? message) => CheckText(message, MessageBytesMax, "message");

    private static void CheckText(string? text, int bytesMax, string field)
    {
        if (text is not null && Encoding.UTF8.GetByteCount(text) > bytesMax)
        {
            throw new NodeException(NodeError.BadRequest, $"'{field}' has at most {bytesMax} bytes");
        }
    }

    /// <summary>JSON may leave out, or say null for, what the type says is there.</summary>
    private static T Require<T>([NotNull] T? value, string field)
        where T : class => value ?? throw new NodeException(NodeError.BadRequest, $"the request has no '{field}'");

    public static NodeException ConfigTooLarge(string file) =>
        new(NodeError.BadRequest, $"{file}: larger than {ConfigBytesMax >> 20} MiB, the most that a configuration may have");
}
