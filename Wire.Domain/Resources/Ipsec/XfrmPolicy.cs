using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// What IPsec does with packets (<c>xfrm_userpolicy_info</c>, linux/xfrm.h; ip-xfrm(8)): protected as the templates say, passed, or
/// dropped. The policies that sockets have are a program's own and are not shown.
/// </summary>
public sealed record XfrmPolicy : Resource
{
    private const uint Out = 1, Block = 1, SubType = 1;

    /// <summary>XFRM_MAX_DEPTH, include/net/xfrm.h.</summary>
    private const int TemplatesMax = 6;

    /// <summary>XFRM_POLICY_IN 0, XFRM_POLICY_OUT 1, XFRM_POLICY_FWD 2.</summary>
    public uint Dir { get; init; }

    public XfrmSelector Selector { get; init; } = new();

    /// <summary>XFRMA_MARK.</summary>
    public MaskedNumber? Mark { get; init; }

    /// <summary>XFRMA_IF_ID.</summary>
    public uint? IfId { get; init; }

    /// <summary>XFRMA_POLICY_TYPE: XFRM_POLICY_TYPE_SUB 1; null for XFRM_POLICY_TYPE_MAIN.</summary>
    public uint? PType { get; init; }

    /// <summary>The kernel's number of it; its lowest three bits are the direction.</summary>
    public uint? Index { get; init; }

    /// <summary>XFRM_POLICY_ALLOW 0, XFRM_POLICY_BLOCK 1.</summary>
    public uint? Action { get; init; }

    /// <summary>The lower one is asked first.</summary>
    public uint? Priority { get; init; }

    /// <summary>XFRM_POLICY_LOCALOK 1, XFRM_POLICY_ICMP 2.</summary>
    public uint? Flags { get; init; }

    public XfrmLimits Limits { get; init; } = XfrmLimits.None;

    /// <summary>XFRMA_TMPL, the innermost first.</summary>
    public ValueList<XfrmTemplate>? Templates { get; init; }

    private static readonly ValueFormat<uint> Dirs = ValueFormats.Words(("in", 0), ("out", Out), ("fwd", 2)), Types = ValueFormats.Words(("main", 0), ("sub", SubType));

    public static readonly ResourceKind TheKind = new("xfrm-policy", "xfrm-policy", () => new XfrmPolicy(),
    [
        new ValueAttribute<XfrmPolicy, uint>(Dirs, p => p.Dir, (p, x) => p with { Dir = x ?? 0 })
            { Id = 1, Name = "dir", Mutability = Mutability.Identity, Help = "which packets it looks at: in (for this host), out, fwd (passed on)" },
        new ValueAttribute<XfrmPolicy, IpPrefix>(Prefix, p => p.Selector.Src, (p, x) => p with { Selector = p.Selector with { Src = x } })
            { Id = 2, Name = "src", Mutability = Mutability.Identity, Required = true, Help = "packets from there; 0.0.0.0/0 for all" },
        new ValueAttribute<XfrmPolicy, IpPrefix>(Prefix, p => p.Selector.Dst, (p, x) => p with { Selector = p.Selector with { Dst = x } })
            { Id = 3, Name = "dst", Mutability = Mutability.Identity, Required = true, Help = "packets to there" },
        new ValueAttribute<XfrmPolicy, uint>(XfrmSelector.Protocols, p => p.Selector.Proto, (p, x) => p with { Selector = p.Selector with { Proto = x } })
            { Id = 4, Name = "proto", Mutability = Mutability.Identity, Help = "packets of this protocol" },
        new ValueAttribute<XfrmPolicy, MaskedPort>(PortOrMasked, p => p.Selector.SPort, (p, x) => p with { Selector = p.Selector with { SPort = x } })
            { Id = 5, Name = "sport", Mutability = Mutability.Identity, Help = "packets from this port: PORT[/MASK]" },
        new ValueAttribute<XfrmPolicy, MaskedPort>(PortOrMasked, p => p.Selector.DPort, (p, x) => p with { Selector = p.Selector with { DPort = x } })
            { Id = 6, Name = "dport", Mutability = Mutability.Identity, Help = "packets to this port: PORT[/MASK]" },
        new ValueAttribute<XfrmPolicy, uint>(XfrmSelector.TypeOrCode, p => p.Selector.Type, (p, x) => p with { Selector = p.Selector with { Type = x } })
            { Id = 7, Name = "type", Mutability = Mutability.Identity, Help = "of ICMP" },
        new ValueAttribute<XfrmPolicy, uint>(XfrmSelector.TypeOrCode, p => p.Selector.Code, (p, x) => p with { Selector = p.Selector with { Code = x } })
            { Id = 8, Name = "code", Mutability = Mutability.Identity, Help = "of ICMP" },
        new ValueAttribute<XfrmPolicy, uint>(XfrmSelector.Key, p => p.Selector.GreKey, (p, x) => p with { Selector = p.Selector with { GreKey = x } })
            { Id = 9, Name = "key", Mutability = Mutability.Identity, Help = "of GRE" },
        new ReferenceAttribute<XfrmPolicy, string>(ValueFormats.Link, p => p.Selector.Dev, (p, x) => p with { Selector = p.Selector with { Dev = x } })
            { Id = 10, Name = "dev", Mutability = Mutability.Identity, Help = "packets by this link" },
        new ValueAttribute<XfrmPolicy, MaskedNumber>(Masked, p => p.Mark, (p, x) => p with { Mark = x })
            { Id = 11, Name = "mark", Mutability = Mutability.Identity, Help = "packets with this mark: VALUE[/MASK]" },
        new ValueAttribute<XfrmPolicy, uint>(Hex(), p => p.IfId, (p, x) => p with { IfId = x is 0 ? null : x })
            { Id = 12, Name = "if-id", Mutability = Mutability.Identity, Help = "packets by the xfrm link of this id" },
        new ValueAttribute<XfrmPolicy, uint>(Types, p => p.PType, (p, x) => p with { PType = x is 0 ? null : x })
            { Id = 13, Name = "ptype", Mutability = Mutability.Identity, Help = "main, or sub (for mobile IPv6; CONFIG_XFRM_SUB_POLICY)" },
        new ValueAttribute<XfrmPolicy, uint>(ValueFormats.Number(1), p => p.Index, (p, x) => p with { Index = x })
            { Id = 14, Name = "index", Mutability = Mutability.Recreate, Help = "the kernel's number of it; the kernel chooses one" },
        new ValueAttribute<XfrmPolicy, uint>(ValueFormats.Words(("allow", 0), ("block", Block)), p => p.Action, (p, x) => p with { Action = x })
            { Id = 15, Name = "action", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "allow", Help = "allow (as the templates say), or block" },
        new ValueAttribute<XfrmPolicy, uint>(ValueFormats.Number(), p => p.Priority, (p, x) => p with { Priority = x })
            { Id = 16, Name = "priority", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0", Help = "the lower one is asked first" },
        new ValueAttribute<XfrmPolicy, uint>(ValueFormats.Flags(("localok", 1), ("icmp", 2)), p => p.Flags, (p, x) => p with { Flags = x })
            { Id = 17, Name = "flag", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "none", Help = "localok, icmp" },
        new ListAttribute<XfrmPolicy, XfrmTemplate>(XfrmTemplate.Format, p => p.Templates, (p, x) => p with { Templates = x }, ListOrder.Kept)
            { Id = 18, Name = "tmpl", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "", Help = "a transformation: src ADDRESS dst ADDRESS proto esp mode tunnel reqid N; may be repeated" },
        .. XfrmLimits.Attributes<XfrmPolicy>(30, p => p.Limits, (p, x) => p with { Limits = x }),
    ]) { Stage = Stage.Xfrm, OutlivesLinks = true };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("xfrm-policy", string.Join(' ', Identity()));

    private IEnumerable<string> Identity() =>
    [
        Dirs.Format(Dir), .. Selector.Words(), .. Mark is { } mark ? ["mark", mark.ToString()] : Array.Empty<string>(),
        .. IfId is { } id ? ["if-id", Hex().Format(id)] : Array.Empty<string>(), .. PType is { } type ? ["ptype", Types.Format(type)] : Array.Empty<string>(),
    ];

    public override IEnumerable<ResourceKey> Dependencies => Selector.Dev is { Length: > 0 } dev ? [ResourceKey.Link(dev)] : [];

    public override IEnumerable<ResourceKey> GoesWith => [];

    public override bool IsOrphan => Selector.Dev is "";

    /// <summary>Once there is a policy, packets without their states are dropped.</summary>
    public override int Rank => 1;

    /// <summary>The kernel's number of it is of no use to anybody else.</summary>
    public override Resource Bare(ITopology live) => this with { Index = null };

    public override void Check(ValidationContext context)
    {
        Selector.Check(context, word => word);
        Limits.Check(context);
        if (Mark is { } mark && (mark.Value & ~mark.Mask) != 0)
        {
            context.Report("mark", $"{mark} has bits that do not count, so no packet has it", $"expected {new MaskedNumber(mark.Value & mark.Mask, mark.Mask)}");
        }
        if (Index is { } index && (index & 7) != Dir)
        {
            context.Report("index", $"the lowest three bits of an index are the direction: of {Dirs.Format(Dir)} they are {Dir}", $"expected {(index & ~7u) + Dir}, for example");
        }
        if (Templates is { Count: > TemplatesMax })
        {
            context.Report("tmpl", $"{Templates.Count} templates", $"expected at most {TemplatesMax}");
        }
        foreach (XfrmTemplate template in Templates ?? [])
        {
            CheckTemplate(context, template);
        }
    }

    private void CheckTemplate(ValidationContext context, XfrmTemplate template)
    {
        if (template.Src is { } src && template.Dst is { } dst && src.IsV6 != dst.IsV6)
        {
            context.Report("tmpl", $"{src} and {dst} are of different families", "expected both IPv4 or both IPv6");
        }
        bool isTunnel = template.Mode is XfrmWords.Tunnel or XfrmWords.Beet;
        if (!isTunnel && (template.Src ?? template.Dst) is { } address && (Selector.Src ?? Selector.Dst) is { } packets && address.IsV6 != packets.IsV6)
        {
            context.Report("tmpl", $"packets of {packets} have no end {address} in mode {XfrmWords.ModeOfTemplate.Format(template.Mode)}", "expected an address of the policy's family, or 'mode tunnel'");
        }
        if (isTunnel && Dir == Out && template.IsOptional)
        {
            context.Report("tmpl", "a tunnel on the way out is no matter of 'level use'", "expected 'level required'");
        }
    }
}
