using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

/// <summary>The kernel tells no key, but an identifier that whoever adds one may choose: Wire's is the digest of the key.</summary>
internal static class MacsecSaLife
{
    /// <summary>The bytes 00 to 0f and 10 to 1f, and 32 times 'S' to key digests with.</summary>
    private const string Keys = "mkdir -p -m 700 $STATE/keys; umask 077; echo AAECAwQFBgcICQoLDA0ODw== > $STATE/keys/first.key; "
        + "echo EBESExQVFhcYGRobHB0eHw== > $STATE/keys/second.key; printf SSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSS > $STATE/keys/.salt";

    /// <summary>What <c>openssl dgst -sha256 -mac HMAC</c> says of the two, the first 16 bytes.</summary>
    private const string First = "f5a0b6cd8a2bc6d5ad1750d23f1d1739", Second = "a64dfcd7017ff15e62eeaae722158ee3";

    private const string Look = "ip -j macsec show ms0";

    public static KindLife Tx { get; } = new()
    {
        Kind = "macsec-tx-sa",
        Name = "ms0 an 1",
        Setup = [MacsecLife.Cable, Keys],
        Look = Look,
        At = "[0].sa_list[an=1]",
        Text = """
            macsec ms0 { parent u0; encodingsa 1 }
            macsec-tx-sa ms0 { an 1; key first; active off }
            """,
        Shows = [Is("active", false), Is("key", First)],
        InPlace = [new("active off", "active on", Is("active", true))],
        Anew = new("key first", "key second", Is("key", Second)),
        Foreign =
        [
            "ip macsec set ms0 tx sa 1 off",
            "ip macsec set ms0 tx sa 1 off; ip macsec del ms0 tx sa 1",
            "ip macsec set ms0 tx sa 1 off; ip macsec del ms0 tx sa 1; ip macsec add ms0 tx sa 1 pn 1 on key 07 000102030405060708090a0b0c0d0eff",
            "ip link delete dev ms0",
        ],
        Without = "macsec ms0 { parent u0; encodingsa 1 }",
    };

    public static KindLife Xpn { get; } = Tx with
    {
        Variant = "XPN",
        Text = """
            macsec ms0 { parent u0; cipher gcm-aes-xpn-128 }
            macsec-tx-sa ms0 { an 1; key first; ssci 0x7; salt 000102030405060708090a0b; active off }
            """,
        Shows = [Is("active", false), Is("key", First), Is("ssci", "0x7")],
        Anew = new("ssci 0x7", "ssci 0x8", Is("ssci", "0x8")),
        Foreign = ["ip macsec set ms0 tx sa 1 off"],
        Without = "macsec ms0 { parent u0; cipher gcm-aes-xpn-128 }",
    };

    public static KindLife Channel { get; } = new()
    {
        Kind = "macsec-rx-sc",
        Name = "ms0 sci 02aa000000010001",
        Setup = [MacsecLife.Cable, Keys],
        Look = Look,
        At = "[0].rx_sc[sci=0x2aa000000010001]",
        Text = """
            macsec ms0 { parent u0 }
            macsec-rx-sc ms0 { sci 02aa000000010001; active off }
            """,
        Shows = [Is("active", false)],
        InPlace = [new("active off", "active on", Is("active", true))],
        Foreign =
        [
            "ip macsec set ms0 rx sci 02aa000000010001 off",
            "ip macsec del ms0 rx sci 02aa000000010001",
            "ip link delete dev ms0",
        ],
        Without = "macsec ms0 { parent u0 }",
    };

    public static KindLife Rx { get; } = new()
    {
        Kind = "macsec-rx-sa",
        Name = "ms0 sci 02aa000000010001 an 2",
        Setup = [MacsecLife.Cable, Keys],
        Look = Look,
        At = "[0].rx_sc[sci=0x2aa000000010001].sa_list[an=2]",
        Text = """
            macsec ms0 { parent u0 }
            macsec-rx-sc ms0 { sci 02aa000000010001 }
            macsec-rx-sa ms0 { sci 02aa000000010001; an 2; key first; active off }
            """,
        Shows = [Is("active", false), Is("key", First)],
        InPlace = [new("active off", "active on", Is("active", true))],
        Anew = new("key first", "key second", Is("key", Second)),
        Foreign =
        [
            "ip macsec set ms0 rx sci 02aa000000010001 sa 2 off",
            "ip macsec set ms0 rx sci 02aa000000010001 sa 2 off; ip macsec del ms0 rx sci 02aa000000010001 sa 2",
            "ip macsec del ms0 rx sci 02aa000000010001",
            "ip link delete dev ms0",
        ],
        Without = """
            macsec ms0 { parent u0 }
            macsec-rx-sc ms0 { sci 02aa000000010001 }
            """,
    };

    public static KindLife RxXpn { get; } = Rx with
    {
        Variant = "XPN",
        Text = """
            macsec ms0 { parent u0; cipher gcm-aes-xpn-128 }
            macsec-rx-sc ms0 { sci 02aa000000010001 }
            macsec-rx-sa ms0 { sci 02aa000000010001; an 2; key first; ssci 0x7; salt 000102030405060708090a0b; active off }
            """,
        Shows = [Is("active", false), Is("key", First), Is("ssci", "0x7")],
        Anew = new("ssci 0x7", "ssci 0x8", Is("ssci", "0x8")),
        Foreign = ["ip macsec del ms0 rx sci 02aa000000010001"],
        Without = """
            macsec ms0 { parent u0; cipher gcm-aes-xpn-128 }
            macsec-rx-sc ms0 { sci 02aa000000010001 }
            """,
    };
}
