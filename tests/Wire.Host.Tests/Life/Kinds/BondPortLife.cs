using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class BondPortLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "bond-port",
        Name = "leg",
        Setup = ["ip link add team type bond mode active-backup miimon 100", "ip link add leg type dummy", "ip link set leg master team"],
        Look = KindLife.LinkLook("leg"),
        At = "[0].linkinfo.info_slave_data",
        Text = "bond-port leg { queue-id 3; prio -5 }",
        Shows = [Is("queue_id", 3), Is("prio", -5)],
        InPlace = [new("queue-id 3", "queue-id 4", Is("queue_id", 4)), new("prio -5", "prio 7", Is("prio", 7))],
        Foreign = ["ip link set dev leg type bond_slave queue_id 1", "ip link set dev leg type bond_slave prio 99"],
    };
}
