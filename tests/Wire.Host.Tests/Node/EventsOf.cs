using System.Buffers;
using Wire.Domain;
using Wire.Journal;

namespace Wire.Host.Tests.Node;

/// <summary>Events as a node stores them.</summary>
internal static class EventsOf
{
    public static NewEvent Started(string version)
    {
        ArrayBufferWriter<byte> payload = new();
        StoredEventName name = EventCodec.Encode(new NodeStarted(version, 1, null, "daemon"), payload);
        return new(name.Stream, name.Name, name.Version, payload.WrittenMemory);
    }
}
