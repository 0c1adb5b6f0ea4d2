using System.Buffers;
using Wire.Domain;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>
/// Watches one network namespace: lists what there is, then tells what happens. It joins the groups before it lists, so that
/// nothing falls in between. One thread at a time.
/// </summary>
public sealed class KernelMonitor : IDisposable
{
    /// <summary>The kernel counts each message with its overhead: some 100 000 route events fit.</summary>
    public const int ReceiveBufferBytesDefault = 128 << 20;

    private const int BufferBytes = 64 * 1024;

    /// <summary>Datagrams taken in one call, unless some were lost: the caller gets its turn.</summary>
    private const int DatagramsMax = 4096;

    private static readonly int[] HomeGroups =
    [
        RTNLGRP_LINK, RTNLGRP_NEIGH, RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR,
        RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV6_ROUTE, RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_RULE,
    ];

    /// <summary>A route or rule has no reference to a namespace in its key, so only the home namespace's are watched.</summary>
    private static readonly int[] OtherGroups = [RTNLGRP_LINK, RTNLGRP_NEIGH, RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR];

    private static readonly DumpRequest[] HomeListings =
    [
        DumpRequest.AddressesV4, DumpRequest.AddressesV6, DumpRequest.RoutesV4, DumpRequest.RoutesV6,
        DumpRequest.RulesV4, DumpRequest.RulesV6, DumpRequest.Fdb,
    ];

    private static readonly DumpRequest[] OtherListings = [DumpRequest.AddressesV4, DumpRequest.AddressesV6, DumpRequest.Fdb];

    private readonly INetlinkSocket _events;
    private readonly KernelDump _dump;
    private readonly LinkTable _links;
    private readonly EventDecoder _decoder;
    private readonly PeerNamespaces _peers;
    private readonly bool _isHome;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly ArrayBufferWriter<byte> _listing = new(1 << 16);
    private readonly SilentRoutes _silentRoutes;

    private KernelMonitor(INetlinkSocket events, INetlinkSocket dump, string? netns, LinkNames names, PeerNamespaces peers)
    {
        _peers = peers;
        _events = events;
        _dump = new(dump);
        _isHome = netns is null;
        _links = new(netns, names);
        _decoder = new(_links) { PeerReference = peers.Reference };
        _silentRoutes = new(_dump, _decoder, _links);
    }

    /// <param name="provider">The kernel.</param>
    /// <param name="netns">The named namespace to watch, which begins all references; null for the home namespace.</param>
    /// <param name="receiveBufferBytes">Room for events that nobody has received yet.</param>
    /// <param name="names">Shared by the monitors of several namespaces, it lets each know the veth ends in the others.</param>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static KernelMonitor Open(INetlinkProvider provider, string? netns = null, int receiveBufferBytes = ReceiveBufferBytesDefault, LinkNames? names = null)
    {
        INetlinkSocket events = provider.OpenRoute(netns);
        INetlinkSocket? dump = null;
        try
        {
            dump = provider.OpenRoute(netns);
            events.SetReceiveBuffer(receiveBufferBytes);
            foreach (int group in netns is null ? HomeGroups : OtherGroups)
            {
                events.Join(group);
            }
            names ??= new();
            return new(events, dump, netns, names, new(provider, netns, names));
        }
        catch
        {
            dump?.Dispose();
            events.Dispose();
            throw;
        }
    }

    /// <summary>All that there is: links, addresses, FDB entries, and at home routes of all tables and rules.</summary>
    /// <param name="interruptions">How many looks the kernel marked as inconsistent; they were repeated.</param>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public IReadOnlyList<Resource> Dump(out int interruptions)
    {
        interruptions = 0;
        List<Observation> found = [];
        _dump.Read(DumpRequest.Links, _listing, ref interruptions);
        _decoder.Clear();
        NetlinkMessageReader names = new(_listing.WrittenSpan);
        while (names.Read(out NetlinkMessage message))
        {
            if (LinkMessages.Identify(message) is (var index, { } name))
            {
                _links.Name(index, name);
            }
        }
        DecodeListing(found);
        foreach (DumpRequest listing in _isHome ? HomeListings : OtherListings)
        {
            _dump.Read(listing, _listing, ref interruptions);
            DecodeListing(found);
        }
        return found.ConvertAll(o => o.Resource);
    }

    private void DecodeListing(List<Observation> into)
    {
        NetlinkMessageReader messages = new(_listing.WrittenSpan);
        while (messages.Read(out NetlinkMessage message))
        {
            _decoder.Decode(message, into);
        }
    }

    /// <summary>Waits for events and appends what they say, those of many datagrams at once.</summary>
    /// <param name="into">What it is appended to.</param>
    /// <param name="timeoutMs">How long to wait for the first datagram: 0 looks only, -1 waits for ever.</param>
    /// <param name="overrun">
    /// The kernel had to drop events. All that were still there have been appended, so that a dump taken now is newer than
    /// everything before it.
    /// </param>
    /// <returns>False when there was nothing in time.</returns>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    /// <exception cref="NetlinkFormatException">The kernel sent what is no netlink message.</exception>
    public bool Receive(List<Observation> into, int timeoutMs, out bool overrun)
    {
        bool any = Drain(into, timeoutMs, out overrun);
        if (any && !overrun)
        {
            // After an overrun the caller lists everything anyway.
            _silentRoutes.Tell(into);
        }
        return any;
    }

    private bool Drain(List<Observation> into, int timeoutMs, out bool overrun)
    {
        overrun = false;
        bool any = false;
        for (int i = 0; i < DatagramsMax || overrun; i++)
        {
            int length;
            try
            {
                length = _events.Receive(_buffer, any ? 0 : timeoutMs);
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
                _decoder.Decode(message, into);
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
