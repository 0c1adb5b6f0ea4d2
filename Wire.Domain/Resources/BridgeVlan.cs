using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>The VLANs of a bridge's port, or of the bridge itself: all of them as one set (bridge-vlan of bridge(8)).</summary>
public sealed record BridgeVlan : Resource
{
    /// <summary>The port, or the bridge.</summary>
    public string Dev { get; init; } = "";

    /// <summary>BRIDGE_VLAN_INFO_PVID: the VLAN of packets that come in without a tag; 0 for none.</summary>
    public uint? Pvid { get; init; }

    /// <summary>With BRIDGE_VLAN_INFO_UNTAGGED: packets leave without a tag.</summary>
    public ValueList<NumberRange>? Untagged { get; init; }

    /// <summary>Without it: packets leave with their tag.</summary>
    public ValueList<NumberRange>? Tagged { get; init; }

    /// <summary>IFLA_BRIDGE_VLAN_TUNNEL_INFO, of a port with vlan-tunnel.</summary>
    public ValueList<VlanTunnel>? Tunnels { get; init; }

    /// <summary>BRIDGE_FLAGS_SELF: the bridge's own, not a port's.</summary>
    public bool? Self { get; init; }

    private static readonly ResourceAttribute UntaggedAttribute =
        new ReferenceAttribute<BridgeVlan, ValueList<NumberRange>>(VlanRanges.Format, v => v.Untagged, (v, x) => v with { Untagged = x })
            { Id = 3, Name = "untagged", Mutability = Mutability.InPlace, Default = "none", UnsetIsDefault = true, Help = "VLANs whose packets leave without a tag" };

    public static readonly ResourceKind TheKind = new("bridge-vlan", "bridge-vlan", () => new BridgeVlan(),
        new ReferenceAttribute<BridgeVlan, string>(ValueFormats.Link, v => v.Dev, (v, x) => v with { Dev = x ?? "" })
            { Id = 1, Name = "dev", Mutability = Mutability.Identity, Required = true, Help = "the port, or the bridge itself" },
        new ValueAttribute<BridgeVlan, uint>(new PvidFormat(), v => v.Pvid, (v, x) => v with { Pvid = x })
            { Id = 2, Name = "pvid", Mutability = Mutability.InPlace, Default = "none", UnsetIsDefault = true, Help = "the VLAN of packets that come in without a tag; untagged, unless it stands among the tagged" },
        UntaggedAttribute,
        new ReferenceAttribute<BridgeVlan, ValueList<NumberRange>>(VlanRanges.Format, v => v.Tagged, (v, x) => v with { Tagged = x })
            { Id = 4, Name = "tagged", Mutability = Mutability.InPlace, Default = "none", UnsetIsDefault = true, Help = "VLANs whose packets leave with their tag" },
        new ListAttribute<BridgeVlan, VlanTunnel>(VlanTunnel.Format, v => v.Tunnels, (v, x) => v with { Tunnels = x is null ? null : VlanTunnel.Joined(x) }, ListOrder.Sorted)
            { Id = 5, Name = "tunnel", Mutability = Mutability.InPlace, Default = "", UnsetIsDefault = true, Help = "the tunnel id (VNI) of a VLAN, or of the first of several; the port needs vlan-tunnel" },
        new ValueAttribute<BridgeVlan, bool>(OnOff, v => v.Self, (v, x) => v with { Self = x })
            { Id = 6, Name = "self", Mutability = Mutability.Observed, Help = "the bridge's own, not a port's" }) { Stage = Stage.LinkDetail, IsMade = false };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("bridge-vlan", Dev);

    public override IEnumerable<ResourceKey> Dependencies => [ResourceKey.Link(Dev)];

    public override bool GoesWhenPortLeaves => true;

    /// <summary>Tunnel ids are given after the port's vlan-tunnel is on, and taken before it is off.</summary>
    public override int Rank => Tunnels is { Count: > 0 } ? 2 : 0;

    /// <summary>What leaves without a tag, also where only the PVID says so.</summary>
    public ValueList<NumberRange> AllUntagged => Untagged ?? (Pvid is { } pvid and > 0 && Tagged?.Contains(pvid) != true ? [new(pvid, pvid)] : []);

    public override string? DefaultOf(ResourceAttribute attribute) => attribute == UntaggedAttribute ? VlanRanges.Format.Format((this with { Untagged = null }).AllUntagged) : attribute.Default;

    /// <summary>A new port, and a new bridge, has the bridge's default PVID (<c>br_vlan_init</c>, <c>nbp_vlan_init</c>, net/bridge/br_vlan.c).</summary>
    public override Resource AsNew(Resource blank, Func<ResourceKey, Resource?> find)
    {
        Link? link = find(ResourceKey.Link(Dev)) as Link;
        Bridge? bridge = link as Bridge ?? (link?.Master is { Length: > 0 } master ? find(ResourceKey.Link(master)) as Bridge : null);
        uint pvid = bridge?.VlanDefaultPvid ?? 1;
        return (BridgeVlan)blank with { Pvid = pvid, Untagged = pvid == 0 ? [] : [new(pvid, pvid)], Tagged = [], Tunnels = [], Self = link is Bridge };
    }

    public override void Check(ValidationContext context)
    {
        if (context.FindLink(Dev) is not Bridge)
        {
            PortRules.CheckMaster(this, Dev, Bridge.TheKind, context);
        }
        ValueList<NumberRange> tagged = Tagged ?? [];
        if (tagged.And(AllUntagged) is { Count: > 0 } both)
        {
            context.Report("tagged", $"{Ids(both)} {(IsOne(both) ? "is" : "are")} said to leave untagged and tagged", "expected each VLAN in one of 'untagged' and 'tagged'");
        }
        if (Pvid is { } pvid and > 0 && !tagged.Contains(pvid) && !AllUntagged.Contains(pvid))
        {
            context.Report("pvid", $"VLAN {pvid} is not among the VLANs of {Dev}", $"expected it in 'untagged' or in 'tagged', or no 'untagged': then it is VLAN {pvid}");
        }
        ValueList<NumberRange> mapped = VlanRanges.Of((Tunnels ?? []).Select(t => new NumberRange(t.First, t.Last)));
        if (mapped.Without(tagged).Without(AllUntagged) is { Count: > 0 } missing)
        {
            context.Report("tunnel", $"{Ids(missing)} {(IsOne(missing) ? "is" : "are")} not among the VLANs of {Dev}", "expected them in 'untagged' or in 'tagged' too");
        }
        if (mapped.Sum(r => (long)r.Last - r.First + 1) != (Tunnels ?? []).Sum(t => (long)t.Last - t.First + 1))
        {
            context.Report("tunnel", "a VLAN has two tunnel ids", "expected one for each");
        }
    }

    /// <summary>The kernel keeps the VLANs of a bridge that does not filter, and takes no heed of them.</summary>
    public override string? Advice(Func<ResourceKey, Resource?> find)
    {
        Link? link = find(ResourceKey.Link(Dev)) as Link;
        Link? bridge = link is Bridge ? link : link?.Master is { Length: > 0 } master ? find(ResourceKey.Link(master)) as Link : null;
        return bridge is Bridge { VlanFiltering: not true }
            ? $"{Title}: {bridge.Reference} does not filter VLANs, so these have no effect: 'vlan-filtering on' in its block"
            : null;
    }

    private static string Ids(ValueList<NumberRange> ids) => $"VLAN{(IsOne(ids) ? "" : "s")} {VlanRanges.Format.Format(ids)}";

    private static bool IsOne(ValueList<NumberRange> ids) => ids is [var only] && only.First == only.Last;

    private sealed class PvidFormat : ValueFormat<uint>
    {
        private readonly ValueFormat<uint> _words = WordsOrNumber(VlanRanges.Max, ("none", 0));

        public override string Expects => "a number from 1 to 4094, or 'none'";

        public override bool TryParse(string text, out uint value) => _words.TryParse(text, out value) && (value != 0 || text == "none");

        public override string Format(uint value) => _words.Format(value);

        public override void Write(ref MessagePack.MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePack.MessagePackReader reader) => reader.ReadUInt32();
    }
}
