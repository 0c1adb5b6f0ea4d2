using Microsoft.Extensions.Logging;

namespace Wire.Host.Api;

/// <param name="SocketPath">Where it listens; at most 107 bytes (sun_path, unix(7)).</param>
public sealed record ApiServerOptions(string SocketPath)
{
    /// <summary>The named namespace that the node works in; null for its own.</summary>
    public string? Netns { get; init; }

    /// <summary>Whose members may read, where the group exists; else only the daemon's user and root reach the socket.</summary>
    public string? Group { get; init; } = "wire";

    /// <summary>The socket's mode instead of 0660 (0600 without the group).</summary>
    public UnixFileMode? Mode { get; init; }

    /// <summary>Where Kestrel's own words go; null for nowhere.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>How long a stop waits for requests that are being served.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
