using static Wire.Testing.Simulation.NfBytes;
using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>Where base chains may hang (nft_chain_parse_hook).</summary>
internal static class NfHooks
{
    private const uint IngressOfInet = 5;
    private const int PriorityOfConntrack = -200;

    public static NfHook Parse(SimulatedNamespace ns, byte family, Attributes chain)
    {
        Attributes hook = chain.Nested(NFTA_CHAIN_HOOK);
        Require(hook.Has(NFTA_HOOK_HOOKNUM) && hook.Has(NFTA_HOOK_PRIORITY), Errno.ENOENT);
        uint number = hook.U32Be(NFTA_HOOK_HOOKNUM)!.Value;
        int priority = (int)hook.U32Be(NFTA_HOOK_PRIORITY)!.Value;
        string type = chain.Text(NFTA_CHAIN_TYPE) ?? "filter";
        int[] places = PlacesOf(family, type) ?? throw new RefusedException(Errno.ENOENT);
        Require(places.Contains((int)number), Errno.EOPNOTSUPP);
        Require(type != "nat" || priority > PriorityOfConntrack, Errno.EOPNOTSUPP);
        bool hasDevices = IsOfDevices(family, number);
        return new(number, priority, type, hasDevices, Devices(ns, hook, hasDevices));
    }

    /// <summary>A change may say the hook again, as it is; devices that are said are added.</summary>
    public static List<SimulatedLink> Compare(SimulatedNamespace ns, byte family, NfHook old, Attributes chain)
    {
        Attributes hook = chain.Nested(NFTA_CHAIN_HOOK);
        Require((hook.U32Be(NFTA_HOOK_HOOKNUM) ?? old.Number) == old.Number, Errno.EOPNOTSUPP);
        Require((int)(hook.U32Be(NFTA_HOOK_PRIORITY) ?? (uint)old.Priority) == old.Priority, Errno.EOPNOTSUPP);
        string type = chain.Text(NFTA_CHAIN_TYPE) ?? old.Type;
        Require(PlacesOf(family, type) is not null, Errno.ENOENT);
        List<SimulatedLink> devices = Devices(ns, hook, old.HasDevices);
        Require(type == old.Type, Errno.EEXIST);
        List<SimulatedLink> added = [.. devices.Except(old.Devices)];
        old.Devices.AddRange(added);
        return added;
    }

    private static bool IsOfDevices(byte family, uint number) => family == NFPROTO_NETDEV || (family == NFPROTO_INET && number == IngressOfInet);

    /// <summary>The hooks of a type of chain; null when the family has no such type.</summary>
    private static int[]? PlacesOf(byte family, string type) => (family, type) switch
    {
        (NFPROTO_INET, "filter") => [0, 1, 2, 3, 4, 5],
        (NFPROTO_IPV4 or NFPROTO_IPV6 or NFPROTO_BRIDGE, "filter") => [0, 1, 2, 3, 4],
        (NFPROTO_ARP or NFPROTO_NETDEV, "filter") => [0, 1],
        (NFPROTO_INET or NFPROTO_IPV4 or NFPROTO_IPV6, "nat") => [0, 1, 3, 4],
        (NFPROTO_INET or NFPROTO_IPV4 or NFPROTO_IPV6, "route") => [3],
        _ => null,
    };

    private static List<SimulatedLink> Devices(SimulatedNamespace ns, Attributes hook, bool hasDevices)
    {
        Require(hasDevices || (!hook.Has(NFTA_HOOK_DEV) && !hook.Has(NFTA_HOOK_DEVS)), Errno.EOPNOTSUPP);
        IEnumerable<string> names = hook.Text(NFTA_HOOK_DEV) is { } only ? [only]
            : hook.Nested(NFTA_HOOK_DEVS).All.Select(d => System.Text.Encoding.UTF8.GetString(d.Value.Span).TrimEnd('\0'));
        List<SimulatedLink> devices = [];
        foreach (string name in names)
        {
            SimulatedLink link = ns.Links.Find(name) ?? throw new RefusedException(Errno.ENOENT);
            Require(!devices.Contains(link), Errno.EEXIST);
            devices.Add(link);
        }
        return devices;
    }
}
