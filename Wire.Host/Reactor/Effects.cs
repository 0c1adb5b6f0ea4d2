using System.Collections.Immutable;
using Wire.Domain;
using Wire.Host.Api;

namespace Wire.Host.Reactor;

/// <summary>What shall be done to the world, in this order. The loop carries it out and decides nothing.</summary>
public abstract record Effect
{
    /// <summary>Append this batch. The reactor is the only writer: it knows the position and has already folded the events.</summary>
    /// <param name="FirstPosition">The position that the first event must get.</param>
    /// <param name="Actor">Who.</param>
    /// <param name="Source">From where.</param>
    /// <param name="Change">What correlates the events of one action.</param>
    /// <param name="Events">All or none of them.</param>
    public sealed record Append(long FirstPosition, string Actor, string Source, Guid? Change, IReadOnlyList<DomainEvent> Events) : Effect;

    /// <summary>Send these operations once the journal is durable up to the position; answered by <see cref="ExecutedInput"/>.</summary>
    /// <param name="AfterPosition">Nothing is written to the kernel before the disk has this.</param>
    /// <param name="Plan">The plan's id.</param>
    /// <param name="Operations">In the order of execution; inverses in a rollback.</param>
    /// <param name="LinkIndexes">The interface index of each link they name.</param>
    public sealed record Execute(long AfterPosition, Guid Plan, ImmutableArray<Operation> Operations, ImmutableSortedDictionary<string, uint> LinkIndexes) : Effect;

    /// <summary>Answer a command once the journal is durable up to the position.</summary>
    public sealed record Reply(long AfterPosition, Guid Token, ChangeReply? Success, ErrorReply? Failure) : Effect;

    /// <summary>Take a complete dump of a namespace (null: the node's own); answered by <see cref="DumpInput"/>.</summary>
    public sealed record Dump(string? Netns) : Effect;

    /// <summary>Listen to another named namespace; answered by its first <see cref="DumpInput"/> or by <see cref="WatchFailedInput"/>.</summary>
    public sealed record Watch(string Netns) : Effect;

    /// <summary>From now on look at these settings too, in every namespace that is listened to; dumps and observations tell of them.</summary>
    public sealed record LookFor(ImmutableHashSet<ResourceKey> Settings) : Effect;

    /// <summary>Send a <see cref="TickInput"/> then at the latest.</summary>
    public sealed record WakeAt(long MonotonicNs) : Effect;

    /// <summary>The first dump is taken in and nothing is left to settle: callers may be told that the node is ready.</summary>
    public sealed record Ready : Effect;

    /// <summary>All is journalled: the loop may end.</summary>
    public sealed record Stopped(long AfterPosition) : Effect;
}
