using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>A program for XDP is told with its link; what attaches and detaches it is what <c>ip link set … xdpgeneric</c> sends.</summary>
public sealed class XdpVectors
{
    private readonly ObjectContext _context = new(new LinkTable(null));

    [Fact]
    public void ProgramIsToldBehindItsLink()
    {
        IReadOnlyList<Resource> told = Vector.Decode("link-xdp", Vector.Load("link-xdp"), _context);

        Assert.IsType<Veth>(told[0]);
        Assert.Equal(new Xdp { Dev = "v0", Mode = 2, Id = 5 }, told[1]);
        Assert.Equal(2, told.Count);
    }

    [Fact]
    public void LinkWithoutAProgramTellsOfNone() => Assert.Single(Vector.Decode("link-dummy", Vector.Load("link-dummy"), _context));

    /// <summary>A program that goes is told by its link, without a word of its own.</summary>
    [Fact]
    public void ProgramThatIsNotToldAnyMoreIsGone()
    {
        EventDecoder decoder = new(_context);
        List<Observation> seen = [];
        byte[] with = Vector.Load("link-xdp"), without = [.. with];
        int attached = with.AsSpan().IndexOf(new byte[] { 5, 0, 2, 0, 2 });
        without[attached + 4] = LinuxIfLink.XDP_ATTACHED_NONE;
        decoder.Decode(NetlinkFamily.Route, Vector.Message(with), seen);
        seen.Clear();

        decoder.Decode(NetlinkFamily.Route, Vector.Message(without), seen);

        Assert.Contains(seen, o => o is { Vanished: true, Resource: Xdp { Dev: "v0" } });
    }

    /// <summary>-1 in the place of a descriptor; the mode says of which of the link's programs it is.</summary>
    [Fact]
    public void ProgramIsDetachedInItsMode()
    {
        Xdp program = new() { Dev = "v0", Mode = 2 };
        string[] expected = [.. Vector.Lines(Vector.Load("request-link-xdp")).Select(l =>
            l.StartsWith("/43 ", StringComparison.Ordinal) ? "/43 08000100FFFFFFFF0800030002000000" : l)];

        RequestBuilder builder = new(new LinkIndexes(new Dictionary<string, uint> { ["v0"] = 101 }), _ => 0, new GenericFamilies(new RealNetlink()), new FixedKeys(), 1);
        new XdpCodec().EncodeDelete(builder, Requests.Delete(program));

        Assert.Equal(expected, Vector.Lines(builder.Writer.Written));
    }
}
