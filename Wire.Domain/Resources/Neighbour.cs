using MessagePack;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// An entry of the neighbour tables: the link-layer address of an IPv4 or IPv6 neighbour (<c>ndmsg</c>, ip-neighbour(8)), or an address that
/// is answered for (<c>NTF_PROXY</c>).
/// </summary>
public sealed record Neighbour : Resource
{
    /// <summary>NDA_DST.</summary>
    public IpAddr Address { get; init; }

    /// <summary>ndm_ifindex.</summary>
    public string Dev { get; init; } = "";

    /// <summary>NTF_PROXY: in a table of their own. True or not set.</summary>
    public bool? Proxy { get; init; }

    /// <summary>NDA_LLADDR.</summary>
    public MacAddress? LinkLayer { get; init; }

    /// <summary>ndm_state: NUD_PERMANENT 0x80, NUD_NOARP 0x40; what the kernel moves between by itself is NUD_REACHABLE 0x02 when observed.</summary>
    public uint? State { get; init; }

    /// <summary>NTF_ROUTER.</summary>
    public bool? Router { get; init; }

    /// <summary>NTF_EXT_LEARNED.</summary>
    public bool? ExternLearn { get; init; }

    /// <summary>NTF_EXT_MANAGED.</summary>
    public bool? Managed { get; init; }

    /// <summary>NDA_PROTOCOL.</summary>
    public uint? Protocol { get; init; }

    public static readonly ResourceKind TheKind = new("neighbour", "neighbour", () => new Neighbour(),
        new ValueAttribute<Neighbour, IpAddr>(ValueFormats.Address, n => n.Address, (n, x) => n with { Address = x ?? default })
            { Id = 1, Name = "address", Mutability = Mutability.Identity, Help = "the neighbour's" },
        new ReferenceAttribute<Neighbour, string>(ValueFormats.Link, n => n.Dev, (n, x) => n with { Dev = x ?? "" })
            { Id = 2, Name = "dev", Mutability = Mutability.Identity, Required = true, Help = "the link that it is on" },
        new ValueAttribute<Neighbour, bool>(OnOff, n => n.Proxy, (n, x) => n with { Proxy = x })
            { Id = 3, Name = "proxy", Mutability = Mutability.Identity, Help = "answer for the address; such entries are apart from the others" },
        new ValueAttribute<Neighbour, MacAddress>(Mac, n => n.LinkLayer, (n, x) => n with { LinkLayer = x })
            { Id = 4, Name = "lladdr", Mutability = Mutability.InPlace, Help = "its link-layer address" },
        new ValueAttribute<Neighbour, uint>(new StateFormat(), n => n.State, (n, x) => n with { State = x })
            { Id = 5, Name = "state", Mutability = Mutability.InPlace, Help = "permanent; noarp: never asked for; reachable and stale: as the kernel finds it from there on" },
        new ValueAttribute<Neighbour, bool>(OnOff, n => n.Router, (n, x) => n with { Router = x })
            { Id = 6, Name = "router", Mutability = Mutability.InPlace, Default = "off", UnsetIsDefault = true, Help = "it is a router" },
        new ValueAttribute<Neighbour, bool>(OnOff, n => n.ExternLearn, (n, x) => n with { ExternLearn = x })
            { Id = 7, Name = "extern-learn", Mutability = Mutability.InPlace, Default = "off", UnsetIsDefault = true, Help = "a control plane learned it: the kernel does not age it" },
        new ValueAttribute<Neighbour, bool>(OnOff, n => n.Managed, (n, x) => n with { Managed = x })
            { Id = 8, Name = "managed", Mutability = Mutability.InPlace, Default = "off", UnsetIsDefault = true, Help = "the kernel asks for it again and again" },
        new ValueAttribute<Neighbour, uint>(Number(0, 255), n => n.Protocol, (n, x) => n with { Protocol = x })
            { Id = 9, Name = "protocol", Mutability = Mutability.Observed, Help = "who made it" })
        { Stage = Stage.Neighbour };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("neighbour", $"{Address} dev {Dev}{(Proxy == true ? " proxy" : "")}");

    public override IEnumerable<ResourceKey> Dependencies => [ResourceKey.Link(Dev)];

    /// <summary><c>neigh_ifdown</c>, net/core/neighbour.c.</summary>
    public override bool GoesWhenDown => true;

    public override bool? IsMarkedOurs => Protocol == Ownership.Protocol;

    /// <summary>The kernel announces no change of proxy entries.</summary>
    public override bool IsReadByName => Proxy == true;

    public override bool IsExported => ExternLearn != true || IsMarkedOurs == true;

    public override Resource Bare(ITopology live) => this with { State = State == Permanent ? null : State };

    public override Resource Completed()
    {
        bool proxy = Proxy == true;
        return this with { Proxy = proxy ? true : null, State = State ?? (proxy ? null : Managed == true ? Reachable : Permanent) };
    }

    public override void Check(ValidationContext context)
    {
        if (Proxy == true)
        {
            foreach (string word in TheKind.Attributes.Where(a => a.Id is > 3 and < 9 && a.IsSet(this)).Select(a => a.Name))
            {
                context.Report(word, $"an address that is answered for has no '{word}'", "expected only 'dev' beside 'proxy on'");
            }
            return;
        }
        if (Managed == true && State == Permanent)
        {
            context.Report("managed", "the kernel does not look after an entry that is permanent", "expected 'managed on' without 'state permanent'");
        }
        if (LinkLayer is null && Managed != true && context.FindLink(Dev) is { TakesMac: true })
        {
            context.Report(null, $"{Title} has no 'lladdr'", "expected 'lladdr', or 'managed on' to have it asked for");
        }
        if (Address.IsMulticast || Address.IsAny)
        {
            context.Report(null, $"{Address} is no neighbour's address", null);
        }
    }

    /// <summary>NUD_* of linux/neighbour.h.</summary>
    private const uint Permanent = 0x80, NoArp = 0x40, Reachable = 0x02, Stale = 0x04;

    /// <summary>From reachable and stale the kernel goes on by itself; the other two last.</summary>
    private sealed class StateFormat : ValueFormat<uint>
    {
        private static readonly ValueFormat<uint> _words = Words(("permanent", Permanent), ("noarp", NoArp), ("reachable", Reachable), ("stale", Stale));

        public override string Expects => _words.Expects;

        public override bool TryParse(string text, out uint value) => _words.TryParse(text, out value);

        public override string Format(uint value) => _words.Format(value);

        public override bool Fits(uint declared, uint observed) => declared == observed || (declared | observed) is < NoArp;

        public override void Write(ref MessagePackWriter writer, uint value) => _words.Write(ref writer, value);

        public override uint Read(ref MessagePackReader reader) => _words.Read(ref reader);
    }
}
