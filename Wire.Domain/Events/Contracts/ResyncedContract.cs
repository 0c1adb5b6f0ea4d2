using MessagePack;

namespace Wire.Domain;

/// <summary>[objects, differences] of the node's own namespace, [objects, differences, netns] of another.</summary>
internal sealed class ResyncedContract() : EventContract(new("kernel.resynced", 1, EventStream.Node))
{
    public override void Write(ref MessagePackWriter writer, DomainEvent item)
    {
        KernelResynced resynced = (KernelResynced)item;
        writer.WriteArrayHeader(resynced.Netns is null ? 2 : 3);
        writer.Write(resynced.Objects);
        writer.Write(resynced.Differences);
        if (resynced.Netns is { } netns)
        {
            writer.Write(netns);
        }
    }

    public override DomainEvent Read(ref MessagePackReader reader)
    {
        int fields = reader.ReadArrayHeader();
        int objects = reader.ReadCount(), differences = reader.ReadCount();
        return fields switch
        {
            2 => new KernelResynced(objects, differences),
            3 => new KernelResynced(objects, differences, reader.ReadText()),
            _ => throw new MessagePackSerializationException($"a listing of {fields} fields"),
        };
    }
}
