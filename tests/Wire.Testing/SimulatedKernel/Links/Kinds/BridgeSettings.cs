using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>IFLA_BR_*: times in hundredths of a second (USER_HZ); what is not modelled is kept and told as it was given.</summary>
internal sealed class BridgeSettings
{
    private static readonly (ushort Type, uint Min, uint Max)[] _times =
        [(IFLA_BR_FORWARD_DELAY, 200, 3000), (IFLA_BR_HELLO_TIME, 100, 1000), (IFLA_BR_MAX_AGE, 600, 4000)];

    private readonly SortedDictionary<ushort, byte[]> _values = new()
    {
        [IFLA_BR_FORWARD_DELAY] = U32(1500),
        [IFLA_BR_HELLO_TIME] = U32(200),
        [IFLA_BR_MAX_AGE] = U32(2000),
        [IFLA_BR_AGEING_TIME] = U32(30000),
        [IFLA_BR_STP_STATE] = U32(0),
        [IFLA_BR_PRIORITY] = [0x00, 0x80],
        [IFLA_BR_VLAN_FILTERING] = [0],
        [IFLA_BR_VLAN_PROTOCOL] = [0x81, 0x00],
    };

    public bool FiltersVlans => _values[IFLA_BR_VLAN_FILTERING][0] != 0;

    public void Apply(Attributes data)
    {
        foreach ((ushort type, ReadOnlyMemory<byte> value) in data.All)
        {
            if (_times.FirstOrDefault(t => t.Type == type) is { Type: > 0 } time)
            {
                CheckTime(time, data.U32(type) ?? 0);
            }
            if (type == IFLA_BR_STP_STATE)
            {
                _values[type] = U32(data.U32(type) is > 0 ? 1u : 0);
                continue;
            }
            if (type != IFLA_BR_VLAN_DEFAULT_PVID)
            {
                _values[type] = type == IFLA_BR_VLAN_FILTERING ? [Math.Min(value.Span[0], (byte)1)] : value.ToArray();
            }
        }
    }

    public void Write(MessageWriter data)
    {
        foreach ((ushort type, byte[] value) in _values)
        {
            data.Attribute(type, value);
        }
    }

    /// <summary>802.1D's bounds; the forward delay's only while the spanning tree runs (br_set_forward_delay).</summary>
    private void CheckTime((ushort Type, uint Min, uint Max) time, uint value)
    {
        bool matters = time.Type != IFLA_BR_FORWARD_DELAY || _values[IFLA_BR_STP_STATE][0] != 0;
        if (matters && (value < time.Min || value > time.Max))
        {
            throw new RefusedException(Errno.ERANGE);
        }
    }

    private static byte[] U32(uint value) => BitConverter.GetBytes(value);
}
