using Wire.Domain;
using Wire.Kernel.Tests.Guest.TrafficControl;

namespace Wire.Kernel.Tests.Guest;

/// <summary>
/// Data through VLANs that Wire set up: a filtering bridge with two access ports and a trunk, three namespaces behind them. Packets
/// cross in their VLAN, tagged or not, and into no other.
/// </summary>
[Trait("Category", "Guest")]
public sealed class GuestVlanCrossingTests : IDisposable
{
    private readonly GuestNetns _switch = new(), _ten = new(), _twenty = new(), _trunk = new();

    public void Dispose()
    {
        foreach (GuestNetns netns in new[] { _switch, _ten, _twenty, _trunk })
        {
            netns.Dispose();
        }
    }

    [Fact]
    public void PacketsCrossInTheirVlanAndIntoNoOther()
    {
        Cable("v-ten", _ten, "10.9.0.1");
        Cable("v-twenty", _twenty, "10.9.0.2");
        Cable("v-trunk", _trunk, null);
        foreach (int vlan in new[] { 10, 20 })
        {
            _trunk.Ip($"link add link v0 name v0.{vlan} type vlan id {vlan}");
            _trunk.Ip($"address add 10.9.0.1{vlan}/24 dev v0.{vlan}");
            _trunk.Ip($"link set dev v0.{vlan} up");
            // One network in both VLANs: only a device of its own tells which one is asked.
            _trunk.Ip($"route add 10.9.0.{vlan / 10}/32 dev v0.{vlan}");
        }
        using TrafficControlNode wire = new(_switch);
        const string Ports = "bridge br0 { vlan-filtering on; port v-ten; port v-twenty; port v-trunk }\n";

        wire.Apply(Ports + """
            bridge-vlan v-ten { pvid 10 }
            bridge-vlan v-twenty { pvid 20 }
            bridge-vlan v-trunk { tagged 10,20 }
            """);
        Assert.Equal((true, true, false), (_trunk.Reaches("10.9.0.1"), _trunk.Reaches("10.9.0.2"), _ten.Reaches("10.9.0.2")));

        wire.Apply(Ports + """
            bridge-vlan v-ten { pvid 10 }
            bridge-vlan v-twenty { pvid 10 }
            bridge-vlan v-trunk { tagged 20 }
            """);
        Assert.Equal((false, false, true), (_trunk.Reaches("10.9.0.1"), _trunk.Reaches("10.9.0.2"), _ten.Reaches("10.9.0.2")));
    }

    private void Cable(string port, GuestNetns to, string? address)
    {
        _switch.Ip($"link add name {port} up type veth peer name v0 netns {to.Name}");
        to.Ip("link set dev lo up");
        to.Ip("link set dev v0 up");
        if (address is not null)
        {
            to.Ip($"address add {address}/24 dev v0");
        }
    }
}
