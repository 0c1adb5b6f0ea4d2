using static Wire.Testing.Simulation.FibRules;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>Finds how a gateway is reached (fib_lookup), by one table or by the rules.</summary>
internal static class RouteLookup4
{
    public static Result Nothing { get; } = new(Errno.ENETUNREACH, RTN_UNSPEC, null);

    /// <param name="scope">Routes of a wider scope do not count.</param>
    /// <param name="outIndex">0, or the link it must go by.</param>
    public static Result InTable(SimulatedNamespace ns, uint table, uint address, int scope, int outIndex)
    {
        foreach (Route4 route in ns.Routes4.Matching(table, address).Where(r => r.Tos == 0 && r.Scope >= scope))
        {
            if (ErrorOf(route.Numbered is { IsBlackhole: true } ? RTN_BLACKHOLE : route.Type) is { } errno)
            {
                return new(errno, route.Type, null);
            }
            if (route.Hops.FirstOrDefault(h => !h.IsDead && (outIndex == 0 || h.Link?.Index == outIndex)) is { } hop)
            {
                return new(Errno.None, route.Type, hop.Link);
            }
        }
        return Nothing;
    }

    public static Result ByRules(SimulatedNamespace ns, uint address, int scope, int outIndex)
    {
        foreach (Rule rule in ns.Rules.Of(AF_INET).Where(r => r.FitsGatewayLookup(ns, Ip.Bytes(address), outIndex)))
        {
            // A lookup by a VRF itself may leave by any of its ports (l3mdev_update_flow).
            int through = ns.Links.Find(outIndex) is VrfLink ? 0 : outIndex;
            switch (rule.Action)
            {
                case FR_ACT_TO_TBL when InTable(ns, rule.TableFor(ns, outIndex), address, scope, through) is var found && found != Nothing:
                    return found;
                case FR_ACT_BLACKHOLE:
                    return new(Errno.EINVAL, RTN_UNSPEC, null);
                case FR_ACT_UNREACHABLE:
                    return Nothing;
                case FR_ACT_PROHIBIT:
                    return new(Errno.EACCES, RTN_UNSPEC, null);
                default:
                    break;
            }
        }
        return Nothing;
    }

    private static Errno? ErrorOf(byte type) => type switch
    {
        RTN_BLACKHOLE => Errno.EINVAL,
        RTN_UNREACHABLE => Errno.EHOSTUNREACH,
        RTN_PROHIBIT => Errno.EACCES,
        _ => null,
    };

    public readonly record struct Result(Errno Errno, byte Type, SimulatedLink? Link);
}
