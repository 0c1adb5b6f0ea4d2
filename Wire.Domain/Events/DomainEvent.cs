using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>A past fact. Its stored name and version are in <see cref="EventCodec"/>; a CLR name is never stored.</summary>
public abstract record DomainEvent;

/// <summary>What kind of action a change is.</summary>
public enum ChangeVerb
{
    Apply = 1,
    Merge = 2,
    Undo = 3,
    Redo = 4,
    Replay = 5,
    Restore = 6,

    /// <summary>The kernel refused an operation: what the change asked for is taken back.</summary>
    Rollback = 7,

    /// <summary>A change with a deadline was not confirmed in time.</summary>
    Expire = 8,
}

/// <summary>The head of a change: first event of its batch in the stream "intent".</summary>
/// <param name="Number">The change id that people use, from 1, without holes: "#12".</param>
/// <param name="Verb">What kind of action it is.</param>
/// <param name="Message">What the person said with <c>-m</c>; null for nothing.</param>
/// <param name="Of">The number of the change that is undone, redone, rolled back or expired; null otherwise.</param>
/// <param name="ConfirmBy">Without <see cref="ChangeConfirmed"/> until then, it is undone; null for no deadline.</param>
/// <param name="File">The configuration's name as the person gave it; null for none.</param>
public sealed record ChangeRequested(int Number, ChangeVerb Verb, string? Message, int? Of, DateTimeOffset? ConfirmBy, string? File) : DomainEvent;

/// <summary>A change with a deadline is kept.</summary>
public sealed record ChangeConfirmed(int Number) : DomainEvent;

/// <summary>Somebody asked for a resource: all of it, not a difference.</summary>
public sealed record ResourceDeclared(Declared Declared) : DomainEvent;

/// <summary>Nobody asks for it any more.</summary>
public sealed record ResourceWithdrawn(ResourceKind Kind, ResourceKey Key) : DomainEvent;

/// <summary>An object that somebody else made becomes Wire's, because a change said so (<c>--adopt</c>).</summary>
public sealed record ResourceAdopted(ResourceKey Key) : DomainEvent;

/// <summary>A taken-over object is its maker's again, because the change that took it over was taken back: Wire no longer deletes it.</summary>
public sealed record ResourceReleased(ResourceKey Key) : DomainEvent;

/// <summary>Who caused an observation, as the kernel tells it (nlmsg_pid, nlmsg_seq).</summary>
/// <param name="PortId">The netlink port of the request that caused it; 0 for the kernel itself.</param>
/// <param name="Sequence">The request's sequence number.</param>
/// <param name="Plan">The plan of ours whose operation it was; null for a foreign cause.</param>
/// <param name="Operation">The operation's index in that plan.</param>
/// <param name="Program">The foreign program's name, where /proc still told it.</param>
public sealed record ObservationCause(uint PortId, uint Sequence, Guid? Plan = null, int? Operation = null, string? Program = null)
{
    public static ObservationCause Kernel { get; } = new(0, 0);
}

/// <summary>The kernel showed an object, new or changed: all that it told of it.</summary>
public sealed record ResourceObserved(Resource Resource, ObservationCause Cause) : DomainEvent;

/// <summary>The kernel said that an object is gone.</summary>
/// <param name="Resource">The object as the kernel named it in the deletion.</param>
/// <param name="Cause">Who deleted it.</param>
public sealed record ResourceVanished(Resource Resource, ObservationCause Cause) : DomainEvent;

/// <summary>Why a plan was made.</summary>
public enum PlanReason
{
    /// <summary>A change asked for it.</summary>
    Change = 1,

    /// <summary>The live topology had drifted.</summary>
    Heal = 2,

    /// <summary>A restart found work left.</summary>
    Settle = 3,
}

/// <summary>A plan with its inverses, before its first write to the kernel.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Reason">Why it was made.</param>
/// <param name="Change">The number of the change it carries out; null for healing.</param>
/// <param name="Plan">The operations. Conflicts and the view for people are not stored.</param>
public sealed record PlanMade(Guid Id, PlanReason Reason, int? Change, Plan Plan) : DomainEvent;

/// <summary>The kernel accepted operations <paramref name="First"/> to <paramref name="First"/> + <paramref name="Count"/> - 1.</summary>
public sealed record OperationsAcknowledged(Guid Plan, int First, int Count) : DomainEvent;

/// <summary>The kernel refused an operation.</summary>
public sealed record OperationRefused(Guid Plan, int Index, KernelRefusal Refusal) : DomainEvent;

/// <summary>The inverses of the acknowledged operations are about to run.</summary>
public sealed record RollbackStarted(Guid Plan) : DomainEvent;

public enum PlanOutcome
{
    /// <summary>The kernel shows what was planned.</summary>
    Done = 1,

    /// <summary>All that was done is taken back.</summary>
    RolledBack = 2,

    /// <summary>Neither: the next plan starts from what the kernel shows.</summary>
    Failed = 3,

    /// <summary>Its executor died; a newer plan took over.</summary>
    Superseded = 4,
}

public sealed record PlanSettled(Guid Plan, PlanOutcome Outcome) : DomainEvent;

/// <summary>Healing an object did not hold: it is left alone for a while, and a person should look.</summary>
/// <param name="Key">The object.</param>
/// <param name="Attempts">How often it was healed within the policy's window.</param>
/// <param name="Reason">Why it is given up for now.</param>
/// <param name="RetryAfterMs">When it is tried again, milliseconds.</param>
public sealed record HealingEscalated(ResourceKey Key, int Attempts, string Reason, long RetryAfterMs) : DomainEvent;

/// <summary>A daemon or a command took the journal.</summary>
/// <param name="Version">Wire's version.</param>
/// <param name="Pid">The process.</param>
/// <param name="Netns">The named namespace it works in; null for its own.</param>
/// <param name="Role">"daemon" or "command".</param>
public sealed record NodeStarted(string Version, int Pid, string? Netns, string Role) : DomainEvent;

public sealed record NodeStopped(string Reason) : DomainEvent;

/// <summary>Kernel events were lost (ENOBUFS, NLM_F_DUMP_INTR): what happened meanwhile is known only by its result.</summary>
public sealed record KernelGap(string Reason) : DomainEvent;

/// <summary>A complete dump was compared with what was known; the differences precede this event as observations.</summary>
/// <param name="Objects">How many objects the kernel showed.</param>
/// <param name="Differences">How many differed.</param>
/// <param name="Netns">The namespace that was listed; null for the node's own.</param>
public sealed record KernelResynced(int Objects, int Differences, string? Netns = null) : DomainEvent;

/// <summary>The wall clock moved against the monotonic one.</summary>
/// <param name="Milliseconds">Negative: backwards.</param>
public sealed record ClockStepped(long Milliseconds) : DomainEvent;

public sealed record BackupCreated(string Name, long Position) : DomainEvent;
