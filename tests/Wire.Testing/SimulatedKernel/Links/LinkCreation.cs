using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Netlink;

namespace Wire.Testing.Simulation;

/// <summary>RTM_NEWLINK (rtnl_newlink): a new link, or a change to one that is there.</summary>
internal sealed class LinkCreation(SimulatedNamespace ns)
{
    public void Handle(Request request)
    {
        request.RequireBody(LinkRequest.FixedBytes);
        LinkRequest wanted = new(request.Message);
        if (wanted.Index < 0)
        {
            throw new RefusedException(Errno.EINVAL, "ifindex can't be negative");
        }
        SimulatedNamespace target = TargetOf(wanted.Attributes) ?? ns;
        LinkKinds.Validate(wanted);
        SimulatedLink? existing = wanted.Index > 0 ? ns.Links.Find(wanted.Index) : wanted.Name is { } name ? ns.Links.Find(name) : null;
        if (existing is not null)
        {
            ChangeExisting(existing, wanted, request);
            return;
        }
        if (!request.Has(NLM_F_CREATE))
        {
            ChangeGroup(wanted);
            return;
        }
        if (wanted.Attributes.Has(IFLA_MAP) || wanted.Attributes.Has(IFLA_PROTINFO))
        {
            throw new RefusedException(Errno.EOPNOTSUPP);
        }
        Create(wanted, target, request.Cause.OnlyIfEchoed);
    }

    /// <summary>A link made by other means than netlink (TUNSETIFF).</summary>
    public static void Register(SimulatedNamespace ns, SimulatedLink link, int index, string name)
    {
        ns.Links.Register(link, index, name);
        link.IsTold = true;
        ns.LinkChanges.Tell(link, Cause.Kernel, uint.MaxValue);
    }

    /// <summary>Puts a veth's peer in and tells of it, before the link it belongs to.</summary>
    public static void RegisterPeer(SimulatedLink peer, LinkRequest request, int index)
    {
        SimulatedNamespace target = request.TargetNamespace ?? peer.Namespace;
        target.Links.Register(peer, index, request.Name ?? peer.Kind + "%d");
        try
        {
            target.LinkChanges.SetFlagsSilently(peer, request.AsksForFlags ? request.CombineWith(peer.Flags) : peer.Flags);
        }
        catch (RefusedException)
        {
            target.Links.Unregister(peer);
            throw;
        }
        target.LinkChanges.Tell(peer, Cause.Kernel, uint.MaxValue);
    }

    /// <summary>What a request may give any new link (rtnl_create_link).</summary>
    public static void Prepare(SimulatedLink link, LinkRequest request)
    {
        Attributes attributes = request.Attributes;
        LinkAttributes.CheckAddressLengths(link, attributes);
        if (attributes.U32(IFLA_MTU) is { } mtu)
        {
            LinkAttributes.CheckMtu(link, mtu);
            link.Mtu = mtu;
        }
        if (attributes.Find(IFLA_ADDRESS) is { } mac)
        {
            link.Mac = mac.ToArray();
            link.MacIsSet = true;
        }
        link.TxQueueLength = attributes.U32(IFLA_TXQLEN) ?? link.TxQueueLength;
        link.Group = attributes.U32(IFLA_GROUP) ?? 0;
    }

    private void Create(LinkRequest wanted, SimulatedNamespace target, Cause cause)
    {
        if (wanted.Kind is not { } kind || LinkKinds.Make(kind, target) is not { } link)
        {
            throw new RefusedException(Errno.EOPNOTSUPP, "Unknown device type");
        }
        Prepare(link, wanted);
        if (wanted.Name is { } name)
        {
            LinkAttributes.CheckName(name);
        }
        wanted.SourceNamespace = ns;
        link.Create(wanted);
        if (link.AddressBytes == 0)
        {
            link.Mac = [];
        }
        else if (link.Mac.Length == 0)
        {
            link.Mac = ns.Kernel.RandomMac();
        }
        try
        {
            target.Links.Register(link, wanted.Index, wanted.Name ?? kind + "%d");
        }
        catch (RefusedException)
        {
            link.Abandoned();
            throw;
        }
        try
        {
            link.Registered(wanted);
        }
        catch (RefusedException)
        {
            link.IsGone = true;
            target.Links.Unregister(link);
            link.Abandoned();
            throw;
        }
        Configure(link, wanted, cause);
        SetMaster(link, wanted);
    }

    private static void Configure(SimulatedLink link, LinkRequest wanted, Cause cause)
    {
        LinkChanges changes = link.Namespace.LinkChanges;
        uint before = link.Flags;
        bool toldAlready = link.ToldWhileRegistering;
        if (wanted.AsksForFlags)
        {
            try
            {
                changes.SetFlagsSilently(link, wanted.CombineWith(link.Flags));
            }
            catch (RefusedException)
            {
                link.Namespace.LinkDeletion.Delete([link], Cause.Kernel);
                throw;
            }
        }
        link.IsTold = true;
        changes.Tell(link, cause, toldAlready ? before ^ link.Flags : uint.MaxValue);
        if (((before ^ link.Flags) & IFF_UP) != 0 && link.IsUp)
        {
            link.Namespace.WentUp(link);
        }
    }

    private void SetMaster(SimulatedLink link, LinkRequest wanted)
    {
        if (wanted.Attributes.U32(IFLA_MASTER) is not { } master)
        {
            return;
        }
        try
        {
            link.Namespace.LinkChanges.SetMaster(link, (int)master);
        }
        catch (RefusedException)
        {
            link.Namespace.LinkDeletion.Delete([link], Cause.Kernel);
            throw;
        }
    }

    private static void ChangeExisting(SimulatedLink link, LinkRequest wanted, Request request)
    {
        if (request.Has(NLM_F_EXCL))
        {
            throw new RefusedException(Errno.EEXIST);
        }
        if (request.Has(NLM_F_REPLACE))
        {
            throw new RefusedException(Errno.EOPNOTSUPP);
        }
        bool notify = false;
        if (wanted.HasData)
        {
            if (wanted.Kind != link.Kind)
            {
                throw new RefusedException(Errno.EOPNOTSUPP);
            }
            link.Change(wanted.Data);
            notify = true;
        }
        if (wanted.PortData is { } portData)
        {
            (link.Master ?? throw new RefusedException(Errno.EOPNOTSUPP)).ChangePort(link, portData);
            notify = true;
        }
        link.Namespace.LinkChanges.Apply(link, wanted, notify);
    }

    private void ChangeGroup(LinkRequest wanted)
    {
        if (wanted.Index != 0 || wanted.Attributes.U32(IFLA_GROUP) is not { } group)
        {
            throw new RefusedException(Errno.ENODEV);
        }
        foreach (SimulatedLink link in ns.Links.All.Where(l => l.Group == group).ToList())
        {
            ns.LinkChanges.Apply(link, wanted, notify: false);
        }
    }

    private SimulatedNamespace? TargetOf(Attributes attributes) =>
        attributes.U32(IFLA_NET_NS_FD) is { } descriptor ? ns.Kernel.NamespaceOf((int)descriptor) : null;
}
