using System.Buffers;
using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// Watches one network namespace: lists what there is, then tells what happens. It joins the groups before it lists, so that
/// nothing falls in between. One thread at a time, but for <see cref="Wake"/> and <see cref="Watch"/>.
/// </summary>
public sealed class KernelMonitor : IDisposable
{
    /// <summary>The kernel counts each message with its overhead: some 100 000 route events fit.</summary>
    public const int ReceiveBufferBytesDefault = 128 << 20;

    /// <summary>
    /// How often objects are looked at whose changes the kernel does not announce, milliseconds: WireGuard, sysctls. A foreign
    /// change of one is noticed that late; a look costs some system calls for each, and none are made where there are no such objects.
    /// </summary>
    public const int PollIntervalMs = 2000;

    private const int BufferBytes = 64 * 1024;

    /// <summary>Datagrams taken in one call, unless some were lost: the caller gets its turn.</summary>
    private const int DatagramsMax = 4096;

    private readonly EventSockets _events;
    private readonly KernelDump _dump;
    private readonly EventDecoder _decoder;
    private readonly PeerNamespaces _peers;
    private readonly PolledObjects _polled;
    private readonly PolledObjects _named;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly ArrayBufferWriter<byte> _listing = new(1 << 16);
    private readonly SilentRoutes _silentRoutes;
    private readonly SilentNexthops _silentNexthops;
    private volatile ImmutableHashSet<ResourceKey> _watched = [];

    private KernelMonitor(INetlinkProvider provider, string? netns, int receiveBufferBytes, LinkNames names)
    {
        LinkTable links = new(netns, names);
        _peers = new(provider, netns, names);
        _dump = new(provider, netns);
        _decoder = new(new ObjectContext(links) { Kernel = provider, Dump = _dump, PeerReference = _peers.Reference });
        _polled = new(_decoder, _dump);
        _named = new(_decoder, _dump, names: true);
        _silentNexthops = new(_dump, _decoder);
        _silentRoutes = new(_dump, _decoder, links);
        _events = EventSockets.Open(provider, netns, receiveBufferBytes, _decoder.Read);
    }

    /// <param name="provider">The kernel.</param>
    /// <param name="netns">The named namespace to watch, which begins all references; null for the home namespace.</param>
    /// <param name="receiveBufferBytes">Room for events that nobody has received yet.</param>
    /// <param name="names">Shared by the monitors of several namespaces, it lets each know the veth ends in the others.</param>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static KernelMonitor Open(INetlinkProvider provider, string? netns = null, int receiveBufferBytes = ReceiveBufferBytesDefault, LinkNames? names = null) =>
        new(provider, netns, receiveBufferBytes, names ?? new());

    /// <summary>There are objects here whose changes the kernel does not announce: <see cref="Poll"/> is worth a call.</summary>
    public bool HasPolled => _polled.AreThere;

    /// <summary>All that there is; of routes and rules, and of what else has no namespace in its name, only at home.</summary>
    /// <param name="interruptions">How many looks the kernel marked as inconsistent; they were repeated.</param>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public IReadOnlyList<Resource> Dump(out int interruptions)
    {
        interruptions = 0;
        List<Resource> found = [];
        ListLinks(found, ref interruptions);
        foreach (ObjectSource source in ObjectSources.Of(_decoder.Context.Netns).Sources.Where(s => s is not LinkSource))
        {
            int first = found.Count;
            PolledObjects.List(_decoder, _dump, source, _listing, found, ref interruptions);
            for (int i = first; source.IsPolled && i < found.Count; i++)
            {
                (source.ComesWithNames ? _named : _polled).Note(found[i]);
            }
        }
        return found;
    }

    /// <summary>Looks at what the kernel does not announce, and appends what differs from the last look.</summary>
    /// <param name="into">What it is appended to.</param>
    /// <param name="afterOwn">A plan of Wire's own was just carried out here.</param>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public void Poll(List<Observation> into, bool afterOwn)
    {
        _decoder.Context.Watched = _watched;
        _polled.Look(into, afterOwn);
        if (afterOwn)
        {
            _named.Look(into, afterOwn);
        }
    }

    /// <summary>Objects to look at from the next look on although nothing of them was seen yet. Any thread.</summary>
    public void Watch(ImmutableHashSet<ResourceKey> keys) => _watched = keys;

    /// <summary>In a listing links refer to others that come later in it.</summary>
    private void ListLinks(List<Resource> found, ref int interruptions)
    {
        List<Observation> told = [];
        _decoder.Context.Watched = _watched;
        _dump.Read(LinkSource.Listing, _listing, ref interruptions);
        _decoder.Clear();
        _polled.Clear();
        _named.Clear();
        NetlinkMessageReader names = new(_listing.WrittenSpan);
        while (names.Read(out NetlinkMessage message))
        {
            if (LinkMessages.Identify(message) is (var index, { } name))
            {
                _decoder.Context.Links.Name(index, name);
            }
        }
        NetlinkMessageReader links = new(_listing.WrittenSpan);
        while (links.Read(out NetlinkMessage message))
        {
            _decoder.Decode(LinkSource.The, message, told);
        }
        found.AddRange(told.Select(o => o.Resource));
    }

    /// <summary>Waits for events and appends what they say, those of many datagrams at once.</summary>
    /// <param name="into">What it is appended to.</param>
    /// <param name="timeoutMs">How long to wait for the first datagram: 0 looks only, -1 waits until <see cref="Wake"/>.</param>
    /// <param name="overrun">
    /// The kernel had to drop events. All that were still there have been appended, so that a dump taken now is newer than
    /// everything before it.
    /// </param>
    /// <returns>False when there was nothing in time.</returns>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    /// <exception cref="NetlinkFormatException">The kernel sent what is no netlink message.</exception>
    public bool Receive(List<Observation> into, int timeoutMs, out bool overrun)
    {
        overrun = false;
        bool heard = _events.Wait(timeoutMs);
        int before = into.Count;
        if (_events.TakeNamesChanged())
        {
            _named.Look(into, afterOwn: false);
        }
        if (!heard)
        {
            return into.Count > before;
        }
        // Before any event of what a plan made: it was planned after this was asked for.
        _decoder.Context.Watched = _watched;
        bool any = false;
        for (int i = 0; i < _events.Sockets.Count; i++)
        {
            any |= _events.HadData(i) && Drain(i, into, ref overrun);
        }
        for (int i = 0; overrun && i < _events.Sockets.Count; i++)
        {
            Drain(i, into, ref overrun);
        }
        if (any && !overrun)
        {
            // After an overrun the caller lists everything anyway.
            _polled.TakeAlong(into);
            _silentNexthops.Tell(into);
            _silentRoutes.Tell(into);
        }
        return any;
    }

    /// <summary>Ends the wait of <see cref="Receive"/>, or the next one. Any thread.</summary>
    public void Wake() => _events.Wake();

    private bool Drain(int index, List<Observation> into, ref bool overrun)
    {
        (NetlinkFamily family, INetlinkSocket socket) = _events.Sockets[index];
        bool any = false;
        for (int i = 0; i < DatagramsMax || overrun; i++)
        {
            int length;
            try
            {
                length = socket.Receive(_buffer, 0);
            }
            catch (NetlinkException e) when (e.IsOverrun)
            {
                overrun = any = true;
                continue;
            }
            if (length == 0)
            {
                return any;
            }
            any = true;
            NetlinkMessageReader messages = new(_buffer.AsSpan(0, length));
            while (messages.Read(out NetlinkMessage message))
            {
                _decoder.Decode(family, message, into);
            }
            if (family == NetlinkFamily.Xfrm)
            {
                // States are announced with their keys.
                _buffer.AsSpan(0, length).Clear();
            }
        }
        return any;
    }

    public void Dispose()
    {
        _events.Dispose();
        _dump.Dispose();
        _peers.Dispose();
    }
}
