using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>Works out the operational state of links whose carrier changed, and tells (net/core/link_watch.c). The kernel does so a moment later; here at the end of the request.</summary>
internal sealed class LinkWatch(SimulatedNamespace ns)
{
    private readonly List<SimulatedLink> _pending = [];

    public void Changed(SimulatedLink link)
    {
        if (!_pending.Contains(link))
        {
            _pending.Add(link);
        }
    }

    public void Run()
    {
        while (_pending.Count > 0)
        {
            SimulatedLink link = _pending[0];
            _pending.RemoveAt(0);
            if (link.IsGone || link.Namespace != ns)
            {
                continue;
            }
            link.StoredOperState = Policy(link);
            if (link.IsUp)
            {
                ns.LinkChanges.StateChanged(link);
            }
        }
    }

    private static byte Policy(SimulatedLink link) => link switch
    {
        { Carrier: true } => IF_OPER_UP,
        { ToldLower.Carrier: false } => IF_OPER_LOWERLAYERDOWN,
        _ => IF_OPER_DOWN,
    };
}
