using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxNetNamespace;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>
/// Finds links in other namespaces. Within one namespace the kernel calls the others by number (nsid, RTM_GETNSID); which name
/// stands for a number is found by asking for the number of each named namespace.
/// </summary>
internal sealed class PeerNamespaces(INetlinkProvider provider, string? netns, LinkNames names) : IDisposable
{
    private const int AnswerTimeoutMs = 5_000;

    private readonly Dictionary<int, string?> _nameOfNsid = [];
    private readonly HashSet<int> _unknown = [];
    private readonly NetlinkMessageWriter _writer = new(64);
    private readonly byte[] _buffer = new byte[4096];
    private IReadOnlyList<string> _known = [];
    private INetlinkSocket? _socket;
    private uint _sequence;

    /// <summary>The reference of a link by its namespace's number here and its index there; null when either is not known.</summary>
    public string? Reference(int nsid, uint index)
    {
        if (!_nameOfNsid.ContainsKey(nsid) && !Refresh(nsid))
        {
            return null;
        }
        return names.Find(_nameOfNsid[nsid], index);
    }

    /// <summary>Asks again for all numbers; when nothing has a name that had none, an unknown number stays unknown without asking.</summary>
    private bool Refresh(int wanted)
    {
        IReadOnlyList<string> now = provider.NamedNamespaces();
        if (_unknown.Contains(wanted) && now.SequenceEqual(_known))
        {
            return false;
        }
        _known = now;
        _unknown.Clear();
        _nameOfNsid.Clear();
        // The home namespace first: its links have plain references, also when it has a name besides.
        foreach (string? name in now.Prepend(null).Where(n => n != netns))
        {
            if (NsidOf(name) is { } nsid)
            {
                _nameOfNsid.TryAdd(nsid, name);
            }
        }
        bool found = _nameOfNsid.ContainsKey(wanted);
        if (!found)
        {
            _unknown.Add(wanted);
        }
        return found;
    }

    private int? NsidOf(string? name)
    {
        try
        {
            using INetns target = provider.OpenNetns(name);
            _socket ??= provider.Open(NetlinkFamily.Route, netns);
            _writer.Clear();
            _writer.Begin(RTM_GETNSID, NLM_F_REQUEST, ++_sequence, default(RtGenMsg));
            _writer.WriteU32(NETNSA_FD, (uint)target.Descriptor);
            _writer.End();
            _socket.Send(_writer.Written);
            return ReadNsid(_socket.Receive(_buffer, AnswerTimeoutMs));
        }
        catch (NetlinkException)
        {
            // Removed since it was listed, or not ours to open: then its links have no reference either.
            return null;
        }
    }

    private int? ReadNsid(int length)
    {
        NetlinkMessageReader messages = new(_buffer.AsSpan(0, length));
        while (messages.Read(out NetlinkMessage message))
        {
            if (message.Type != RTM_NEWNSID || message.Header.Sequence != _sequence)
            {
                continue;
            }
            AttributeReader attributes = message.Attributes(sizeof(byte));
            while (attributes.Read())
            {
                if (attributes.Type == NETNSA_NSID)
                {
                    int nsid = (int)attributes.ReadU32();
                    return nsid < 0 ? null : nsid;
                }
            }
        }
        return null;
    }

    public void Dispose() => _socket?.Dispose();
}
