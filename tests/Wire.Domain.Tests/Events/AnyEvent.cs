using System.Collections.Immutable;
using CsCheck;

namespace Wire.Domain.Tests;

/// <summary>Events of every stored name.</summary>
internal static class AnyEvent
{
    private static readonly Gen<string?> Text = Gen.String.AlphaNumeric.Null();
    private static readonly Gen<int> Number = Gen.Int[0, int.MaxValue];
    private static readonly Gen<DateTimeOffset?> Time = Gen.Long[0, 4_000_000_000_000].Select(t => (DateTimeOffset?)DateTimeOffset.UnixEpoch.AddTicks(t * 1000));

    private static readonly Gen<ObservationCause> Cause = Gen.OneOf(
        Gen.Const(ObservationCause.Kernel),
        Gen.Select(Gen.UInt, Gen.UInt, (port, sequence) => new ObservationCause(port, sequence)),
        Gen.Select(Gen.UInt, Gen.UInt, Gen.Guid, Number, (port, sequence, plan, operation) => new ObservationCause(port, sequence, plan, operation)),
        Gen.Select(Gen.UInt, Gen.UInt, Gen.String.AlphaNumeric, (port, sequence, program) => new ObservationCause(port, sequence, Program: program)));

    private static readonly Gen<Declared> AnyDeclared = Gen.Select(AnyResource.Any, Gen.ULong, Text, (resource, mask, file) => new Declared(
        resource,
        [.. resource.Kind.Attributes.Where((_, i) => (mask >> i & 1) != 0).Select(a => a.Name)],
        file is null ? null : new SourceLocation(file, (int)(mask % 1000), (int)(mask % 80))));

    private static readonly Gen<Operation> AnyOperation = Gen.Select(Gen.Int[0, 2], AnyResource.Any, AnyResource.Any.Null(), Gen.ULong, Text, (verb, resource, companion, mask, interrupts) =>
        new Operation(0, (OperationVerb)verb, verb == 0 ? null : resource, verb == 2 ? null : resource, companion,
            [.. resource.Kind.Attributes.Where((_, i) => (mask >> i & 1) != 0).Select(a => a.Name)], interrupts));

    private static readonly Gen<Plan> AnyPlan = Gen.Select(AnyOperation.Array[0, 5], Gen.UInt.Array[0, 5], (operations, indexes) => new Plan(
        [],
        [.. operations.Select((operation, i) => operation with { Index = i })],
        indexes.Distinct().ToImmutableSortedDictionary(i => $"link{i}", i => i),
        []));

    private static readonly Gen<KernelRefusal> Refusal = Gen.Select(Gen.Int[1, 133], Text, Text, Text, (errno, message, attribute, advice) =>
        new KernelRefusal(errno, "EEXIST", message, attribute, advice));

    public static Gen<DomainEvent> Any { get; } = Gen.OneOf<DomainEvent>(
        Gen.Select(Number, Gen.Int[1, 8], Text, Gen.Int.Nullable(), Time, Text, (number, verb, message, of, by, file) =>
            (DomainEvent)new ChangeRequested(number, (ChangeVerb)verb, message, of, by, file)),
        Number.Select(n => (DomainEvent)new ChangeConfirmed(n)),
        AnyDeclared.Select(d => (DomainEvent)new ResourceDeclared(d)),
        AnyResource.Any.Select(r => (DomainEvent)new ResourceWithdrawn(r.Kind, r.Key)),
        Gen.String.AlphaNumeric.Select(name => (DomainEvent)new ResourceAdopted(ResourceKey.Link(name))),
        Gen.String.AlphaNumeric.Select(name => (DomainEvent)new ResourceReleased(ResourceKey.Link(name))),
        Gen.Select(AnyResource.Any, Cause, (r, c) => (DomainEvent)new ResourceObserved(r, c)),
        Gen.Select(AnyResource.Any, Cause, (r, c) => (DomainEvent)new ResourceVanished(r, c)),
        Gen.Select(Gen.Guid, Gen.Int[1, 3], Gen.Int.Nullable(), AnyPlan, (id, reason, change, plan) => (DomainEvent)new PlanMade(id, (PlanReason)reason, change, plan)),
        Gen.Select(Gen.Guid, Number, Number, (id, first, count) => (DomainEvent)new OperationsAcknowledged(id, first, count)),
        Gen.Select(Gen.Guid, Number, Refusal, (id, index, refusal) => (DomainEvent)new OperationRefused(id, index, refusal)),
        Gen.Guid.Select(id => (DomainEvent)new RollbackStarted(id)),
        Gen.Select(Gen.Guid, Gen.Int[1, 4], (id, outcome) => (DomainEvent)new PlanSettled(id, (PlanOutcome)outcome)),
        Gen.Select(AnyResource.Any, Number, Gen.Long, (r, attempts, retry) => (DomainEvent)new HealingEscalated(r.Key, attempts, "why", retry)),
        Gen.Select(Number, Text, (pid, netns) => (DomainEvent)new NodeStarted("0.1.0", pid, netns, "daemon")),
        Gen.String.AlphaNumeric.Select(reason => (DomainEvent)new NodeStopped(reason)),
        Gen.String.AlphaNumeric.Select(reason => (DomainEvent)new KernelGap(reason)),
        Gen.Select(Number, Number, Text, (objects, differences, netns) => (DomainEvent)new KernelResynced(objects, differences, netns)),
        Gen.Long.Select(ms => (DomainEvent)new ClockStepped(ms)),
        Gen.Select(Gen.String.AlphaNumeric, Gen.Long, (name, position) => (DomainEvent)new BackupCreated(name, position)));
}
