using Wire.Kernel;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>
/// A model of Linux's netlink that answers bytes: what rtnetlink and other families keep in named namespaces, with the kernel's
/// refusals, side effects and notifications. It shares no code with Wire.Kernel but the interfaces, so a wrong codec
/// cannot hide; the real kernel is held against it by <c>DifferentialTests</c>. Any thread may use it.
/// </summary>
public sealed class SimulatedKernel : INetlinkProvider
{
    private const int FirstDescriptor = 1000;

    private readonly SimulatedNamespace _home;
    private readonly SortedDictionary<string, SimulatedNamespace> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<int, SimulatedNamespace> _descriptors = [];
    private readonly List<(SimulatedNamespace Seer, SimulatedNamespace Seen)> _ids = [];
    private readonly Random _random;
    private int _nextDescriptor = FirstDescriptor;
    private uint _nextPortId = 4_000_000_000;
    private ulong _lastTableHandle;

    /// <param name="seed">What random addresses come from: the same seed, the same addresses.</param>
    public SimulatedKernel(int seed = 1)
    {
        _random = new(seed);
        _home = new(this, null);
        Generic = new(this);
    }

    public GenericFamilies Generic { get; }

    /// <summary>What goes wrong, and when.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>Kinds that this kernel was built without: EOPNOTSUPP, "Unknown device type".</summary>
    public ISet<string> UnsupportedKinds { get; } = new HashSet<string>();

    /// <summary>False: every change is refused with EPERM.</summary>
    public bool Privileged { get; set; } = true;

    /// <summary>Links make themselves a link-local IPv6 address when they come up (addr_gen_mode 0).</summary>
    public bool Ipv6LinkLocal { get; set; } = true;

    /// <summary>Built with CONFIG_BRIDGE_VLAN_FILTERING: bridges know VLANs, and put each port into the first one.</summary>
    public bool FiltersVlans { get; set; }

    /// <summary>net.core.rmem_default: the bound of a socket's receive buffer until it sets another.</summary>
    public int DefaultReceiveBufferBytes { get; set; } = 212_992;

    /// <summary>Whatever a socket asks for, its receive buffer is not larger.</summary>
    public long ReceiveBufferBytesMax { get; set; } = long.MaxValue;

    /// <summary>How much of a dump goes into one datagram.</summary>
    public int DumpDatagramBytes { get; set; } = 8192;

    internal object Gate { get; } = new();

    /// <summary>Counts namespaces that got or lost their names.</summary>
    internal int NamesVersion { get; private set; }

    internal IEnumerable<SimulatedLink> AllLinks => Namespaces.SelectMany(ns => ns.Links.All);

    private IEnumerable<SimulatedNamespace> Namespaces => _named.Values.Prepend(_home);

    public void AddNamespace(string name)
    {
        lock (Gate)
        {
            if (!_named.TryAdd(name, new(this, name)))
            {
                throw new NetlinkException((int)Errno.EEXIST, $"make the network namespace '{name}'");
            }
            NamesVersion++;
            Monitor.PulseAll(Gate);
        }
    }

    public void RemoveNamespace(string name)
    {
        lock (Gate)
        {
            SimulatedNamespace ns = Find(name);
            ns.LinkDeletion.Delete([.. ns.Links.All.Where(l => l.Kind is not null)], Cause.Kernel);
            _named.Remove(name);
            NamesVersion++;
            Monitor.PulseAll(Gate);
        }
    }

    public INetlinkSocket Open(NetlinkFamily family, string? netns) => Open(family, netns, null);

    public INetlinkWait OpenWait() => new SimulatedWait(this);

    public INetns OpenNetns(string? netns)
    {
        lock (Gate)
        {
            int descriptor = _nextDescriptor++;
            _descriptors.Add(descriptor, Find(netns));
            return new OpenNamespace(descriptor, () => _descriptors.Remove(descriptor));
        }
    }

    public IReadOnlyList<string> NamedNamespaces()
    {
        lock (Gate)
        {
            return [.. _named.Keys];
        }
    }

    public void Call(string? netns, KernelCall call)
    {
        switch (call)
        {
            case TunRequest tun:
                CreateTun(netns, tun);
                break;
            case CreateNetns create:
                AddNamespace(create.Name);
                break;
            case DeleteNetns delete:
                RemoveNamespace(delete.Name);
                break;
            default:
                throw new NetlinkException((int)Errno.EOPNOTSUPP, $"carry out {call}");
        }
    }

    public T Ask<T>(string? netns, KernelQuery<T> query) => query is ProgramOfPort
        ? default!
        : throw new NetlinkException((int)Errno.EOPNOTSUPP, $"answer {query}");

    private void CreateTun(string? netns, TunRequest request)
    {
        lock (Gate)
        {
            if (!Privileged)
            {
                throw new NetlinkException((int)Errno.EPERM, $"make the link '{request.Name}'");
            }
            SimulatedNamespace ns = Find(netns);
            try
            {
                TunLink tun = new(ns, request) { Mac = request.IsTap ? RandomMac() : [] };
                LinkCreation.Register(ns, tun, (int)(request.Index ?? 0), request.Name);
            }
            catch (RefusedException refused)
            {
                // TUNSETIFF says EBUSY where netlink says EEXIST.
                Errno errno = refused.Errno == Errno.EEXIST ? Errno.EBUSY : refused.Errno;
                throw new NetlinkException((int)errno, $"make the link '{request.Name}'");
            }
            Monitor.PulseAll(Gate);
        }
    }

    /// <summary>Another program, with a port id of its own.</summary>
    public ForeignActor As(uint portId, string? netns = null) => new(Open(NetlinkFamily.Route, netns, portId));

    /// <summary>Every socket that is in a multicast group has lost messages.</summary>
    public void Overrun()
    {
        lock (Gate)
        {
            foreach (SimulatedSocket socket in Namespaces.SelectMany(ns => ns.Sockets).Where(s => s.IsIn(NetlinkFamily.Route, RTNLGRP_LINK)))
            {
                socket.Overrun();
            }
            Monitor.PulseAll(Gate);
        }
    }

    internal void Settle()
    {
        foreach (SimulatedNamespace ns in Namespaces)
        {
            ns.LinkWatch.Run();
        }
    }

    internal SimulatedNamespace NamespaceOf(int descriptor) =>
        _descriptors.GetValueOrDefault(descriptor) ?? throw new RefusedException(Errno.EINVAL);

    internal uint NamespaceId(SimulatedNamespace seer, SimulatedNamespace seen)
    {
        if (!_ids.Contains((seer, seen)))
        {
            _ids.Add((seer, seen));
        }
        return (uint)_ids.Where(i => i.Seer == seer).ToList().IndexOf((seer, seen));
    }

    /// <summary>Tables of nf_tables are counted over all namespaces.</summary>
    internal ulong NextTableHandle() => ++_lastTableHandle;

    internal byte[] RandomMac()
    {
        byte[] mac = new byte[6];
        _random.NextBytes(mac);
        mac[0] = (byte)((mac[0] & 0xfe) | 0x02);
        return mac;
    }

    private SimulatedSocket Open(NetlinkFamily family, string? netns, uint? portId)
    {
        lock (Gate)
        {
            SimulatedNamespace ns = Find(netns);
            if (!ns.Protocols.ContainsKey(family))
            {
                throw new NetlinkFamilyMissingException(family);
            }
            SimulatedSocket socket = new(this, ns, family, portId ?? _nextPortId++);
            ns.Sockets.Add(socket);
            return socket;
        }
    }

    private SimulatedNamespace Find(string? netns) =>
        netns is null ? _home : _named.GetValueOrDefault(netns) ?? throw new NetnsMissingException(netns);

    private sealed class OpenNamespace(int descriptor, Action close) : INetns
    {
        public int Descriptor => descriptor;

        public void Dispose() => close();
    }
}
