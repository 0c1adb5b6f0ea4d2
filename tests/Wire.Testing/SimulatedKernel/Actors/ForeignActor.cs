using Wire.Kernel;
using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Neighbour;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>Another program at work: <c>ip</c>, a hypervisor, a routing daemon. A refusal is thrown as <see cref="RefusedException"/>.</summary>
public sealed class ForeignActor : IDisposable
{
    private const int LinkFixedBytes = 16;

    private readonly INetlinkSocket _socket;
    private uint _sequence;

    public ForeignActor(INetlinkSocket socket) => _socket = socket;

    public uint PortId => _socket.PortId;

    public void CreateLink(LinkWish wish) => Do(LinkBytes.Create(wish, sequence: ++_sequence));

    public void CreateBridge(string name, bool up = true) => CreateLink(new() { Name = name, Kind = "bridge", Up = up });

    public void CreateVeth(string name, string peer) => CreateLink(new() { Name = name, Kind = "veth", Peer = new() { Name = peer } });

    /// <summary>Changes the link of that name to what the wish mentions besides.</summary>
    public void ChangeLink(string name, LinkWish wish) => Do(LinkBytes.Change(wish with { Index = IndexOf(name) }, sequence: ++_sequence));

    public void SetUp(string name, bool up = true) => ChangeLink(name, new() { Up = up });

    /// <param name="master">Null for none.</param>
    public void SetMaster(string name, string? master) => ChangeLink(name, new() { Master = master is null ? 0 : IndexOf(master) });

    public void Rename(string name, string newName) => ChangeLink(name, new() { Name = newName });

    public void DeleteLink(string name) => Do(LinkBytes.Delete(new() { Name = name }, sequence: ++_sequence));

    /// <param name="address">"10.0.0.1/24".</param>
    public void AddAddress(string link, string address, byte protocol = 0) => Do(AddressBytes.Add(IndexOf(link), address, protocol, sequence: ++_sequence));

    public void DeleteAddress(string link, string address) => Do(AddressBytes.Delete(IndexOf(link), address, sequence: ++_sequence));

    public void AddRoute(RouteWish wish) => Do(RouteBytes.Add(wish, sequence: ++_sequence));

    public void AddRoute(string destination, string via, byte protocol = RTPROT_BOOT) => AddRoute(new(destination) { Via = via, Protocol = protocol });

    public void DeleteRoute(RouteWish wish) => Do(RouteBytes.Delete(wish, sequence: ++_sequence));

    public void AddRule(RuleWish wish) => Do(RuleBytes.Add(wish, sequence: ++_sequence));

    public void DeleteRule(RuleWish wish) => Do(RuleBytes.Delete(wish, sequence: ++_sequence));

    /// <summary>A static entry of a bridge for one of its ports.</summary>
    public void AddFdb(string port, byte[] mac) => Do(FdbBytes.Add(IndexOf(port), mac, NUD_NOARP, NTF_MASTER, sequence: ++_sequence));

    public void DeleteFdb(string port, byte[] mac) => Do(FdbBytes.Delete(IndexOf(port), mac, NTF_MASTER, sequence: ++_sequence));

    /// <summary>Any request.</summary>
    public void Do(byte[] request)
    {
        (int errno, string? text) = _socket.Ask(request);
        if (errno != 0)
        {
            throw new RefusedException((Errno)errno, text);
        }
    }

    /// <exception cref="RefusedException">ENODEV.</exception>
    public int IndexOf(string link) => AllLinks().Where(l => l.Name == link).Select(l => l.Index).FirstOrDefault() is var index and > 0
        ? index
        : throw new RefusedException(Errno.ENODEV, link);

    /// <summary>The names of all links, by index.</summary>
    public IReadOnlyList<string> Links() => [.. AllLinks().Select(l => l.Name)];

    public void Dispose() => _socket.Dispose();

    private IEnumerable<(int Index, string Name)> AllLinks() => _socket.Dump(DumpBytes.All(RTM_GETLINK, AF_UNSPEC, ++_sequence))
        .Select(m => (m.I32(4), m.Attributes(LinkFixedBytes).Text(IFLA_IFNAME)!));
}
