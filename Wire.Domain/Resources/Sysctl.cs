using MessagePack;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A parameter of the network stack, a file below /proc/sys/net (sysctl(8), Documentation/networking/ip-sysctl.rst).</summary>
public sealed record Sysctl : Resource
{
    /// <summary>As <see cref="SysctlName"/> writes it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The named network namespace; null for the one Wire runs in.</summary>
    public new string? Netns { get; init; }

    /// <summary>As the kernel prints it, with one blank where it has tabs or several.</summary>
    public string? Value { get; init; }

    public static readonly ResourceKind TheKind = new("sysctl", "sysctl", () => new Sysctl(),
        new ReferenceAttribute<Sysctl, string>(new NameFormat(), s => s.Name, (s, x) => s with { Name = x ?? "" })
            { Id = 1, Name = "name", Mutability = Mutability.Identity, Help = "the parameter: net.ipv4.ip_forward" },
        new ReferenceAttribute<Sysctl, string>(Text(255), s => s.Netns, (s, x) => s with { Netns = x })
            { Id = 2, Name = "netns", Mutability = Mutability.Identity, Help = "the named network namespace that it is set in" },
        new ReferenceAttribute<Sysctl, string>(new ContentFormat(), s => s.Value, (s, x) => s with { Value = x })
            { Id = 3, Name = "value", Mutability = Mutability.InPlace, Required = true, Help = "as the kernel prints it; several words stand in quotes" })
        { Stage = Stage.Setting, IsMade = false, IsReadByName = true };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => KeyOf(Name);

    private ResourceKey KeyOf(string name) => new("sysctl", Netns is null ? name : $"{name} netns {Netns}");

    private protected override string? InNetns => Netns;

    public override IEnumerable<ResourceKey> Dependencies =>
        SysctlName.LinkIn(Name) is { } link ? [ResourceKey.Link(LinkName.Reference(Netns, link))] : [];

    /// <summary>What is said of all links is written before what is said of one: forwarding of all sets each.</summary>
    public override int Rank => SysctlName.LinkIn(Name) is null ? 0 : 1;

    /// <summary>A new link's parameters are copies of those of <c>default</c>.</summary>
    public override ResourceKey? Model => SysctlName.ModelOf(Name) is { } model ? KeyOf(model) : null;

    /// <summary>The blank of a parameter that has this key.</summary>
    public static Sysctl Of(ResourceKey key) => key.Id.Split(" netns ") is [var name, var netns] ? new() { Name = name, Netns = netns } : new() { Name = key.Id };

    private sealed class NameFormat : StringFormat
    {
        public override string Expects => "a parameter below net, such as net.ipv4.ip_forward, or net/ipv4/conf/eth0.100/rp_filter";

        public override bool TryParse(string text, out string value) => SysctlName.TryParse(text, out value);

        public override string Read(ref MessagePackReader reader) => NamePool.Shared.Read(ref reader);
    }

    private sealed class ContentFormat : StringFormat
    {
        /// <summary>The kernel takes one page at most in a write (<c>proc_sys_call_handler</c>, fs/proc/proc_sysctl.c); a line's end is added.</summary>
        private const int BytesMax = 4095;

        public override string Expects => $"a value as the kernel prints it, at most {BytesMax} bytes";

        public override bool TryParse(string text, out string value)
        {
            value = SysctlName.Normal(text);
            return System.Text.Encoding.UTF8.GetByteCount(value) <= BytesMax && !value.Any(char.IsControl);
        }
    }
}
