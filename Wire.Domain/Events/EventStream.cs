namespace Wire.Domain;

/// <summary>The journal's streams: each has revisions of its own, without holes.</summary>
public static class EventStream
{
    /// <summary>What people asked for.</summary>
    public const string Intent = "intent";

    /// <summary>What the kernel showed.</summary>
    public const string Kernel = "kernel";

    /// <summary>What was planned, acknowledged, refused and settled.</summary>
    public const string Reactor = "reactor";

    /// <summary>What happened to Wire itself: starts, gaps, backups.</summary>
    public const string Node = "node";

    /// <summary>Whether this version writes into it.</summary>
    public static bool IsKnown(string stream) => stream is Intent or Kernel or Reactor or Node;
}
