using System.Buffers;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>The nexthop objects that went without a word with a link that is down, and the groups that are smaller for it: found by a listing.</summary>
internal sealed class SilentNexthops(KernelDump dump, EventDecoder decoder)
{
    private readonly ArrayBufferWriter<byte> _listing = new(1 << 12);

    /// <summary>Appends them, if an event gave reason to look. The routes by them are then looked for too.</summary>
    public void Tell(List<Observation> into)
    {
        if (decoder.SuspicionOfNexthops() is not { } suspicion)
        {
            return;
        }
        Dictionary<uint, NexthopObject> before = decoder.Context.ToldOf(NexthopObject.TheKind.Collection).OfType<NexthopObject>().ToDictionary(n => n.Id);
        int interruptions = 0;
        dump.Read(NexthopSource.Listing, _listing, ref interruptions);
        List<Resource> found = [];
        NetlinkMessageReader messages = new(_listing.WrittenSpan);
        while (messages.Read(out NetlinkMessage message))
        {
            decoder.List(NexthopSource.The, message, found);
        }
        foreach (NexthopObject now in found.OfType<NexthopObject>())
        {
            if (!before.Remove(now.Id, out NexthopObject? old) || !old.Equals(now))
            {
                into.Add(new(false, now, NetlinkFamily.Route, suspicion.PortId, suspicion.Sequence));
            }
        }
        foreach (NexthopObject gone in before.Values)
        {
            decoder.NoteGone(gone);
            decoder.SuspectRoutesBy(gone, suspicion.PortId, suspicion.Sequence);
            into.Add(new(true, gone, NetlinkFamily.Route, suspicion.PortId, suspicion.Sequence));
        }
    }
}
