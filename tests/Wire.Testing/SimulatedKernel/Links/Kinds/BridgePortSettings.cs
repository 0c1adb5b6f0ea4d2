namespace Wire.Testing.Simulation;

/// <summary>What a bridge keeps for one of its ports: IFLA_BRPORT_* (net/bridge/br_netlink.c). STP's own state is not modelled.</summary>
internal sealed class BridgePortSettings
{
    public const ushort IFLA_BRPORT_STATE = 1;
    private const ushort IFLA_BRPORT_PRIORITY = 2;
    private const ushort IFLA_BRPORT_COST = 3;
    private const ushort IFLA_BRPORT_LEARNING = 8;
    private const ushort IFLA_BRPORT_MULTICAST_ROUTER = 25;
    private const ushort IFLA_BRPORT_GROUP_FWD_MASK = 31;
    private const ushort IFLA_BRPORT_LOCKED = 39;
    private const ushort IFLA_BRPORT_MAB = 40;
    private const ushort IFLA_BRPORT_BACKUP_NHID = 44;

    /// <summary>Pause frames are never passed on.</summary>
    private const ulong MacPause = 2;

    /// <summary>What a link has that does not know its speed, and a veth (10 Gbit/s).</summary>
    private const ulong CostUnknown = 100;
    private const ulong CostOfVeth = 2;

    private static readonly ushort[] _flagsOn = [IFLA_BRPORT_LEARNING, 9, 27, 30];
    private static readonly ushort[] _flagsOff = [4, 5, 6, 7, 10, 12, 28, 29, 32, 33, IFLA_BRPORT_LOCKED, IFLA_BRPORT_MAB, 43];

    private static readonly LinkOption[] _flags =
        [.. _flagsOn.Select(f => new LinkOption(f, 1, 1)), .. _flagsOff.Select(f => new LinkOption(f, 1))];

    private static readonly LinkOption[] _numbers =
    [
        new(IFLA_BRPORT_COST, 4, CostUnknown), new(IFLA_BRPORT_PRIORITY, 2, 32), new(IFLA_BRPORT_MULTICAST_ROUTER, 1, 1, Max: 3),
        new(37, 4, 512), new(42, 4), new(IFLA_BRPORT_GROUP_FWD_MASK, 2),
    ];

    private static readonly LinkOption _backupNextHop = new(IFLA_BRPORT_BACKUP_NHID, 4);

    private readonly LinkOptions _isOn = new(_flags);
    private readonly LinkOptions _values = new(_numbers);
    private ulong _backup;

    public BridgePortSettings(SimulatedLink port)
    {
        _values[IFLA_BRPORT_COST] = port is VethLink ? CostOfVeth : CostUnknown;
    }

    /// <summary>br_setport: the flags together, then one after the other, those before a refusal stay set.</summary>
    public void Change(Attributes data)
    {
        LinkOptions before = new(_flags);
        foreach (LinkOption flag in _flags)
        {
            before[flag.Type] = _isOn[flag.Type];
            _isOn[flag.Type] = flag.Read(data) is { } on ? Math.Min(on, 1) : _isOn[flag.Type];
        }
        if (_isOn[IFLA_BRPORT_MAB] != 0 && (_isOn[IFLA_BRPORT_LOCKED] == 0 || _isOn[IFLA_BRPORT_LEARNING] == 0))
        {
            foreach (LinkOption flag in _flags)
            {
                _isOn[flag.Type] = before[flag.Type];
            }
            throw new RefusedException(Errno.EINVAL, "Bridge port must be locked and have learning enabled when MAB is enabled");
        }
        _values.Apply(data, (option, value) =>
        {
            bool inRange = option.Type switch
            {
                IFLA_BRPORT_COST => value is >= 1 and <= 65535,
                IFLA_BRPORT_PRIORITY => value <= 63,
                _ => true,
            };
            if (!inRange || (option.Type == IFLA_BRPORT_GROUP_FWD_MASK && (value & MacPause) != 0))
            {
                throw new RefusedException(inRange ? Errno.EINVAL : Errno.ERANGE);
            }
        });
        _backup = _backupNextHop.Read(data) ?? _backup;
    }

    public void Write(MessageWriter data)
    {
        _isOn.Write(data);
        _values.Write(data);
        if (_backup != 0)
        {
            _backupNextHop.Write(data, _backup);
        }
    }
}
