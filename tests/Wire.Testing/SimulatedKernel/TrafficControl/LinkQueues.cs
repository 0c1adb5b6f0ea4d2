using static Wire.Testing.Simulation.PktSched;

namespace Wire.Testing.Simulation;

/// <summary>The qdiscs of one link: the root's tree, and what is at the hook of what comes in.</summary>
internal sealed class LinkQueues(SimulatedLink link)
{
    /// <summary>Kinds whose packets wait in a queue by default, as their tx_queue_len is said by themselves (no IFF_NO_QUEUE).</summary>
    private static readonly HashSet<string> _queued = ["ifb", "tun", "macvtap", "ipvtap", "gretap", "erspan", "ip6gretap", "ip6erspan"];

    /// <summary>Null is the kernel's noop: the link was never up since, and nobody asked for one.</summary>
    public Qdisc? Root { get; set; }

    public Qdisc? Ingress { get; set; }

    /// <summary>Somebody asked for the hook once (dev_ingress_queue_create).</summary>
    public bool HasIngressPlace { get; set; }

    /// <summary>IFLA_QDISC.</summary>
    public string RootKind => Root?.Kind ?? "noop";

    /// <summary>All that are told: not those the kernel makes for empty places.</summary>
    public IEnumerable<Qdisc> Told => Tree.Where(q => !q.IsHidden);

    private IEnumerable<Qdisc> Tree => new[] { Root, Ingress }.OfType<Qdisc>().SelectMany(WithChildren);

    /// <summary>dev_activate: a link that is up has one.</summary>
    public void Activate()
    {
        Root ??= link is TunLink { MultiQueue: true } ? new MqQdisc(link) { Parent = TC_H_ROOT }
            : new DefaultQdisc(link, link.Kind is { } kind && _queued.Contains(kind)) { Parent = TC_H_ROOT };
    }

    /// <summary>dev_shutdown: all go, and nobody is told.</summary>
    public void Shutdown()
    {
        Root = null;
        Ingress = null;
    }

    /// <summary>qdisc_lookup.</summary>
    public Qdisc? Find(uint handle) => handle == 0 ? null : Tree.FirstOrDefault(q => q.Handle == handle);

    private static IEnumerable<Qdisc> WithChildren(Qdisc qdisc) => qdisc.Children.OfType<Qdisc>().SelectMany(WithChildren).Prepend(qdisc);
}
