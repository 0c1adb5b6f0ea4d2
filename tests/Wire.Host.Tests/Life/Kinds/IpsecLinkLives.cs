using static Wire.Host.Tests.Life.Kinds.TunnelLives;
using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class IpsecLinkLives
{
    public static KindLife Vti { get; } = Of("vti", ethernet: false,
        Lines("local 10.0.0.1", "remote 10.0.0.9", "underlay u0", "fwmark 0x7", "ikey 5", "okey 6"),
        [Is(Data + "local", "10.0.0.1"), Is(Data + "remote", "10.0.0.9"), Is(Data + "link", "u0"), Is(Data + "fwmark", "0x7"), Is(Data + "ikey", "0.0.0.5"), Is(Data + "okey", "0.0.0.6")],
        [
            new("local 10.0.0.1", "local 10.0.0.2", Is(Data + "local", "10.0.0.2")),
            new("remote 10.0.0.9", "remote 10.0.0.8", Is(Data + "remote", "10.0.0.8")),
            new("underlay u0", "underlay u1", Is(Data + "link", "u1")),
            new("fwmark 0x7", "fwmark 0x9", Is(Data + "fwmark", "0x9")),
            new("ikey 5", "ikey 9", Is(Data + "ikey", "0.0.0.9")),
            new("okey 6", "okey 10", Is(Data + "okey", "0.0.0.10")),
        ],
        null,
        "ip link set dev t0 type vti local 10.0.0.7 remote 10.0.0.8 key 1",
        "ip link delete dev u1");

    public static KindLife Vti6 { get; } = Of("vti6", ethernet: false,
        Lines("local fd00::1", "remote fd00::9", "underlay u0", "fwmark 0x7", "ikey 5", "okey 6"),
        [Is(Data + "local", "fd00::1"), Is(Data + "remote", "fd00::9"), Is(Data + "link", "u0"), Is(Data + "fwmark", "0x7"), Is(Data + "ikey", "0.0.0.5"), Is(Data + "okey", "0.0.0.6")],
        [
            new("local fd00::1", "local fd00::2", Is(Data + "local", "fd00::2")),
            new("remote fd00::9", "remote fd00::8", Is(Data + "remote", "fd00::8")),
            new("underlay u0", "underlay u1", Is(Data + "link", "u1")),
            new("fwmark 0x7", "fwmark 0x9", Is(Data + "fwmark", "0x9")),
            new("ikey 5", "ikey 9", Is(Data + "ikey", "0.0.0.9")),
            new("okey 6", "okey 10", Is(Data + "okey", "0.0.0.10")),
        ],
        null,
        "ip link set dev t0 type vti6 local fd00::7 remote fd00::8 key 1",
        "ip link delete dev u1");

    public static KindLife Xfrm { get; } = Of("xfrm", ethernet: false, Lines("if-id 0x5", "underlay u0"),
        [Is(Data + "if_id", "0x5"), Is("link", "u0")],
        [new("if-id 0x5", "if-id 0x6", Is(Data + "if_id", "0x6"))],
        new("underlay u0", "underlay u1", Is("link", "u1")),
        "ip link set dev t0 type xfrm if_id 9 dev u1");

    public static KindLife XfrmExternal { get; } = Alone("xfrm", "external", "external on", Is(Data + "external", true));
}
