using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>IFLA_GRE_ERSPAN_*: the version of a mirroring tunnel's header, and what is in it.</summary>
internal sealed class ErspanData
{
    private const ushort Key = 0x2000;
    private const ushort Sequence = 0x1000;
    private const uint SessionMax = 0x3ff;
    private const uint IndexMax = 0xfffff;
    private const byte DirectionMax = 1;
    private const ushort HardwareMax = 0x3f;

    private uint _index;
    private byte _direction;
    private ushort _hardware;

    public byte Version { get; private set; } = 1;

    /// <summary>GRE and the header itself (erspan_hdr_len).</summary>
    public uint HeaderBytes => Version switch
    {
        0 => 4,
        1 => 8 + 8,
        _ => 8 + 12,
    };

    /// <summary>erspan_validate, ip6erspan_tap_validate: a session is a key of 10 bits, and packets are numbered.</summary>
    public static void Validate(Attributes data)
    {
        int flags = (data.U16Be(IFLA_GRE_IFLAGS) ?? 0) | (data.U16Be(IFLA_GRE_OFLAGS) ?? 0);
        Require(data.Has(IFLA_GRE_COLLECT_METADATA) || flags == (Key | Sequence));
        Require(data.U32Be(IFLA_GRE_IKEY) is not > SessionMax && data.U32Be(IFLA_GRE_OKEY) is not > SessionMax);
    }

    /// <summary>What does not belong to the version is not looked at; a refusal leaves what was taken before it.</summary>
    public void Take(Attributes data, bool checks)
    {
        Version = data.U8(IFLA_GRE_ERSPAN_VER) ?? Version;
        Require(!checks || Version <= 2);
        if (Version == 1)
        {
            _index = data.U32(IFLA_GRE_ERSPAN_INDEX) ?? _index;
            Require(!checks || _index <= IndexMax);
        }
        else if (Version == 2)
        {
            _direction = data.U8(IFLA_GRE_ERSPAN_DIR) ?? _direction;
            Require(!checks || _direction <= DirectionMax);
            _hardware = data.U16(IFLA_GRE_ERSPAN_HWID) ?? _hardware;
            Require(!checks || _hardware <= HardwareMax);
        }
    }

    /// <summary>The flags of what goes out, as told: there is always a key.</summary>
    public ushort OutFlags(ushort flags, bool isExternal) => Version is 1 or 2 && !isExternal ? (ushort)(flags | Key) : flags;

    /// <summary>Nothing is told of a version that was refused in a change.</summary>
    public void Write(MessageWriter data)
    {
        if (Version > 2)
        {
            return;
        }
        data.AttributeU8(IFLA_GRE_ERSPAN_VER, Version);
        if (Version == 1)
        {
            data.AttributeU32(IFLA_GRE_ERSPAN_INDEX, _index);
        }
        else if (Version == 2)
        {
            data.AttributeU8(IFLA_GRE_ERSPAN_DIR, _direction).AttributeU16(IFLA_GRE_ERSPAN_HWID, _hardware);
        }
    }
}
