using System.Buffers;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>The IPv4 routes that went without a word with a link that is down, or with an address that is removed: found by a listing.</summary>
internal sealed class SilentRoutes(KernelDump dump, EventDecoder decoder, LinkTable links)
{
    private readonly ArrayBufferWriter<byte> _listing = new(1 << 14);
    private readonly UnknownAttributes _unknown = new();

    /// <summary>Appends them, if an event gave reason to look.</summary>
    public void Tell(List<Observation> into)
    {
        if (decoder.TakeSuspicion() is not { } suspicion)
        {
            return;
        }
        int interruptions = 0;
        dump.Read(RouteSource.ListingV4, _listing, ref interruptions);
        HashSet<RouteBook.Way> present = [];
        NetlinkMessageReader messages = new(_listing.WrittenSpan);
        while (messages.Read(out NetlinkMessage message))
        {
            if (RouteCodec.Decode(message, links, _unknown) is { } route)
            {
                present.Add(RouteBook.Way.Of(route));
            }
        }
        foreach (RouteBook.News news in decoder.Routes.TakeAllBut(present))
        {
            into.Add(new(news.Vanished, news.Route, NetlinkFamily.Route, suspicion.PortId, suspicion.Sequence));
        }
    }
}
