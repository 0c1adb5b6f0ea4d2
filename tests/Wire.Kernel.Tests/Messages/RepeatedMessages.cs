using Wire.Domain;
using Wire.Kernel.Tests.Vectors;

namespace Wire.Kernel.Tests.Messages;

/// <summary>A message that says what one before it said is not decoded again; one that says anything else is.</summary>
public sealed class RepeatedMessages
{
    private static readonly byte[] Changes = [1, 0x80, 0xff];

    public static TheoryData<string> OfRtnetlink => [.. Vector.Names.Where(n => !n.StartsWith("request-", StringComparison.Ordinal) && Vector.SourceOf(n) == "route")];

    [Theory]
    [MemberData(nameof(OfRtnetlink))]
    public void NoByteOfMessageIsOverlooked(string name)
    {
        byte[] datagram = Vector.Load(name);
        ObjectContext context = new(Links());
        MessageMemory memory = new();
        Decode(datagram, context, memory);
        for (int at = NetlinkHeader.Bytes; at < datagram.Length; at++)
        {
            foreach (byte change in Changes)
            {
                datagram[at] ^= change;
                Assert.True(Decode(datagram, context, null).SequenceEqual(Decode(datagram, context, memory)), $"byte {at} of {name} changed by {change:x}");
                datagram[at] ^= change;
            }
        }
    }

    [Theory]
    [InlineData("route-v4")]
    [InlineData("address-v4")]
    [InlineData("fdb-port")]
    [InlineData("link-bridge")]
    [InlineData("link-veth")]
    public void UnchangedObjectAllocatesNothing(string name)
    {
        byte[] datagram = Vector.Load(name);
        EventDecoder decoder = Decoder();
        List<Observation> into = new(16);
        Tell(decoder, datagram, into);
        Tell(decoder, datagram, into);
        Assert.NotEmpty(into);
        into.Clear();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Tell(decoder, datagram, into);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotEmpty(into);
    }

    [Fact]
    public void RenamedLinkIsNotCalledByItsOldNameAgain()
    {
        LinkTable links = Links();
        EventDecoder decoder = new(new ObjectContext(links));
        byte[] route = Vector.Load("route-v4");
        string? before = ((Route)Assert.Single(Observe(decoder, route)).Resource).Dev;
        links.Name(100, "another");
        string? after = ((Route)Assert.Single(Observe(decoder, route)).Resource).Dev;

        Assert.NotEqual(before, after);
    }

    private static LinkTable Links()
    {
        LinkTable links = new(null);
        for (uint index = 1; index < 128; index++)
        {
            links.Name(index, $"l{index}");
        }
        return links;
    }

    private static EventDecoder Decoder() => new(new ObjectContext(Links()));

    /// <summary>What the message says to each who reads it; null from one for whom it is broken.</summary>
    private static List<Resource?> Decode(byte[] datagram, ObjectContext context, MessageMemory? memory)
    {
        NetlinkMessage message = Vector.Message(datagram);
        List<Resource?> said = [];
        foreach (ObjectSource source in ObjectSources.Of(null).Reading(NetlinkFamily.Route, message.Type))
        {
            List<Resource> into = [];
            try
            {
                if (memory is null)
                {
                    source.Decode(message, context, into);
                }
                else
                {
                    memory.Decode(source, message, context, into);
                }
                said.AddRange(into);
            }
            catch (NetlinkFormatException)
            {
                said.Add(null);
            }
        }
        return said;
    }

    private static List<Observation> Observe(EventDecoder decoder, byte[] datagram)
    {
        List<Observation> into = [];
        Tell(decoder, datagram, into);
        return into;
    }

    private static void Tell(EventDecoder decoder, byte[] datagram, List<Observation> into)
    {
        NetlinkMessageReader messages = new(datagram);
        while (messages.Read(out NetlinkMessage message))
        {
            decoder.Decode(NetlinkFamily.Route, message, into);
        }
    }
}
