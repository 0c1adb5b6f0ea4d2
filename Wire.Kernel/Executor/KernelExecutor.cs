using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>Carries plans out, exactly as they are: it looks nothing up and chooses nothing. One thread at a time.</summary>
public sealed class KernelExecutor : IDisposable
{
    private readonly INetlinkProvider _provider;
    private readonly Dictionary<(string Netns, NetlinkFamily Family), INetlinkSocket> _sockets = [];
    private uint _nextSequence = 1;

    private KernelExecutor(INetlinkProvider provider)
    {
        _provider = provider;
        PortId = Socket(NetlinkFamily.Route, null).PortId;
    }

    public static KernelExecutor Open(INetlinkProvider provider) => new(provider);

    /// <summary>nlmsg_pid of what this executor causes by rtnetlink in the home namespace.</summary>
    public uint PortId { get; }

    /// <summary>nlmsg_pid of what this executor causes in a namespace by one family; null when it has done nothing there yet.</summary>
    public uint? PortIdIn(string? netns, NetlinkFamily family)
    {
        lock (_sockets)
        {
            return _sockets.TryGetValue((netns ?? "", family), out INetlinkSocket? socket) ? socket.PortId : null;
        }
    }

    /// <summary>The requests of a plan. An operation that cannot be asked at all is refused when its turn comes.</summary>
    public Prepared Prepare(Plan plan) => Prepare(plan.Operations, plan.LinkIndexes);

    /// <param name="operations">In the order of execution; positions in results are positions here.</param>
    /// <param name="indexes">The interface index of each link that an operation names.</param>
    public Prepared Prepare(ImmutableArray<Operation> operations, IReadOnlyDictionary<string, uint> indexes)
    {
        Prepared prepared = Preparation.Of(_provider, operations, indexes, _nextSequence);
        _nextSequence += (uint)prepared.SequenceCount;
        return prepared;
    }

    /// <summary>
    /// Carries operations out in parts: a network namespace that one makes is there before what is in it is prepared, and a name that
    /// went or came is not taken for what it meant before. Otherwise it is one part.
    /// </summary>
    /// <param name="operations">In the order of execution; positions in results are positions here.</param>
    /// <param name="indexes">The interface index of each link that an operation names.</param>
    /// <param name="prepared">Called with each part before it is executed, and with the position of its first operation.</param>
    /// <param name="acknowledged">As of <see cref="Execute"/>.</param>
    /// <param name="read">Called, before a part is executed, with what its operations change and nobody could read before: its namespace was not there.</param>
    public ExecutionResult Carry(
        ImmutableArray<Operation> operations, IReadOnlyDictionary<string, uint> indexes, Action<Prepared, int>? prepared = null, Action<int, int>? acknowledged = null,
        Action<IReadOnlyList<Resource>>? read = null)
    {
        ImmutableArray<bool>.Builder done = ImmutableArray.CreateBuilder<bool>(operations.Length);
        while (done.Count < operations.Length)
        {
            int first = done.Count;
            using Prepared part = Prepare(operations[first..EndOfPart(operations, first)], indexes);
            prepared?.Invoke(part, first);
            if (first > 0 && read is not null && NamedObjects.UnreadIn(part.Operations) is { Count: > 0 } unread)
            {
                read(NamedObjects.Read(_provider, unread));
            }
            ExecutionResult result = Execute(part, (at, count) => acknowledged?.Invoke(first + at, count));
            done.AddRange(result.Acknowledged);
            foreach (string netns in part.Operations.Select(o => o.Subject.Holds).OfType<string>())
            {
                Forget(netns);
            }
            if (result.Refused is { } refused)
            {
                done.AddRange(Enumerable.Repeat(false, operations.Length - done.Count));
                return new(done.ToImmutable(), (first + refused.Index, refused.Refusal));
            }
        }
        return new(done.ToImmutable(), null);
    }

    /// <summary>Behind the next creations of namespaces.</summary>
    private static int EndOfPart(ImmutableArray<Operation> operations, int first)
    {
        int at = first;
        bool made = false;
        while (at < operations.Length && (!made || Makes(operations[at])))
        {
            made |= Makes(operations[at++]);
        }
        return at;
    }

    private static bool Makes(Operation operation) => operation is { Verb: OperationVerb.Create, Subject.Holds: not null };

    /// <summary>Sends the requests, in order, until the end or until the batch with the first refusal is over.</summary>
    /// <param name="prepared">Executed once.</param>
    /// <param name="acknowledged">
    /// Called after each batch with the first position and the number of operations that the kernel has now carried out whole.
    /// </param>
    public ExecutionResult Execute(Prepared prepared, Action<int, int>? acknowledged = null) =>
        new Execution(prepared, _provider, Socket, acknowledged).Run();

    private INetlinkSocket Socket(NetlinkFamily family, string? netns)
    {
        lock (_sockets)
        {
            (string, NetlinkFamily) key = (netns ?? "", family);
            if (!_sockets.TryGetValue(key, out INetlinkSocket? socket))
            {
                socket = _provider.Open(family, netns);
                socket.SetReceiveBuffer(Execution.AcknowledgementBytesMax);
                _sockets[key] = socket;
            }
            return socket;
        }
    }

    /// <summary>Closes what keeps a namespace alive. Not while anything is executed.</summary>
    public void Forget(string netns)
    {
        lock (_sockets)
        {
            foreach ((string Netns, NetlinkFamily Family) key in _sockets.Keys.Where(k => k.Netns == netns).ToList())
            {
                _sockets.Remove(key, out INetlinkSocket? socket);
                socket!.Dispose();
            }
        }
    }

    public void Dispose()
    {
        lock (_sockets)
        {
            foreach (INetlinkSocket socket in _sockets.Values)
            {
                socket.Dispose();
            }
            _sockets.Clear();
        }
    }
}

/// <summary>What became of a prepared plan.</summary>
/// <param name="Acknowledged">For each operation, whether the kernel has carried it out, all of it.</param>
/// <param name="Refused">The first operation that the kernel refused, by position, and why; null when it refused none.</param>
public sealed record ExecutionResult(ImmutableArray<bool> Acknowledged, (int Index, KernelRefusal Refusal)? Refused);
