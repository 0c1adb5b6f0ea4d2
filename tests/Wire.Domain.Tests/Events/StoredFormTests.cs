using System.Buffers;
using System.Text;
using VerifyXunit;
using Wire.Testing;

namespace Wire.Domain.Tests;

/// <summary>The bytes of every event as they stand in journals. A difference here makes journals unreadable: it needs a new version and an upcaster.</summary>
public sealed class StoredFormTests
{
    private static readonly Guid Plan = new("0198c0de-0000-7000-8000-000000000001");
    private static readonly ObservationCause Foreign = new(4711, 12, Program: "ip");
    private static readonly ObservationCause Ours = new(99, 3, Plan, 7);

    [Fact]
    public void EveryStoredNameHasAVector() =>
        Assert.Equal(EventCodec.Names.Select(n => n.Name), Vectors().Select(e => EventCodec.Encode(e, new ArrayBufferWriter<byte>()).Name).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public Task BytesNeverChange()
    {
        StringBuilder text = new();
        foreach (DomainEvent item in Vectors())
        {
            ArrayBufferWriter<byte> output = new();
            StoredEventName name = EventCodec.Encode(item, output);
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{name.Stream} {name.Name}/{name.Version} {Convert.ToHexStringLower(output.WrittenSpan)}");
        }
        return Verifier.Verify(text.ToString());
    }

    /// <summary>
    /// Events as released versions stored them; the files are never made anew. A version without an upcaster, a key that got another meaning
    /// or an attribute that is gone fails here; what is still in the same version comes back byte for byte.
    /// </summary>
    [Fact]
    public void EventsOfEveryReleaseAreReadForEver()
    {
        string[] files = Directory.GetFiles(Repository.PathOf("tests/Wire.Domain.Tests/Events/Fixtures"));
        Assert.NotEmpty(files);
        Dictionary<string, int> current = EventCodec.Names.ToDictionary(n => n.Name, n => n.Version, StringComparer.Ordinal);
        foreach (string[] words in files.SelectMany(File.ReadLines).Select(line => line.Split(' ')))
        {
            (string name, int version) = (words[1].Split('/')[0], int.Parse(words[1].Split('/')[1], System.Globalization.CultureInfo.InvariantCulture));
            DomainEvent item = EventCodec.Decode(name, version, Convert.FromHexString(words[2]));
            ArrayBufferWriter<byte> again = new();
            StoredEventName stored = EventCodec.Encode(item, again);
            Assert.Equal((name, words[0]), (stored.Name, stored.Stream));
            if (current[name] == version)
            {
                Assert.Equal(words[2], Convert.ToHexStringLower(again.WrittenSpan));
            }
        }
    }

    private static IEnumerable<DomainEvent> Vectors()
    {
        yield return new ChangeRequested(12, ChangeVerb.Undo, "oops", 11, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), "office.wire");
        yield return new ChangeConfirmed(12);
        yield return new ResourceAdopted(ResourceKey.Link("br0"));
        yield return new ResourceReleased(ResourceKey.Link("br0"));
        yield return new ResourceAdopted(new("qdisc", "eth0 root"));
        yield return new ResourceReleased(new("qdisc", "eth0 root"));
        foreach (ResourceKind kind in ResourceKinds.All)
        {
            Resource resource = AnyResource.Full(kind);
            yield return new ResourceDeclared(new(resource, [kind.Attributes[^1].Name], new SourceLocation("office.wire", 3, 7)));
            yield return new ResourceWithdrawn(kind, resource.Key);
            yield return new ResourceObserved(resource, Foreign);
            yield return new ResourceVanished(resource with { Unknown = default }, Ours);
        }
        Dummy dummy = new() { Name = "d0", Mtu = 1400 };
        yield return new PlanMade(Plan, PlanReason.Change, 12, new(
            [],
            [
                new(0, OperationVerb.Create, null, dummy, new Veth { Name = "v1" }, [], null),
                new(1, OperationVerb.Change, dummy, dummy with { Mtu = 1300 }, null, ["mtu"], "a moment"),
                new(2, OperationVerb.Delete, dummy, null, null, [], null),
            ],
            System.Collections.Immutable.ImmutableSortedDictionary<string, uint>.Empty.Add("d0", 1 << 20),
            []));
        yield return new OperationsAcknowledged(Plan, 0, 256);
        yield return new OperationRefused(Plan, 7, new(17, "EEXIST", "Device exists", "IFLA_IFNAME", "remove it first"));
        yield return new RollbackStarted(Plan);
        yield return new PlanSettled(Plan, PlanOutcome.RolledBack);
        yield return new HealingEscalated(ResourceKey.Link("br0"), 5, "deleted again and again", 60_000);
        yield return new NodeStarted("0.1.0", 4711, "office", "daemon");
        yield return new NodeStopped("SIGTERM");
        yield return new KernelGap("ENOBUFS");
        yield return new KernelResynced(1000, 3);
        yield return new KernelResynced(1000, 3, "office");
        yield return new ClockStepped(-3_600_000);
        yield return new BackupCreated("before-move", 1234);
    }
}
