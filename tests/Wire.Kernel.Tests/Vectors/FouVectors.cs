using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>What <c>ip fou</c> sends is what Wire sends; and what the kernel says is what it showed.</summary>
public sealed class FouVectors
{
    private static readonly FouPort _bound = new()
    {
        Port = 5556, Gue = true, Local = IpAddr.Parse("192.0.2.1"), Peer = IpAddr.Parse("192.0.2.9"), PeerPort = 7000, Dev = "d0",
    };

    [Fact]
    public void PortIsDecoded()
    {
        LinkTable links = new(null);
        links.Name(108, "d0");
        Assert.Equal([_bound], Vector.Decode("generic-fou-bound", Vector.Load("generic-fou-bound"), new ObjectContext(links)));
        Assert.Equal("fou 5556 local 192.0.2.1 dev d0", _bound.Title);
    }

    /// <summary>One whose link is gone is nobody's: it takes no packets.</summary>
    [Fact]
    public void PortOfALinkThatIsGoneIsNone() => Assert.Empty(Vector.Decode("generic-fou-bound", Vector.Load("generic-fou-bound"), new ObjectContext(new LinkTable(null))));

    [Fact]
    public void PortIsAddedAsByIp() => Requests.AssertSame("request-generic-fou-bound", Requests.Of(b => new FouPortCodec().EncodeCreate(b, Requests.Create(_bound))));
}
