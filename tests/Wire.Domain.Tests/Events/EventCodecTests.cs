using System.Buffers;
using CsCheck;
using MessagePack;

namespace Wire.Domain.Tests;

public sealed class EventCodecTests
{
    [Fact]
    public void EveryAttributeOfEveryKindHasAValueInTheTests() =>
        Assert.All(ResourceKinds.All, kind => Assert.All(kind.Attributes, a => Assert.NotEmpty(AnyResource.TextsFor(kind, a))));

    [Fact]
    public void EveryEventComesBackAsItWas() => AnyEvent.Any.Sample(item =>
    {
        (StoredEventName name, byte[] payload) = Encode(item);
        DomainEvent back = EventCodec.Decode(name.Name, name.Version, payload);
        if (item is PlanMade made)
        {
            Assert.Equal(made.Plan.Operations, ((PlanMade)back).Plan.Operations, SameOperation);
            Assert.Equal(made.Plan.LinkIndexes, ((PlanMade)back).Plan.LinkIndexes);
            Assert.Equal(made with { Plan = ((PlanMade)back).Plan }, back);
        }
        else
        {
            Assert.Equal(item, back);
        }
        Assert.Equal(payload, Encode(back).Payload);
    }, iter: 5_000, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void OriginOfADeclarationIsKeptAlthoughEqualityIgnoresIt()
    {
        Declared declared = new(new Dummy { Name = "d0" }, new SourceLocation("office.wire", 3, 7));

        var back = (ResourceDeclared)Back(new ResourceDeclared(declared));

        Assert.Equal(declared.Origin, back.Declared.Origin);
    }

    [Fact]
    public void OneStringServesAllRoutesByOneLink()
    {
        Route Read(string prefix) => (Route)((ResourceObserved)Back(new ResourceObserved(
            new Route { Prefix = IpPrefix.Parse(prefix), Dev = "eth0" }, ObservationCause.Kernel))).Resource;

        Assert.Same(Read("10.0.0.0/24").Dev, Read("10.0.1.0/24").Dev);
    }

    [Fact]
    public void EventOfANewerVersionIsRefusedAndSaysSo()
    {
        (StoredEventName name, byte[] payload) = Encode(new KernelGap("overrun"));

        var e = Assert.Throws<UnreadableEventException>(() => EventCodec.Decode(name.Name, 2, payload));

        Assert.Equal(("kernel.gap", 2), (e.Name, e.Version));
        Assert.Contains("newer version of Wire", e.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void EventOfAnUnknownNameIsRefused() =>
        Assert.Throws<UnreadableEventException>(() => EventCodec.Decode("tunnel.declared", 1, new byte[] { 0x90 }));

    [Fact]
    public void AttributeOfANewerVersionIsRefusedAndNamesItsId()
    {
        byte[] payload = Payload((ref MessagePackWriter w) =>
        {
            w.WriteArrayHeader(2);
            w.WriteArrayHeader(3);
            w.Write("bridge");
            w.WriteMapHeader(1);
            w.Write(113);
            w.Write(1);
            w.WriteNil();
            w.WriteArrayHeader(2);
            w.Write(0);
            w.Write(0);
        });

        var e = Assert.Throws<UnreadableEventException>(() => EventCodec.Decode("bridge.observed", 1, payload));

        Assert.Equal("bridge has no attribute with id 113 in this version of Wire", e.Reason);
    }

    [Fact]
    public void ResourceOfAnotherKindThanTheEventNamesIsRefused()
    {
        (_, byte[] payload) = Encode(new ResourceObserved(new Dummy { Name = "d0" }, ObservationCause.Kernel));

        var e = Assert.Throws<UnreadableEventException>(() => EventCodec.Decode("bridge.observed", 1, payload));

        Assert.Equal("a dummy where a bridge belongs", e.Reason);
    }

    [Fact]
    public void BytesAfterTheEventAreRefused() =>
        Assert.Throws<UnreadableEventException>(() => EventCodec.Decode("kernel.gap", 1, new byte[] { 0x91, 0xa1, (byte)'x', 0xc0 }));

    [Fact]
    public void PrefixLongerThanItsAddressIsRefused()
    {
        (_, byte[] payload) = Encode(new ResourceObserved(new Route { Prefix = IpPrefix.Parse("10.0.0.0/24") }, ObservationCause.Kernel));
        payload[payload.AsSpan().IndexOf<byte>([10, 0, 0, 0, 24]) + 4] = 33;

        Assert.Throws<UnreadableEventException>(() => EventCodec.Decode("route.observed", 1, payload));
    }

    [Fact]
    public void OldVersionIsUpcastStepByStepBeforeItIsRead()
    {
        EventUpcasters upcasters = new(
            new EventUpcaster("kernel.gap", -1, old => Encode(new KernelGap(old.Length + " bytes")).Payload),
            new EventUpcaster("kernel.gap", 0, old => Encode(new KernelGap(((KernelGap)EventCodec.Decode("kernel.gap", 1, old)).Reason + ", twice upcast")).Payload));

        Assert.Equal(new KernelGap("3 bytes, twice upcast"), EventCodec.Decode("kernel.gap", -1, new byte[3], upcasters));
        Assert.Throws<UnreadableEventException>(() => EventCodec.Decode("kernel.gap", -2, new byte[3], upcasters));
    }

    [Fact]
    public void BrokenBytesGiveNothingButUnreadableEvents() => Gen.Select(AnyEvent.Any, Gen.Int[0, 3], Gen.Byte.Array[1, 8], Gen.UInt).Sample((item, how, noise, at) =>
    {
        (StoredEventName name, byte[] payload) = Encode(item);
        byte[] broken = Break(payload, how, noise, (int)(at % (uint)payload.Length));
        try
        {
            EventCodec.Decode(name.Name, name.Version, broken);
        }
        catch (UnreadableEventException)
        {
        }
    }, iter: 50_000, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void LengthsThatLieTakeNoMemory()
    {
        byte[] billionOperations = [0x94, 0xc4, 16, .. new byte[16], 1, 0xc0, 0x92, 0xdd, 0x3b, 0x9a, 0xca, 0x00];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<UnreadableEventException>(() => EventCodec.Decode("plan.made", 1, billionOperations));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private static byte[] Break(byte[] payload, int how, byte[] noise, int at) => how switch
    {
        0 => payload[..at],
        1 => [.. payload[..at], .. noise, .. payload[at..]],
        2 => [.. payload[..at], .. noise, .. payload.Skip(at + noise.Length)],
        _ => [.. payload[..at], .. payload.Skip(at + noise.Length)],
    };

    private static bool SameOperation(Operation left, Operation right) =>
        left.Attributes.SequenceEqual(right.Attributes) && left == right with { Attributes = left.Attributes };

    private static DomainEvent Back(DomainEvent item)
    {
        (StoredEventName name, byte[] payload) = Encode(item);
        return EventCodec.Decode(name.Name, name.Version, payload);
    }

    private static (StoredEventName Name, byte[] Payload) Encode(DomainEvent item)
    {
        ArrayBufferWriter<byte> output = new();
        return (EventCodec.Encode(item, output), output.WrittenSpan.ToArray());
    }

    private delegate void Writing(ref MessagePackWriter writer);

    private static byte[] Payload(Writing write)
    {
        ArrayBufferWriter<byte> output = new();
        MessagePackWriter writer = new(output);
        write(ref writer);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }
}
