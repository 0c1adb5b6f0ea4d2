using System.Collections.Immutable;
using CsCheck;

namespace Wire.Domain.Tests.Planning;

/// <summary>Desired states that a kernel can have, and what others do to a live one.</summary>
internal static class RandomNetworks
{
    public static readonly string[] Names = ["a", "b", "c", "d", "e", "f"];

    /// <summary>Links of others that are there from the start.</summary>
    public static Resource[] Hardware { get; } =
    [
        new Interface { Name = "eth0" }.Live(2),
        new Interface { Name = "eth1" }.Live(3),
        new Tap { Name = "guest" }.Live(4),
    ];

    /// <summary>A desired state is a function of many small numbers, so that a failing one is made smaller by itself.</summary>
    public static Gen<ImmutableDictionary<ResourceKey, Declared>> Desired { get; } =
        Gen.Int[0, 999].Array[60].Select(dice => new Builder(dice).Build());

    /// <summary>What is done to a live network: (what, to which object).</summary>
    public static Gen<(int What, int Which)[]> Drift { get; } = Gen.Select(Gen.Int[0, 8], Gen.Int[0, 999]).Array[0, 6];

    public static void Apply(ModelKernel kernel, (int What, int Which)[] drift)
    {
        foreach ((int what, int which) in drift)
        {
            List<Link> links = [.. kernel.State.All.OfType<Link>().Where(l => Names.Contains(l.Name)).OrderBy(l => l.Name, StringComparer.Ordinal)];
            List<Resource> others = [.. kernel.State.All.Where(r => r is not Link).OrderBy(r => r.Key)];
            Link? link = links.Count == 0 ? null : links[which % links.Count];
            switch (what)
            {
                case 0 when link is not null:
                    kernel.Delete(link.Key);
                    break;
                case 1 when link is not null:
                    kernel.SetUp(link.Reference, up: false);
                    break;
                case 2 when link is not null:
                    kernel.SetMtu(link.Reference, 1300);
                    break;
                case 3 when link is not null:
                    kernel.SetMaster(link.Reference, "");
                    break;
                case 4 when link is Bridge && kernel.State.TryGet(ResourceKey.Link("guest"), out _):
                    kernel.SetMaster("guest", link.Reference);
                    break;
                case 5 when link is not null:
                    kernel.Add(new Address { Link = link.Reference, Prefix = IpPrefix.Parse($"172.16.{which % 200}.1/32"), Protocol = 0, Flags = 0x80 });
                    break;
                case 6 when link is { RidesOn: null } and not { Master.Length: > 0 }:
                    kernel.Add(new Vlan { Name = $"their{which}", Parent = link.Reference, Id = 4000 }.Live((uint)(500 + which)));
                    break;
                case 7 when others.Count > 0:
                    kernel.Delete(others[which % others.Count].Key);
                    break;
                default:
                    break;
            }
        }
    }

    private sealed class Builder(int[] dice)
    {
        private readonly List<Link> _links = [];
        private readonly List<Resource> _others = [];
        private int _at;

        private int Roll(int sides) => dice[_at++ % dice.Length] % sides;

        public ImmutableDictionary<ResourceKey, Declared> Build()
        {
            for (int i = 0; i < Names.Length; i++)
            {
                i += AddLink(i);
            }
            foreach (string name in new[] { "eth0", "eth1", "guest" })
            {
                if (Roll(3) == 0)
                {
                    _links.Add(new Interface { Name = name, Up = Roll(4) > 0 ? true : null, Mtu = Mtu(), Master = Master() });
                }
            }
            // A bond opens its ports (bond_enslave): one that is declared down is a wish that the next plan would have to repeat.
            _links.RemoveAll(l => l.Up != true && _links.Exists(b => b is Bond && b.Name == l.Master));
            foreach (Link link in _links.Where(l => l.Master is null or "").ToList())
            {
                AddAddresses(link);
            }
            foreach (Link link in _links.Where(l => l is not Interface))
            {
                AddEntries(link);
            }
            if (Roll(2) == 0)
            {
                _others.Add(new Rule { Priority = 1000, From = IpPrefix.Parse($"10.{Roll(2)}.0.0/16"), Table = 100 });
                _others.Add(new Route { Prefix = IpPrefix.Parse("192.0.2.0/24"), Type = 6 });
            }
            return _links.Concat(_others).Select(r => new Declared(r)).ToImmutableDictionary(d => d.Key);
        }

        /// <summary>How many names more than one it took.</summary>
        private int AddLink(int i)
        {
            string name = Names[i];
            string? alias = Roll(4) == 0 ? "text" : null;
            bool up = Roll(5) > 0;
            switch (Roll(8))
            {
                case 0 or 1:
                    _links.Add(new Bridge { Name = name, Up = up, Mtu = Mtu(), Alias = alias, Stp = Roll(2) == 0 });
                    return 0;
                case 2:
                    _links.Add(new Bond { Name = name, Up = up, Mode = (uint)Roll(2) });
                    return 0;
                case 3 when i + 1 < Names.Length:
                    _links.Add(new Veth { Name = name, Peer = Names[i + 1], Up = true, Mtu = Mtu(), Alias = alias, Master = Master() });
                    _links.Add(new Veth { Name = Names[i + 1], Peer = name, Up = true, Mac = MacAddress.LocallyAdministered(77), Master = Master(name) });
                    return 1;
                case 4 when _links.Find(l => l is Dummy or Veth or Bridge or Bond && l.Up == true) is { } parent:
                    _links.Add(new Vlan { Name = name, Parent = parent.Name, Id = (uint)(i + 1 + Roll(2) * 10), Up = up, Alias = alias });
                    return 0;
                case 5:
                    _links.Add(new Vxlan { Name = name, Vni = (uint)(100 + i + Roll(2) * 10), Up = up, Master = Master(), Learning = Roll(2) == 0 });
                    return 0;
                case 6:
                    return 0;
                default:
                    _links.Add(new Dummy { Name = name, Up = up, Mtu = Mtu(), Alias = alias });
                    return 0;
            }
        }

        private uint? Mtu() => Roll(4) switch { 0 => 1400, 1 => 1500, 2 => 9000, _ => null };

        private string? Master(string? exceptPeer = null)
        {
            Link[] masters = [.. _links.Where(l => l is Bridge or Bond && l.Name != exceptPeer && l.Up == true)];
            return masters.Length == 0 || Roll(3) == 0 ? (Roll(2) == 0 ? "" : null) : masters[Roll(masters.Length)].Name;
        }

        private void AddAddresses(Link link)
        {
            if (Roll(2) == 0)
            {
                return;
            }
            int net = _others.Count(o => o is Address) + Roll(3) * 20;
            _others.Add(new Address { Link = link.Name, Prefix = IpPrefix.Parse($"10.{net}.0.1/24") });
            if (Roll(3) == 0)
            {
                _others.Add(new Address { Link = link.Name, Prefix = IpPrefix.Parse($"10.{net}.0.2/24") });
            }
            if (link.Up == true && link.Kind != Interface.TheKind && Roll(2) == 0)
            {
                _others.Add(new Route
                {
                    Prefix = IpPrefix.Parse($"198.51.{100 + Roll(5)}.{net}/32"),
                    Via = IpAddr.Parse($"10.{net}.0.{250 + Roll(2)}"),
                    Dev = Roll(2) == 0 ? link.Name : null,
                    Source = Roll(3) == 0 ? IpAddr.Parse($"10.{net}.0.1") : null,
                });
            }
        }

        private void AddEntries(Link link)
        {
            if (link is Vxlan && Roll(2) == 0)
            {
                _others.Add(new FdbEntry { Mac = Networks.Mac1, Dev = link.Name, Remote = IpAddr.Parse($"192.0.2.{Roll(3)}") });
            }
            if (_links.Exists(l => l is Bridge && l.Name == link.Master) && Roll(2) == 0)
            {
                // A bridge has one entry for an address, whatever the port.
                _others.Add(new FdbEntry { Mac = MacAddress.LocallyAdministered(link.Name[0]), Dev = link.Name });
            }
        }
    }
}
