using System.Text;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// A filter (tc(8); <c>tcmsg</c> of RTM_*TFILTER): which packets have which actions. Filters of one place and chain are asked by
/// <see cref="Priority"/>, the lower first; those of one priority have one kind and one protocol, and differ by <see cref="Handle"/>.
/// </summary>
public abstract record Filter : Resource
{
    public const string Collection = "filter";

    /// <summary>The handle of a filter that does not say one.</summary>
    public const uint HandleDefault = 1;

    /// <summary>The reference of the link.</summary>
    public string Dev { get; init; } = "";

    /// <summary>tcm_parent.</summary>
    public uint? Parent { get; init; }

    /// <summary>TCA_CHAIN; null is 0, which all packets enter.</summary>
    public uint? Chain { get; init; }

    /// <summary>1–65535.</summary>
    public uint Priority { get; init; }

    /// <summary>tcm_handle; null is the kind's first one.</summary>
    public uint? Handle { get; init; }

    /// <summary>ETH_P_*.</summary>
    public uint? Protocol { get; init; }

    /// <summary>The class that packets go to.</summary>
    public uint? ClassId { get; init; }

    /// <summary>In their order.</summary>
    public ValueList<TcAction>? Actions { get; init; }

    /// <summary>TCA_CLS_FLAGS_SKIP_HW: never by the network card.</summary>
    public bool? SkipHw { get; init; }

    /// <summary>TCA_CLS_FLAGS_SKIP_SW: only by the network card.</summary>
    public bool? SkipSw { get; init; }

    /// <summary>What tells it from others of its priority; null for the kind's first handle.</summary>
    private protected virtual string? HandleText => Handle is null or HandleDefault ? null : $"0x{Handle:x}";

    public override ResourceKey Key
    {
        get
        {
            StringBuilder id = new($"{Dev} {TcHandles.FilterParent.Format(Parent ?? 0)}", 64);
            if (Chain is > 0)
            {
                id.Append(" chain ").Append(Chain);
            }
            id.Append(" priority ").Append(Priority);
            if (HandleText is { } handle)
            {
                id.Append(" handle ").Append(handle);
            }
            return new(Collection, id.ToString());
        }
    }

    /// <summary>Its place, and the links that its actions send to.</summary>
    public override IEnumerable<ResourceKey> Dependencies => TcPlaces.Of(Dev, Parent ?? 0).Concat(Targets);

    /// <summary>It outlives a link that an action names.</summary>
    public override IEnumerable<ResourceKey> GoesWith => TcPlaces.Of(Dev, Parent ?? 0);

    private IEnumerable<ResourceKey> Targets => (Actions ?? []).OfType<MirredAction>().Where(a => a.Dev != MirredAction.Gone).Select(a => ResourceKey.Link(a.Dev));

    /// <summary>A kind of filter: what all have, then its own with ids from 20.</summary>
    /// <param name="name">Its word.</param>
    /// <param name="blank">An empty one.</param>
    /// <param name="handle">How its handles are written.</param>
    /// <param name="rest">Whether the kernel changes actions and class in place.</param>
    /// <param name="isMade">Whether Wire makes them.</param>
    /// <param name="own">The kind's own attributes.</param>
    private protected static ResourceKind MakeKind(string name, Func<Filter> blank, ValueFormat<uint> handle, Mutability rest, bool isMade, params ResourceAttribute[] own) => new(name, Collection, blank,
    [
        new ReferenceAttribute<Filter, string>(ValueFormats.Link, f => f.Dev, (f, x) => f with { Dev = x ?? "" })
            { Id = 1, Name = "dev", Mutability = Mutability.Identity, Help = "the link" },
        new ValueAttribute<Filter, uint>(TcHandles.FilterParent, f => f.Parent, (f, x) => f with { Parent = x })
            { Id = 2, Name = "parent", Mutability = Mutability.Identity, Required = true, Help = "'ingress', 'egress', or the qdisc or class whose packets it sees" },
        new ValueAttribute<Filter, uint>(Number(0, (1 << 28) - 1), f => f.Chain, (f, x) => f with { Chain = x })
            { Id = 3, Name = "chain", Mutability = Mutability.Identity, Help = "packets enter chain 0; others by 'goto chain'" },
        new ValueAttribute<Filter, uint>(Number(1, ushort.MaxValue), f => f.Priority == 0 ? null : f.Priority, (f, x) => f with { Priority = x ?? 0 })
            { Id = 4, Name = "priority", Mutability = Mutability.Identity, Required = true, Help = "the lower one is asked first" },
        new ValueAttribute<Filter, uint>(handle, f => f.Handle, (f, x) => f with { Handle = x })
            { Id = 5, Name = "handle", Mutability = Mutability.Identity, Help = "tells several of one priority apart; the first one when not said" },
        new ValueAttribute<Filter, uint>(TcWords.Protocol, f => f.Protocol, (f, x) => f with { Protocol = x })
            { Id = 6, Name = "protocol", Mutability = Mutability.Recreate, Required = true, Help = "the packets' protocol: all, ip, ipv6, arp, 802.1Q, or a number" },
        .. own,
        new ValueAttribute<Filter, uint>(TcHandles.Class, f => f.ClassId, (f, x) => f with { ClassId = x })
            { Id = 7, Name = "classid", Mutability = rest, UnsetIsDefault = true, Help = "the class that the packets go to" },
        new ListAttribute<Filter, TcAction>(TcAction.Format, f => f.Actions, (f, x) => f with { Actions = x }, ListOrder.Kept)
            { Id = 8, Name = "action", Mutability = rest, UnsetIsDefault = true, Default = "", Help = "what happens to the packets, in the words of tc(8)" },
        new ValueAttribute<Filter, bool>(OnOff, f => f.SkipHw, (f, x) => f with { SkipHw = x })
            { Id = 9, Name = "skip-hw", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "off", Help = "never by the network card" },
        new ValueAttribute<Filter, bool>(OnOff, f => f.SkipSw, (f, x) => f with { SkipSw = x })
            { Id = 10, Name = "skip-sw", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "off", Help = "only by the network card" },
    ]) { Stage = Stage.Filter, IsMade = isMade, IsShownOnly = !isMade };

    /// <summary>Filters of one priority are of one kind and protocol (tcf_chain_tp_find, net/sched/cls_api.c): nothing here tells of the others.</summary>
    public override void Check(ValidationContext context)
    {
        if ((Actions ?? []).SkipLast(1).OfType<GenericAction>().FirstOrDefault(EndsAll) is { } end)
        {
            context.Report("action", $"no action follows '{end}': packets are done there", "expected it as the last action");
        }
    }

    private static bool EndsAll(GenericAction action) => action.Draw == 0 && (action.Verdict == TcVerdict.Drop || action.Verdict == TcVerdict.Pass);
}
