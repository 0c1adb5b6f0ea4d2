using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.IfLink;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>What masters are told to keep for their ports, as random requests say it.</summary>
internal static class DrawnPorts
{
    /// <summary>IFLA_BRPORT_*: costs, flags, and numbers out of range.</summary>
    public static Action<MessageWriter> OfBridge(RandomRequests draw) => DrawnKinds.OneOf(draw,
        (3, 4, [7, 0, 65536]), (2, 2, [0, 63, 64]), (4, 1, [0, 1, 2]), (5, 1, [1]), (6, 1, [1]), (7, 1, [1]), (8, 1, [0, 1]), (9, 1, [0, 1]), (27, 1, [0]), (30, 1, [0]),
        (10, 1, [1]), (32, 1, [1]), (33, 1, [0, 1]), (39, 1, [0, 1]), (40, 1, [0, 1]), (25, 1, [0, 2, 4]), (42, 4, [9]), (31, 2, [8, 2]), (44, 4, [0, 5]));

    /// <summary>IFLA_BOND_SLAVE_*.</summary>
    public static Action<MessageWriter> OfBond(RandomRequests draw) =>
        DrawnKinds.OneOf(draw, (IFLA_BOND_SLAVE_QUEUE_ID, 2, [0, 1, 2, 17]), (IFLA_BOND_SLAVE_PRIO, 4, [0, 5]));
}
