using System.Buffers;
using System.Collections.Frozen;
using MessagePack;

namespace Wire.Domain;

/// <summary>
/// Events as bytes and back: the boundary at which CLR types end. Whatever the bytes are, reading them gives an event or an
/// <see cref="UnreadableEventException"/>, and takes memory in proportion to their number.
/// </summary>
public static class EventCodec
{
    private static readonly EventContract[] Single =
        [.. IntentContracts.All, .. ReactorContracts.All, .. NodeContracts.All];

    private static readonly FrozenDictionary<Type, EventContract> ByType = new Dictionary<Type, EventContract>
    {
        [typeof(ChangeRequested)] = IntentContracts.Requested,
        [typeof(ChangeConfirmed)] = IntentContracts.Confirmed,
        [typeof(PlanMade)] = ReactorContracts.Made,
        [typeof(OperationsAcknowledged)] = ReactorContracts.Acknowledged,
        [typeof(OperationRefused)] = ReactorContracts.Refused,
        [typeof(RollbackStarted)] = ReactorContracts.RollingBack,
        [typeof(PlanSettled)] = ReactorContracts.Settled,
        [typeof(HealingEscalated)] = ReactorContracts.Escalated,
        [typeof(NodeStarted)] = NodeContracts.Started,
        [typeof(NodeStopped)] = NodeContracts.Stopped,
        [typeof(KernelGap)] = NodeContracts.Gap,
        [typeof(KernelResynced)] = NodeContracts.Resynced,
        [typeof(ClockStepped)] = NodeContracts.Stepped,
        [typeof(BackupCreated)] = NodeContracts.Backup,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, EventContract> ByName =
        Single.Concat(ResourceContracts.All).ToFrozenDictionary(c => c.Name.Name, StringComparer.Ordinal);

    /// <summary>Every event that this version writes, in the order of their names.</summary>
    public static IEnumerable<StoredEventName> Names => ByName.Values.Select(c => c.Name).OrderBy(n => n.Name, StringComparer.Ordinal);

    /// <summary>The stored name of <see cref="NodeStarted"/>: it says which version of Wire wrote what follows.</summary>
    public static string NameOfStarts => NodeContracts.Started.Name.Name;

    /// <summary>Writes the payload and tells the name to store it under.</summary>
    public static StoredEventName Encode(DomainEvent item, IBufferWriter<byte> output)
    {
        EventContract contract = ContractOf(item);
        MessagePackWriter writer = new(output);
        contract.Write(ref writer, item);
        writer.Flush();
        return contract.Name;
    }

    /// <exception cref="UnreadableEventException">The event is of a newer version, or its payload is not what its name says.</exception>
    public static DomainEvent Decode(string name, int version, ReadOnlyMemory<byte> payload) => Decode(name, version, payload, EventUpcasters.Known);

    internal static DomainEvent Decode(string name, int version, ReadOnlyMemory<byte> payload, EventUpcasters upcasters)
    {
        if (!ByName.TryGetValue(name, out EventContract? contract))
        {
            throw new UnreadableEventException(name, version, "this version of Wire knows no event of that name");
        }
        try
        {
            MessagePackReader reader = new(upcasters.Upcast(name, version, contract.Name.Version, payload));
            DomainEvent item = contract.Read(ref reader);
            return reader.End ? item : throw new MessagePackSerializationException("it has more bytes than the event");
        }
        catch (Exception e) when (e is MessagePackSerializationException or EndOfStreamException or OverflowException or ArgumentException)
        {
            throw new UnreadableEventException(name, version, e.Message, e);
        }
    }

    private static EventContract ContractOf(DomainEvent item) => item switch
    {
        ResourceObserved observed => ResourceContracts.Observed(observed.Resource.Kind),
        ResourceVanished vanished => ResourceContracts.Vanished(vanished.Resource.Kind),
        ResourceDeclared declared => ResourceContracts.Declared(declared.Declared.Resource.Kind),
        ResourceWithdrawn withdrawn => ResourceContracts.Withdrawn(withdrawn.Kind),
        ResourceAdopted adopted => IntentContracts.Adopted(adopted.Key),
        ResourceReleased released => IntentContracts.Released(released.Key),
        _ => ByType[item.GetType()],
    };
}
