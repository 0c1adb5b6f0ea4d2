using System.Buffers;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>The objects whose changes the kernel does not announce: what a look shows, beside what the one before it did.</summary>
/// <param name="decoder">Takes in what a look shows.</param>
/// <param name="dump">By which it looks.</param>
/// <param name="names">Those that <see cref="ObjectSource.ComesWithNames"/>; else all others, and links that are asked about.</param>
internal sealed class PolledObjects(EventDecoder decoder, KernelDump dump, bool names = false)
{
    private readonly Dictionary<ResourceKey, Resource> _told = [];
    private readonly List<ObjectSource> _sources = [.. decoder.Sources.Sources.Where(s => s.IsPolled && s.ComesWithNames == names)];
    private readonly ArrayBufferWriter<byte> _listing = new(1 << 12);
    private readonly List<Resource> _found = [];

    /// <summary>There is, or can be, something that only a look shows.</summary>
    public bool AreThere => _told.Count > 0 || _sources.Any(s => s.IsWorthPolling(decoder.Context))
        || decoder.Context.Links.Kinds.Any(k => LinkCodecs.Of(k).IsPolled);

    /// <summary>Forgets everything: a complete listing follows, whose polled objects are noted.</summary>
    public void Clear() => _told.Clear();

    public void Note(Resource resource) => _told[resource.Key] = resource;

    /// <summary>Looks, and appends what differs.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public void Look(List<Observation> into, bool afterOwn)
    {
        Dictionary<ResourceKey, Resource> before = new(_told);
        foreach (ObjectSource source in _sources.Where(s => before.Count > 0 || (afterOwn && s.ComesWithPlans) || s.IsWorthPolling(decoder.Context)))
        {
            int interruptions = 0;
            _found.Clear();
            List(decoder, dump, source, _listing, _found, ref interruptions);
            foreach (Resource found in _found)
            {
                ResourceKey key = found.Key;
                if (!before.Remove(key, out Resource? old) || !old.Equals(found))
                {
                    _told[key] = found;
                    into.Add(Unannounced(vanished: false, found, afterOwn));
                }
            }
        }
        foreach ((ResourceKey key, Resource gone) in before)
        {
            _told.Remove(key);
            decoder.NoteGone(gone);
            into.Add(Unannounced(vanished: true, gone, afterOwn));
        }
        if (!names)
        {
            CompleteLinks(into, afterOwn);
        }
    }

    /// <summary>Links that vanished in what was told took these along: the kernel does not say so, and what is planned now must not count on them.</summary>
    public void TakeAlong(List<Observation> told)
    {
        int count = _told.Count == 0 ? 0 : told.Count;
        for (int i = 0; i < count; i++)
        {
            Observation link = told[i];
            if (!link.Vanished || link.Resource is not Link)
            {
                continue;
            }
            foreach (Resource gone in _told.Values.Where(r => r.GoesWith.Contains(link.Resource.Key)).ToList())
            {
                _told.Remove(gone.Key);
                decoder.NoteGone(gone);
                told.Add(link with { Resource = gone });
            }
        }
    }

    /// <summary>All that a source lists and reads, appended.</summary>
    public static void List(EventDecoder decoder, KernelDump dump, ObjectSource source, ArrayBufferWriter<byte> listing, List<Resource> into, ref int interruptions)
    {
        foreach (DumpRequest request in source.Listings(decoder.Context))
        {
            if (source.IsSelfContained)
            {
                decoder.NoteListed(source, dump.Read(request, source, decoder.Context, ref interruptions), into);
                continue;
            }
            dump.Read(request, listing, ref interruptions);
            NetlinkMessageReader reader = new(listing.WrittenSpan);
            while (reader.Read(out NetlinkMessage message))
            {
                decoder.List(source, message, into);
            }
            if (request.HasSecrets)
            {
                listing.Clear();
            }
        }
        decoder.Read(source, into);
    }

    private void CompleteLinks(List<Observation> into, bool afterOwn)
    {
        foreach (Link link in decoder.Context.Links.Links.ToList())
        {
            LinkCodec codec = LinkCodecs.Of(link.Kind);
            if (codec.IsPolled && codec.Complete(link, decoder.Context) is var now && !now.Equals(link))
            {
                decoder.Context.Links.Set(now);
                into.Add(Unannounced(vanished: false, now, afterOwn));
            }
        }
    }

    private static Observation Unannounced(bool vanished, Resource resource, bool afterOwn) =>
        new(vanished, resource, default, 0, 0, afterOwn);
}
