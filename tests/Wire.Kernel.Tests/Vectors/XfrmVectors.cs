using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>What <c>ip xfrm</c> sends is what Wire sends; and what the kernel says is what was asked for, with the names of the keys in their place.</summary>
public sealed class XfrmVectors
{
    private static readonly FixedKeys _keys = new FixedKeys().With("gcm", "000102030405060708090a0b0c0d0e0f10111213").With("aes", "202122232425262728292a2b2c2d2e2f")
        .With("sha", "404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f");

    private static readonly XfrmState _aead = new()
    {
        Spi = 0x1000, Dst = IpAddr.Parse("10.0.0.2"), Src = IpAddr.Parse("10.0.0.1"), Mark = new(5, 0xff), Mode = 1, ReqId = 5, Aead = "rfc4106(gcm(aes))", AeadKey = "gcm", Icv = 96,
        ReplayWindow = 32, Flags = 4, ExtraFlags = 1, TfcPad = 100, Encap = new(2, 4500, 4501, IpAddr.Parse("10.0.0.9")), OutputMark = new(7, 0xf), IfId = 9,
        Limits = new()
        {
            ByteSoft = 1000, ByteHard = 2000, PacketSoft = 10, PacketHard = 20, TimeSoft = 100, TimeHard = 200, TimeUseSoft = 300, TimeUseHard = 400,
        },
    };

    private static readonly XfrmState _enc = new()
    {
        Spi = 0x1001, Dst = IpAddr.Parse("fd00::2"), Src = IpAddr.Parse("fd00::1"), Mode = 0, ReqId = 0, Enc = "cbc(aes)", EncKey = "aes", Auth = "hmac(sha256)", AuthKey = "sha", AuthTrunc = 128,
        ReplayWindow = 64, Flags = 128,
        Selector = new() { Src = IpPrefix.Parse("fd01::/64"), Dst = IpPrefix.Parse("fd02::/64"), Proto = 6, SPort = new(1000), DPort = new(80), Dev = "v0" },
    };

    private static readonly XfrmState _ah = new()
    {
        Spi = 0x1002, Dst = IpAddr.Parse("10.0.0.2"), Src = IpAddr.Parse("10.0.0.1"), Proto = 51, Mode = 0, ReqId = 0, Auth = "hmac(sha256)", AuthKey = "sha", AuthTrunc = 96, ReplayWindow = 0,
    };

    private static readonly XfrmPolicy _out = new()
    {
        Dir = 1, Selector = new() { Src = IpPrefix.Parse("10.1.0.0/16"), Dst = IpPrefix.Parse("10.2.0.0/16"), Proto = 6, SPort = new(1000), DPort = new(80), Dev = "v0" }, Mark = new(5, 0xff), IfId = 9,
        Index = 17, Action = 0, Priority = 30, Flags = 2, Limits = new() { PacketHard = 1000 },
        Templates = [new(IpAddr.Parse("192.0.2.1"), IpAddr.Parse("192.0.2.2"), 50, 0x1000, 1, 5, false), new(null, null, 51, 0, 0, 0, true)],
    };

    private static readonly XfrmPolicy _icmp = new()
    {
        Dir = 0, Selector = new() { Src = IpPrefix.Parse("::/0"), Dst = IpPrefix.Parse("fd00::/64"), Proto = 58, Type = 128, Code = 0 }, Action = 1, Priority = 0,
    };

    private readonly ObjectContext _context = new(new LinkTable(null)) { Keys = _keys };

    public XfrmVectors() => _context.Links.Name(101, "v0");

    private IReadOnlyList<Resource> Decode(string name) => Vector.Decode(name, Vector.Load(name), _context);

    [Fact]
    public void StateIsDecodedWithoutItsKeyAndItsCounters() => Assert.Equal([_aead], Decode("xfrm-state-aead"));

    [Fact]
    public void StateWithEncryptionAndAuthenticationAndAWindowOfItsOwnIsDecoded() => Assert.Equal([_enc], Decode("xfrm-state-enc"));

    [Fact]
    public void CheckValueThatTheKernelChoseIsDecoded() => Assert.Equal([_ah], Decode("xfrm-state-ah"));

    [Theory]
    [InlineData("xfrm-state-gone", "0x1000 dst 10.0.0.2 proto esp mark 0x5/0xff")]
    [InlineData("xfrm-state-expired", "0x1000 dst 10.0.0.2 proto esp")]
    [InlineData("xfrm-policy-gone", "fwd src 10.1.0.0/16 dst 10.2.0.0/16 proto gre key 65538 mark 0x5")]
    public void EndOfOneIsDecodedAsAnEnd(string vector, string name)
    {
        NetlinkMessage message = Vector.Message(Vector.Load(vector));
        ObjectSource source = vector.Contains("policy", StringComparison.Ordinal) ? XfrmPolicySource.The : XfrmStateSource.The;

        Assert.True(source.IsDeletion(message));
        Assert.Equal([name], Decode(vector).Select(r => r.Key.Id));
    }

    /// <summary>The message does not say which: here nothing is listed any more.</summary>
    [Theory]
    [InlineData("xfrm-state-flush", "xfrm-state 0x1000 dst 10.0.0.2 proto esp mark 0x5/0xff")]
    [InlineData("xfrm-policy-flush", "xfrm-policy in src ::/0 dst fd00::/64 proto ipv6-icmp type 128 code 0")]
    public void FlushEndsWhatWasTold(string vector, string name)
    {
        EventDecoder decoder = new(_context);
        List<Observation> told = [];
        foreach (string there in new[] { "xfrm-state-aead", "xfrm-policy-icmp" })
        {
            decoder.Decode(NetlinkFamily.Xfrm, Vector.Message(Vector.Load(there)), told);
        }
        Assert.Equal(2, told.Count);
        told.Clear();

        decoder.Decode(NetlinkFamily.Xfrm, Vector.Message(Vector.Load(vector)), told);

        Assert.Equal([(true, name)], told.Select(o => (o.Vanished, o.Resource.Key.ToString())));
    }

    [Fact]
    public void PolicyIsDecoded() => Assert.Equal([_out], Decode("xfrm-policy-out"));

    [Fact]
    public void PolicyOfIcmpIsDecoded() => Assert.Equal([_icmp with { Index = 8 }], Decode("xfrm-policy-icmp"));

    [Theory]
    [InlineData("request-xfrm-state-aead", 0)]
    [InlineData("request-xfrm-state-enc", 1)]
    [InlineData("request-xfrm-state-ah", 2)]
    public void StateIsAddedAsByIp(string vector, int which) => Requests.AssertSame(vector,
        Requests.Of(b => new XfrmStateCodec().EncodeCreate(b, Requests.Create(new[] { _aead, _enc, _ah with { AuthTrunc = null } }[which])), _keys, 224), fixedBytes: 224);

    /// <summary>The address of the source, which ip sends along, is not looked at where there is an SPI.</summary>
    [Fact]
    public void StateIsDeletedAsByIp() => Requests.AssertSame("request-xfrm-state-gone-2",
        Requests.Of(b => new XfrmStateCodec().EncodeDelete(b, Requests.Delete(_aead)), _keys, 24), ["/13 00000000000000000000000000000000"], fixedBytes: 24);

    [Theory]
    [InlineData("request-xfrm-policy-out", 0)]
    [InlineData("request-xfrm-policy-icmp", 1)]
    public void PolicyIsAddedAsByIp(string vector, int which) => Requests.AssertSame(vector,
        Requests.Of(b => new XfrmPolicyCodec().EncodeCreate(b, Requests.Create(new[] { _out, _icmp }[which])), _keys, 168), fixedBytes: 168);

    [Fact]
    public void PolicyIsDeletedAsByIp() => Requests.AssertSame("request-xfrm-policy-gone-2", Requests.Of(b => new XfrmPolicyCodec().EncodeDelete(b, Requests.Delete(new XfrmPolicy
    {
        Dir = 2, Selector = new() { Src = IpPrefix.Parse("10.1.0.0/16"), Dst = IpPrefix.Parse("10.2.0.0/16"), Proto = 47, GreKey = 0x10002 }, Mark = new(5),
    })), _keys, 64), fixedBytes: 64);

    [Fact]
    public void KeyOfAnotherLengthIsRefusedWithWhatItNeeds()
    {
        KeyException refused = Assert.Throws<KeyException>(() => Requests.Of(b => new XfrmStateCodec().EncodeCreate(b, Requests.Create(_aead with { AeadKey = "sha" })), _keys, 224));

        Assert.Equal("the key 'sha' has 32 bytes, and rfc4106(gcm(aes)) takes 20 or 28 or 36", refused.Message);
    }
}
