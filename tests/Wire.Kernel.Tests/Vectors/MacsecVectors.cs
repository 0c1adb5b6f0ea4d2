using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>What <c>ip macsec</c> sends is what Wire sends, but for the identifier of a key; and what the kernel says is what it showed.</summary>
public sealed class MacsecVectors
{
    private const ulong TheirSci = 0x02aa000000010001;

    private static readonly FixedKeys _keys = new FixedKeys().With("first", "0102030405060708090a0b0c0d0e0f10").With("seven", "07000000aabbccdd07000000aabbccdd");
    private static readonly MacsecTxSa _tx = new() { Dev = "ms0", An = 1, SaKey = "first", Active = true };
    private static readonly MacsecRxSc _channel = new() { Dev = "ms0", Sci = TheirSci, Active = true };
    private static readonly MacsecRxSa _rx = new() { Dev = "ms0", Sci = TheirSci, An = 2, SaKey = "first", Active = true };

    private readonly ObjectContext _context = new(new LinkTable(null)) { Keys = _keys };

    public MacsecVectors()
    {
        _context.Links.Name(101, "v0");
        _context.Links.Name(109, "ms0");
    }

    [Fact]
    public void LinkIsDecoded() => Assert.Equal(
        new Macsec
        {
            Parent = "v0", Sci = 0x0200000000010001, Port = 1, Cipher = 2, IcvLength = 12, Encrypt = true, SendSci = true, EndStation = false, Scb = false,
            Protect = true, Replay = true, Window = 32, Validate = 1, EncodingSa = 2, Offload = 0,
        },
        Own((Macsec)ResourceMessages.Decode(Vector.Message(Vector.Load("link-macsec")), _context)!));

    /// <summary>What only this kind has.</summary>
    private static Macsec Own(Macsec link) => Macsec.TheKind.Attributes.Where(a => a.Id is < 20 or >= 100).Aggregate(link with { Unknown = RawAttributes.None }, (l, a) => (Macsec)a.Clear(l));

    [Fact]
    public void TransmitAssociationIsDecodedWithoutItsPacketNumber() => Assert.Equal([_tx with { SaKey = "seven" }], Vector.Decode("generic-macsec-tx-sa", Vector.Load("generic-macsec-tx-sa"), _context));

    [Fact]
    public void ChannelAndItsAssociationAreDecodedWithoutCounters() =>
        Assert.Equal([_channel, _rx with { SaKey = "seven" }], Vector.Decode("generic-macsec-rx-sa", Vector.Load("generic-macsec-rx-sa"), _context));

    [Fact]
    public void TransmitAssociationIsAddedAsByIp() => Requests.AssertSame("request-generic-macsec-tx-sa",
        Requests.Of(b => new MacsecTxSaCodec().EncodeCreate(b, Requests.Create(_tx)), _keys), [IdOfIp], [IdOfWire], nests: [2, 3]);

    [Fact]
    public void ChannelIsAddedAsByIp() => Requests.AssertSame("request-generic-macsec-rx-sc",
        Requests.Of(b => new MacsecRxScCodec().EncodeCreate(b, Requests.Create(_channel)), _keys), nests: [2, 3]);

    [Fact]
    public void ReceiveAssociationIsAddedAsByIp() => Requests.AssertSame("request-generic-macsec-rx-sa",
        Requests.Of(b => new MacsecRxSaCodec().EncodeCreate(b, Requests.Create(_rx)), _keys), [IdOfIp], [IdOfWire], nests: [2, 3]);

    /// <summary>MACSEC_SA_ATTR_KEYID: what the command said, and the digest.</summary>
    private const string IdOfIp = "/3/5 07000000000000000000000000000000", IdOfWire = "/3/5 01020304000000000000000000000000";
}
