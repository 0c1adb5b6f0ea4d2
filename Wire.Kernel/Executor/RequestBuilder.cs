using System.Buffers.Binary;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>Collects the requests of a plan: their bytes one after the other, and which operation each belongs to.</summary>
internal sealed class RequestBuilder(LinkIndexes indexes, Func<string?, int> netnsDescriptor, GenericFamilies generic, IKeyStore keys, uint firstSequence, int operations = 1)
{
    /// <summary>What most messages about a route, an address or an FDB entry take: growing would copy all that is written.</summary>
    private const int BytesPerOperation = 80;

    private readonly NetlinkMessageWriter _writer = new(Math.Max(1 << 12, operations * BytesPerOperation));
    private readonly List<Request> _requests = new(operations);
    private readonly List<int> _operationOfSequence = new(operations);
    private int _operation;
    private string? _netns;
    private int _start;
    private NetlinkFamily _family;

    public LinkIndexes Indexes { get; } = indexes;

    /// <summary>Where an operation that names a key gets it.</summary>
    public IKeyStore Keys { get; } = keys;

    /// <summary>The namespace that requests go to; null for the home namespace.</summary>
    public string? Netns => _netns;

    /// <summary>Where Wire's rules of nf_tables are.</summary>
    public NftRuleBook Rules { get; init; } = null!;

    public NetlinkMessageWriter Writer => _writer;

    public List<Request> Requests => _requests;

    /// <summary>The operation of the request with sequence number <c>firstSequence + i</c>.</summary>
    public List<int> OperationOfSequence => _operationOfSequence;

    /// <summary>What follows belongs to this operation and goes to this namespace.</summary>
    public void Start(int operation, string? netns)
    {
        _operation = operation;
        _netns = netns;
    }

    /// <summary>What follows goes to this namespace, still for the same operation.</summary>
    public void In(string? netns) => _netns = netns;

    /// <summary>For IFLA_NET_NS_FD: stays open as long as the prepared plan.</summary>
    public int NetnsDescriptor(string? netns) => netnsDescriptor(netns);

    /// <summary>The descriptor of a pinned BPF program: stays open as long as the prepared plan.</summary>
    /// <exception cref="NetlinkException">There is none at the path.</exception>
    public int PinnedProgram(string path)
    {
        BpfProgram program = BpfProgram.OfPath(path);
        KeptOpen.Add(program);
        return program.Descriptor;
    }

    /// <summary>What requests refer to by descriptor.</summary>
    public List<IDisposable> KeptOpen { get; } = [];

    /// <summary>Begins a message to rtnetlink.</summary>
    public NetlinkMessageWriter Begin<T>(ushort type, ushort flags, T fixedPart)
        where T : unmanaged => Begin(NetlinkFamily.Route, type, flags, fixedPart);

    /// <param name="family">The sockets it goes to.</param>
    /// <param name="type">nlmsg_type.</param>
    /// <param name="flags">nlmsg_flags besides NLM_F_REQUEST.</param>
    /// <param name="fixedPart">What the family's messages begin with.</param>
    public NetlinkMessageWriter Begin<T>(NetlinkFamily family, ushort type, ushort flags, T fixedPart)
        where T : unmanaged
    {
        uint sequence = firstSequence + (uint)_operationOfSequence.Count;
        _operationOfSequence.Add(_operation);
        _family = family;
        _start = _writer.Begin(type, (ushort)(LinuxNetlink.NLM_F_REQUEST | flags), sequence, fixedPart);
        return _writer;
    }

    /// <summary>Begins a message to a family of generic netlink.</summary>
    /// <param name="name">The family's name: "wireguard".</param>
    /// <param name="command">genlmsghdr's cmd.</param>
    /// <param name="version">genlmsghdr's version.</param>
    /// <param name="flags">nlmsg_flags besides NLM_F_REQUEST.</param>
    /// <exception cref="GenericFamilyMissingException">The kernel has none of that name: the operation is refused.</exception>
    public NetlinkMessageWriter BeginGeneric(string name, byte command, byte version, ushort flags = 0) =>
        Begin(NetlinkFamily.Generic, generic.Of(_netns, name).Id, flags, new GenlMsgHdr { cmd = command, version = version });

    public void End()
    {
        _writer.End();
        uint sequence = firstSequence + (uint)_operationOfSequence.Count - 1;
        _requests.Add(Request.Message(_operation, _netns, _family, _start, _writer.Length - _start, sequence));
    }

    /// <summary>The begin or the end of operations that are done together: nf_tables is the one subsystem that knows such batches.</summary>
    public void AddBatchFrame(ushort type)
    {
        Begin(NetlinkFamily.Netfilter, type, 0, new NfGenMsg
        {
            nfgen_family = LinuxRtnetlink.AF_UNSPEC,
            version = LinuxNfnetlink.NFNETLINK_V0,
            res_id = BinaryPrimitives.ReverseEndianness(LinuxNfnetlink.NFNL_SUBSYS_NFTABLES),
        });
        End();
    }

    /// <summary>What is no netlink message, between those before and those after it.</summary>
    public void Add(KernelCall call) => _requests.Add(Request.OfCall(_operation, _netns, call));

    /// <summary>Takes back what an operation has written so far: it cannot be asked at all, and this is why.</summary>
    public void Refuse(int requestsBefore, int bytesBefore, KernelRefusal refusal)
    {
        _requests.RemoveRange(requestsBefore, _requests.Count - requestsBefore);
        _writer.Rewind(bytesBefore);
        _requests.Add(Request.OfRefusal(_operation, refusal));
    }
}
