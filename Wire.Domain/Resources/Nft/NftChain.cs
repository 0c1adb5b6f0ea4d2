using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A chain of rules (NFT_MSG_NEWCHAIN). With a hook packets come to it by themselves; without one by jump, goto and verdict maps.</summary>
public sealed record NftChain : NftMember
{
    /// <summary>NF_IP_PRI_CONNTRACK: a chain of type nat comes after it (nft_chain_parse_hook).</summary>
    private const int ConntrackPriority = -200;

    /// <summary>NFTA_CHAIN_NAME.</summary>
    public string Name { get; init; } = "";

    /// <summary>NFTA_CHAIN_TYPE: "filter", "route", "nat".</summary>
    public string? Type { get; init; }

    /// <summary>NFTA_HOOK_HOOKNUM as the word of the family.</summary>
    public string? Hook { get; init; }

    /// <summary>NFTA_HOOK_PRIORITY.</summary>
    public int? Priority { get; init; }

    /// <summary>NFTA_HOOK_DEVS: references of links; in the family netdev, and at the hook ingress.</summary>
    public ValueList<string>? Devices { get; init; }

    /// <summary>NFTA_CHAIN_POLICY: NF_DROP (0) or NF_ACCEPT (1).</summary>
    public uint? Policy { get; init; }

    public static readonly ResourceKind TheKind = new("nft-chain", "nft-chain", () => new NftChain(),
        new ReferenceAttribute<NftChain, string>(NftNameFormat.Instance, c => c.Name.Length == 0 ? null : c.Name, (c, x) => c with { Name = x ?? "" })
            { Id = 1, Name = "name", Mutability = Mutability.Identity, Help = "its name" },
        TableAttribute<NftChain>(),
        FamilyAttribute<NftChain>(),
        NetnsAttribute<NftChain>(),
        ProtocolAttribute<NftChain>(),
        CommentAttribute<NftChain>(),
        new ReferenceAttribute<NftChain, string>(Text(31), c => c.Type, (c, x) => c with { Type = x })
            { Id = 6, Name = "type", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "filter, nat (addresses are translated), or route (marks changed in output are routed anew)" },
        new ReferenceAttribute<NftChain, string>(Text(31), c => c.Hook, (c, x) => c with { Hook = x })
            { Id = 7, Name = "hook", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "prerouting, input, forward, output, postrouting, ingress or egress: where packets come to it" },
        new ValueAttribute<NftChain, int>(Signed(int.MinValue, int.MaxValue), c => c.Priority, (c, x) => c with { Priority = x })
            { Id = 8, Name = "priority", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "the lower one sees packets first" },
        new ListAttribute<NftChain, string>(ValueFormats.Link, c => c.Devices, (c, x) => c with { Devices = x }, ListOrder.Sorted)
            { Id = 9, Name = "dev", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "the links whose packets it sees: in the family netdev, and at ingress of inet" },
        new ValueAttribute<NftChain, uint>(Words(("accept", 1), ("drop", 0)), c => c.Policy, (c, x) => c with { Policy = x })
            { Id = 10, Name = "policy", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "accept", Help = "what becomes of packets that come to its end: accept or drop" }) { Stage = Stage.Nft };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => ChainKey(Table, Name);

    public override int Rank => 1;

    public override IEnumerable<ResourceKey> Dependencies => [TableKey(Table), .. (Devices ?? []).Select(ResourceKey.Link)];

    public override IEnumerable<ResourceKey> GoesWith => Dependencies;

    /// <summary>The hooks of the families (enum nf_inet_hooks, nf_dev_hooks; linux/netfilter_bridge.h and netfilter_arp.h), by number.</summary>
    public static IReadOnlyList<string> HooksOf(uint family) => family switch
    {
        NftFamily.Netdev => ["ingress", "egress"],
        NftFamily.Arp => ["input", "output"],
        NftFamily.Inet => ["prerouting", "input", "forward", "output", "postrouting", "ingress"],
        _ => ["prerouting", "input", "forward", "output", "postrouting"],
    };

    public override Resource Completed() => Hook is null ? this : this with { Type = Type ?? "filter", Priority = Priority ?? 0 };

    public override void Check(ValidationContext context)
    {
        if (Hook is not { } hook)
        {
            if (Type is not null || Priority is not null || Devices is not null || Policy is not null)
            {
                context.Report(null, "a chain without a hook has no type, priority, dev or policy", "say where packets come to it: hook input");
            }
            return;
        }
        IReadOnlyList<string> hooks = HooksOf(Family);
        if (!hooks.Contains(hook))
        {
            context.Report("hook", $"the family {NftFamily.WordOf(Family)} has no hook '{hook}'", $"expected one of {string.Join(", ", hooks)}");
        }
        if (Type is not ("filter" or "route" or "nat"))
        {
            context.Report("type", $"'{Type}' is no type of chain here", "expected 'filter', 'nat' or 'route'");
        }
        else if (Type == "nat" && (hook is not ("prerouting" or "input" or "output" or "postrouting") || Family is not (NftFamily.Inet or NftFamily.Ip or NftFamily.Ip6)))
        {
            context.Report("type", "a chain of type nat is at the hook prerouting, input, output or postrouting of inet, ip or ip6", null);
        }
        else if (Type == "nat" && Priority <= ConntrackPriority)
        {
            context.Report("priority", $"connections are not known yet at the priority {Priority}", $"above {ConntrackPriority}; usual are -100 for dnat and 100 for snat");
        }
        else if (Type == "route" && (hook != "output" || Family is not (NftFamily.Inet or NftFamily.Ip or NftFamily.Ip6)))
        {
            context.Report("type", "a chain of type route is at the hook output of inet, ip or ip6", null);
        }
        bool takesDevices = Family == NftFamily.Netdev || hook == "ingress";
        if (takesDevices != Devices is { Count: > 0 })
        {
            context.Report(takesDevices ? null : "dev", takesDevices ? $"a chain at {hook} needs the links whose packets it sees" : $"a chain at {hook} sees the packets of all links",
                takesDevices ? "dev LINK" : "match iifname instead");
        }
        if (Devices?.FirstOrDefault(d => LinkName.Split(d).Netns != Netns) is { } elsewhere)
        {
            context.Report("dev", $"{elsewhere} is not in the namespace of the chain", $"netns {LinkName.Split(elsewhere).Netns}");
        }
    }
}
