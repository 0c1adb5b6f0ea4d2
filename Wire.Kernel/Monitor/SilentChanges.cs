using System.Buffers;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>What follows from events and is not announced itself: found by listing again, only when an event gives reason to.</summary>
internal sealed class SilentChanges(KernelDump dump, EventDecoder decoder, LinkTable links, DumpRequest[] listings)
{
    private readonly ArrayBufferWriter<byte> _listing = new(1 << 14);
    private readonly UnknownAttributes _unknown = new();

    /// <summary>The IPv4 routes that went with a link that is down, or with an address that is removed.</summary>
    public void TellRoutes(List<Observation> into)
    {
        if (decoder.TakeSuspicion() is not { } suspicion)
        {
            return;
        }
        HashSet<RouteBook.Id> present = [];
        NetlinkMessageReader messages = List(DumpRequest.RoutesV4);
        while (messages.Read(out NetlinkMessage message))
        {
            if (RouteCodec.Decode(message, links, _unknown) is { } route)
            {
                present.Add(RouteBook.Id.Of(route));
            }
        }
        foreach (Route route in decoder.Routes.TakeAllBut(present))
        {
            into.Add(new(true, route, suspicion.PortId, suspicion.Sequence));
        }
    }

    /// <summary>
    /// What hangs on a renamed link: it has another key now, so it vanishes under the old name and is there under the new one.
    /// Links that refer to it are told again.
    /// </summary>
    public void TellRenamed(List<Observation> into)
    {
        if (decoder.Renamed.Count == 0)
        {
            return;
        }
        EventDecoder.Renaming cause = decoder.Renamed[^1];
        // Of two renamings of one link the older is applied last: what hangs on it was announced under the oldest name.
        LinkTable before = links.WithNames(decoder.Renamed.AsEnumerable().Reverse().Select(r => (r.Index, r.OldName)));
        decoder.Renamed.Clear();
        foreach (DumpRequest listing in listings)
        {
            NetlinkMessageReader messages = List(listing);
            while (messages.Read(out NetlinkMessage message))
            {
                Resource? old = ResourceMessages.Decode(message, before, _unknown, decoder.PeerReference);
                Resource? now = ResourceMessages.Decode(message, links, _unknown, decoder.PeerReference);
                if (old is null || now is null || old.Equals(now))
                {
                    continue;
                }
                if (old.Key != now.Key)
                {
                    decoder.Forget(old);
                    into.Add(new(true, old, cause.PortId, cause.Sequence));
                }
                decoder.Remember(now);
                into.Add(new(false, now, cause.PortId, cause.Sequence));
            }
        }
    }

    private NetlinkMessageReader List(DumpRequest request)
    {
        int interruptions = 0;
        dump.Read(request, _listing, ref interruptions);
        return new(_listing.WrittenSpan);
    }
}
