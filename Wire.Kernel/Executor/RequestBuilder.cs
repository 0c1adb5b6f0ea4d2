using Wire.Domain;

namespace Wire.Kernel;

/// <summary>Collects the requests of a plan: their bytes one after the other, and which operation each belongs to.</summary>
internal sealed class RequestBuilder(LinkIndexes indexes, Func<string?, int> netnsDescriptor, uint firstSequence)
{
    private readonly NetlinkMessageWriter _writer = new(1 << 14);
    private readonly List<Request> _requests = [];
    private readonly List<int> _operationOfSequence = [];
    private int _operation;
    private string? _netns;
    private int _start;

    public LinkIndexes Indexes { get; } = indexes;

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

    /// <summary>For IFLA_NET_NS_FD: stays open as long as the prepared plan.</summary>
    public int NetnsDescriptor(string? netns) => netnsDescriptor(netns);

    public NetlinkMessageWriter Begin<T>(ushort type, ushort flags, T fixedPart)
        where T : unmanaged
    {
        uint sequence = firstSequence + (uint)_operationOfSequence.Count;
        _operationOfSequence.Add(_operation);
        _start = _writer.Begin(type, (ushort)(LinuxNetlink.NLM_F_REQUEST | flags), sequence, fixedPart);
        return _writer;
    }

    public void End()
    {
        _writer.End();
        uint sequence = firstSequence + (uint)_operationOfSequence.Count - 1;
        _requests.Add(Request.Message(_operation, _netns, _start, _writer.Length - _start, sequence));
    }

    public void AddTap(TapRequest tap) => _requests.Add(Request.OfTap(_operation, _netns, tap));

    /// <summary>Takes back what an operation has written so far: it cannot be asked at all, and this is why.</summary>
    public void Refuse(int requestsBefore, int bytesBefore, KernelRefusal refusal)
    {
        _requests.RemoveRange(requestsBefore, _requests.Count - requestsBefore);
        _writer.Rewind(bytesBefore);
        _requests.Add(Request.OfRefusal(_operation, refusal));
    }
}
