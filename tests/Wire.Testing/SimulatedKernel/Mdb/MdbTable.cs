using static Wire.Testing.Simulation.BridgeMdb;

namespace Wire.Testing.Simulation;

/// <summary>Multicast groups (rtnl_mdb_add, rtnl_mdb_del, rtnl_mdb_dump): hands a request to the bridge. VXLANs have such tables too: of them nothing is modelled but that they want more to be said.</summary>
internal static class MdbTable
{
    public static void Handle(SimulatedNamespace ns, Request request)
    {
        MdbRequest wanted = new(request);
        SimulatedLink link = wanted.Index == 0 ? throw new RefusedException(Errno.EINVAL, "Invalid ifindex")
            : ns.Links.Find(wanted.Index) ?? throw new RefusedException(Errno.ENODEV, "Device doesn't exist");
        if (!wanted.HasEntry || link is VxlanLink)
        {
            throw new RefusedException(Errno.EINVAL);
        }
        MdbOfBridge groups = (link as BridgeLink)?.Mdb ?? throw new RefusedException(Errno.EOPNOTSUPP, "Device does not support MDB operations");
        if (request.Message.Type == RTM_NEWMDB)
        {
            groups.Add(wanted);
        }
        else
        {
            groups.Delete(wanted);
        }
    }

    public static IEnumerable<byte[]> Dump(SimulatedNamespace ns, Request request)
    {
        Cause cause = request.DumpCause;
        return ns.Links.All.OfType<BridgeLink>().Select(b => b.Mdb.Dump(cause));
    }
}
