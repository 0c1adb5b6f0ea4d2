using Wire.Journal;

namespace Wire.Host.Api;

/// <summary>What the journal refuses, as a person is told it.</summary>
public static class JournalErrors
{
    public static ErrorReply Reply(JournalException error) => error switch
    {
        JournalLockedException => new(NodeError.Busy, error.Message, [], Retry: true),
        JournalFullException => new(NodeError.JournalUnavailable, error.Message, [], Retry: true),
        JournalNotFoundException => new(NodeError.NotFound, error.Message, [], Retry: false),
        JournalExistsException or JournalUnfinishedException or JournalIdConflictException or JournalRevisionConflictException => new(NodeError.Conflict, error.Message, [], Retry: false),
        JournalLimitException => new(NodeError.BadRequest, error.Message, [], Retry: false),
        _ => new(NodeError.JournalUnavailable, error.Message, [], Retry: false),
    };
}
