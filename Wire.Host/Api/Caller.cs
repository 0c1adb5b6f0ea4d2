using Tmds.Linux;

namespace Wire.Host.Api;

/// <summary>
/// Who asks for a change: the peer of the API's socket as the kernel names it, or the user of a command that works without a
/// daemon. It travels with the asynchronous call; a node reads <see cref="Current"/> before it hands work to another thread.
/// </summary>
/// <param name="Uid">The effective user id.</param>
/// <param name="Name">Its name in /etc/passwd, or the number.</param>
/// <param name="Pid">The process.</param>
/// <param name="Source">"cli", "api", …: recorded as the event's source.</param>
public sealed record Caller(uint Uid, string Name, int Pid, string Source)
{
    private static readonly AsyncLocal<Caller?> Ambient = new();

    /// <summary>The caller of the request being served; null for work that nobody asked for (healing, deadlines).</summary>
    public static Caller? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>How an event names the actor: "root (uid 0)".</summary>
    public string Actor => $"{Name} (uid {Uid})";

    public static Caller OfThisProcess(string source)
    {
        uint uid = LibC.geteuid();
        return new(uid, AccountFiles.UserName(uid), Environment.ProcessId, source);
    }
}
