using System.Collections.Immutable;
using Wire.Domain;
using Wire.Host.Api;

namespace Wire.Host.Reactor;

/// <summary>The moment of an input: the reactor has no clock of its own.</summary>
/// <param name="Wall">Wall time.</param>
/// <param name="MonotonicNs">CLOCK_MONOTONIC, nanoseconds: it never goes back within a boot.</param>
public readonly record struct Moment(DateTimeOffset Wall, long MonotonicNs)
{
    public Moment Plus(int milliseconds) => new(Wall.AddMilliseconds(milliseconds), MonotonicNs + milliseconds * 1_000_000L);
}

/// <summary>Something that happened, as the reactor is told it.</summary>
public abstract record Input;

/// <summary>A person or a program asks for a change. Answered by a <see cref="Effect.Reply"/> with the same token.</summary>
/// <param name="Token">Whose answer it is.</param>
/// <param name="Request">What is asked.</param>
/// <param name="Caller">Who asks.</param>
public sealed record CommandInput(Guid Token, ChangeRequest Request, Caller Caller) : Input;

/// <summary>The kernel told of objects, in the order in which it did.</summary>
public sealed record ObservedInput(IReadOnlyList<SeenEvent> Events) : Input;

/// <param name="Vanished">It is gone; otherwise it is new or changed.</param>
/// <param name="Resource">All that the kernel told of it.</param>
/// <param name="Cause">Who caused it.</param>
public readonly record struct SeenEvent(bool Vanished, Resource Resource, ObservationCause Cause);

/// <summary>Kernel events of a namespace were lost; null is the node's own.</summary>
public sealed record OverrunInput(string? Netns, string Reason) : Input;

/// <summary>A complete, consistent dump of one namespace.</summary>
/// <param name="Netns">Its name; null for the node's own.</param>
/// <param name="Resources">Every object the kernel shows there.</param>
/// <param name="Interruptions">How often the dump had to be started again (NLM_F_DUMP_INTR).</param>
public sealed record DumpInput(string? Netns, IReadOnlyList<Resource> Resources, int Interruptions) : Input;

/// <summary>A namespace that links are declared in cannot be listened to.</summary>
/// <param name="Netns">Its name.</param>
/// <param name="Reason">Why not.</param>
/// <param name="WasHeard">It was listened to, and its name is gone or means another one.</param>
public sealed record WatchFailedInput(string Netns, string Reason, bool WasHeard = false) : Input;

/// <summary>The kernel accepted so many operations of the running plan since the last time.</summary>
public sealed record ProgressInput(Guid Plan, int First, int Count) : Input;

/// <summary>The executor is through with what it was given.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Acknowledged">Operation indexes that the kernel accepted and that no <see cref="ProgressInput"/> told of.</param>
/// <param name="Refused">The first refusal; null for none.</param>
public sealed record ExecutedInput(Guid Plan, ImmutableArray<int> Acknowledged, (int Index, KernelRefusal Refusal)? Refused) : Input;

/// <summary>Time passed: a wake-up that was asked for, or just a look at the clock.</summary>
public sealed record TickInput : Input;

/// <summary>The node is told to end.</summary>
public sealed record StopInput(string Reason) : Input;

/// <summary>What a caller wants changed. Pure data; deciding is the Domain's.</summary>
public abstract record ChangeRequest
{
    public sealed record Apply(ApplyCommand Command) : ChangeRequest;

    public sealed record Confirm : ChangeRequest;

    public sealed record Undo(int? Change, string? Message) : ChangeRequest;

    public sealed record Redo(string? Message) : ChangeRequest;

    /// <param name="Desired">What was declared then.</param>
    /// <param name="Message">Why.</param>
    public sealed record Replay(IReadOnlyCollection<Declared> Desired, string? Message) : ChangeRequest;

    /// <param name="Desired">What the backup declares.</param>
    /// <param name="Message">Why.</param>
    public sealed record Restore(IReadOnlyCollection<Declared> Desired, string? Message) : ChangeRequest;

    /// <param name="Name">The backup's.</param>
    /// <param name="Position">The last position it has.</param>
    public sealed record NoteBackup(string Name, long Position) : ChangeRequest;
}
