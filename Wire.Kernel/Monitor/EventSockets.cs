using System.Collections.Immutable;

namespace Wire.Kernel;

/// <summary>The sockets on which the events of one namespace arrive: one for each family that announces something.</summary>
internal sealed class EventSockets : IDisposable
{
    private readonly List<(NetlinkFamily Family, INetlinkSocket Socket)> _sockets = [];
    private readonly INetlinkWait _wait;

    private EventSockets(INetlinkWait wait) => _wait = wait;

    public IReadOnlyList<(NetlinkFamily Family, INetlinkSocket Socket)> Sockets => _sockets;

    /// <summary>Opens them, joined to all groups; tells each family of generic netlink that was found.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static EventSockets Open(INetlinkProvider provider, string? netns, int receiveBufferBytes, Action<GenericFamily> found)
    {
        EventSockets opened = new(provider.OpenWait());
        try
        {
            foreach (IGrouping<NetlinkFamily, ObjectSource> family in ObjectSources.Of(netns).Sources.GroupBy(s => s.Family))
            {
                ImmutableArray<int> groups = [.. family.SelectMany(s => GroupsOf(s, provider, netns, found)).Distinct()];
                if (groups.Length > 0)
                {
                    opened.Add(provider, netns, family.Key, groups, receiveBufferBytes);
                }
            }
            if (ObjectSources.Of(netns).Sources.Any(s => s.ComesWithNames))
            {
                opened._wait.AddNames();
            }
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public bool Wait(int timeoutMs) => _wait.Wait(timeoutMs);

    public bool TakeNamesChanged() => _wait.TakeNamesChanged();

    /// <summary>Whether one of <see cref="Sockets"/> had something when the last wait ended.</summary>
    public bool HadData(int socket) => _wait.HadData(socket);

    /// <summary>Ends a wait. Any thread.</summary>
    public void Wake() => _wait.Wake();

    private static IEnumerable<int> GroupsOf(ObjectSource source, INetlinkProvider provider, string? netns, Action<GenericFamily> found)
    {
        if (source.GenericName is not { } name)
        {
            return source.Groups;
        }
        if (source.GenericGroups.IsEmpty || provider.Generic.Find(netns, name) is not { } family)
        {
            return [];
        }
        found(family);
        return source.GenericGroups.Where(family.Groups.ContainsKey).Select(g => family.Groups[g]);
    }

    private void Add(INetlinkProvider provider, string? netns, NetlinkFamily family, ImmutableArray<int> groups, int receiveBufferBytes)
    {
        INetlinkSocket socket;
        try
        {
            socket = provider.Open(family, netns);
        }
        catch (NetlinkFamilyMissingException) when (family != NetlinkFamily.Route)
        {
            return; // what the kernel does not have announces nothing
        }
        _sockets.Add((family, socket));
        socket.SetReceiveBuffer(receiveBufferBytes);
        foreach (int group in groups)
        {
            try
            {
                socket.Join(group);
            }
            catch (NetlinkException e) when (e.Errno == Errno.EINVAL)
            {
                // A group that came with a later kernel (netlink_setsockopt): so did what it tells of.
            }
            catch (NetlinkException e) when (e.Errno == Errno.EPERM && family != NetlinkFamily.Route)
            {
                // Filters and keys are for who may change the network; without that, what anybody may see is listed.
            }
        }
        _wait.Add(socket);
    }

    public void Dispose()
    {
        foreach ((_, INetlinkSocket socket) in _sockets)
        {
            socket.Dispose();
        }
        _wait.Dispose();
    }
}
