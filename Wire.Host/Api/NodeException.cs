namespace Wire.Host.Api;

/// <summary>What a request failed with. The word is stable: programs read it.</summary>
public enum NodeError
{
    /// <summary>The request makes no sense: a point in time that is none, a name that does not exist.</summary>
    BadRequest,

    /// <summary>The configuration has errors; each is in <see cref="ErrorReply.Details"/>.</summary>
    InvalidConfiguration,

    /// <summary>Something is in the way (a foreign object, a later change, a pending confirmation): nothing was done.</summary>
    Conflict,

    /// <summary>The caller may not do that.</summary>
    NotPermitted,

    NotFound,

    /// <summary>The kernel refused an operation; all was rolled back.</summary>
    KernelRefused,

    /// <summary>The kernel accepted everything and does not show it in time; all was rolled back.</summary>
    NotObserved,

    /// <summary>The journal cannot take it: full disk, read-only, damaged.</summary>
    JournalUnavailable,

    /// <summary>Another daemon or command holds the state directory.</summary>
    Busy,

    /// <summary>No daemon answers and the command cannot do it alone.</summary>
    DaemonRequired,

    /// <summary>A defect in Wire.</summary>
    Internal,
}

/// <summary>A failure as a person is told it.</summary>
/// <param name="Error">What kind.</param>
/// <param name="Message">One sentence: what failed, on which object.</param>
/// <param name="Details">More lines, ready to print; empty for none.</param>
/// <param name="Retry">Whether the same request may succeed later.</param>
public sealed record ErrorReply(NodeError Error, string Message, IReadOnlyList<string> Details, bool Retry);

public sealed class NodeException(ErrorReply reply, Exception? inner = null) : Exception(reply.Message, inner)
{
    public NodeException(NodeError error, string message, IReadOnlyList<string>? details = null, bool retry = false, Exception? inner = null)
        : this(new ErrorReply(error, message, details ?? [], retry), inner)
    {
    }

    public ErrorReply Reply { get; } = reply;
}
