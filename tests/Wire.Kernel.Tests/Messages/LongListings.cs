using System.Net;
using Wire.Domain;
using Wire.Testing.Simulation;

namespace Wire.Kernel.Tests.Messages;

/// <summary>A listing that is long enough for a thread of its own is decoded as a short one is.</summary>
public sealed class LongListings
{
    private const int Routes = 20_000;

    private readonly ObjectContext _context = new(new LinkTable(null, new()));

    [Theory]
    [InlineData(3)]
    [InlineData(Routes)]
    public void EveryRouteIsThereInTheOrderOfTheListing(int count)
    {
        using ListingDecoder decoder = new(RouteSource.The, _context);

        Receive(decoder, 0, count);

        Assert.Equal(Enumerable.Range(0, count).Select(Network), decoder.Finish().Select(r => ((Route)r).Prefix.ToString()));
    }

    [Fact]
    public void InterruptedListingLeavesNothingOfWhatItShowed()
    {
        using ListingDecoder decoder = new(RouteSource.The, _context);
        Receive(decoder, 0, Routes);

        decoder.Forget();
        Receive(decoder, 7, Routes);

        Assert.Equal(Enumerable.Range(7, Routes).Select(Network), decoder.Finish().Select(r => ((Route)r).Prefix.ToString()));
    }

    [Fact]
    public void BrokenMessageAmongManyIsAnErrorAndEndsTheThread()
    {
        using ListingDecoder decoder = new(RouteSource.The, _context);
        Receive(decoder, 0, Routes / 2);
        byte[] broken = Message(Routes / 2);
        broken[^8] = 0xff;
        Receive(decoder, broken);
        Receive(decoder, Routes / 2, Routes / 2);

        Assert.Throws<NetlinkFormatException>(decoder.Finish);
    }

    private static void Receive(ListingDecoder decoder, int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            Receive(decoder, Message(i));
        }
    }

    private static void Receive(ListingDecoder decoder, byte[] message)
    {
        message.CopyTo(decoder.GetSpan(message.Length));
        decoder.Advance(message.Length);
    }

    private static byte[] Message(int i) => RouteBytes.Add(new(Network(i)) { Via = "10.0.0.2" }, sequence: 1);

    private static string Network(int i) => $"{new IPAddress([100, (byte)(i >> 16), (byte)(i >> 8), (byte)i])}/32";
}
