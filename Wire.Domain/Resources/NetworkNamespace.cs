using MessagePack;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// A named network namespace, as ip-netns(8) has them: a mount on /run/netns/NAME that keeps it alive. All that is in it goes with
/// it; network cards fall back to the machine's own namespace.
/// </summary>
public sealed record NetworkNamespace : Resource
{
    /// <summary>The only link of a new namespace, and its index there (LOOPBACK_IFINDEX, net/core/dev.h): <c>loopback_net_init</c>.</summary>
    private const string Loopback = "lo";

    private const uint LoopbackIndex = 1;

    public string Name { get; init; } = "";

    /// <summary>NETNSA_NSID: the number by which the namespace that Wire runs in calls it in netlink messages; null for none yet.</summary>
    public int? Nsid { get; init; }

    /// <summary>Of its file in nsfs, as lsns(8) shows it.</summary>
    public ulong? Inode { get; init; }

    public static readonly ResourceKind TheKind = new("netns", "netns", () => new NetworkNamespace(),
        new ReferenceAttribute<NetworkNamespace, string>(new NameFormat(), n => n.Name, (n, x) => n with { Name = x ?? "" })
            { Id = 1, Name = "name", Mutability = Mutability.Identity, Help = "a name as in ip netns: a file in /run/netns" },
        new ValueAttribute<NetworkNamespace, int>(Signed(0, int.MaxValue), n => n.Nsid, (n, x) => n with { Nsid = x })
        {
            Id = 2, Name = "nsid", Mutability = Mutability.Recreate, AfterCreation = true, MutabilityBetween = static (live, declared) => (live, declared) is (NetworkNamespace { Nsid: null }, NetworkNamespace { Nsid: not null }) ? Mutability.InPlace : Mutability.Recreate,
            Help = "the number by which messages of the kernel speak of it; the kernel chooses one when it needs it",
        },
        new ValueAttribute<NetworkNamespace, ulong>(Number64(), n => n.Inode, (n, x) => n with { Inode = x })
            { Id = 3, Name = "inode", Mutability = Mutability.Observed, Help = "as lsns shows it" })
        { Stage = Stage.Namespace };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => KeyOf(Name);

    public static ResourceKey KeyOf(string name) => new("netns", name);

    public override IEnumerable<ResourceKey> Dependencies => [];

    public override string? Holds => Name;

    /// <summary>What is in a new one.</summary>
    public override IEnumerable<Link> Born => [new Interface { Name = Loopback, Netns = Name, Index = LoopbackIndex, Up = false }];

    private sealed class NameFormat : ValueFormat<string>
    {
        /// <summary>NAME_MAX, linux/limits.h.</summary>
        private const int BytesMax = 255;

        public override string Expects => $"a name of at most {BytesMax} bytes without '/' and blanks";

        public override bool TryParse(string text, out string value)
        {
            value = text;
            return ValueRules.CheckNetns(text) is null && !text.Any(char.IsControl) && System.Text.Encoding.UTF8.GetByteCount(text) <= BytesMax;
        }

        public override string Format(string value) => value;

        public override void Write(ref MessagePackWriter writer, string value) => writer.Write(value);

        public override string Read(ref MessagePackReader reader) => NamePool.Shared.Read(ref reader);
    }
}
