using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// The operations of a plan as the bytes that will be sent. Positions are those of <see cref="Operations"/>. Reading it is safe
/// from any thread, also while it is executed.
/// </summary>
public sealed class Prepared : IDisposable
{
    private readonly uint _firstSequence;
    private readonly List<int> _operationOfSequence;
    private readonly Dictionary<uint, Dictionary<ResourceKey, int>> _groups;
    private readonly Dictionary<string, INetns> _namespaces;
    private readonly List<IDisposable> _keptOpen;

    internal Prepared(ImmutableArray<Operation> operations, IReadOnlyList<Step> steps, RequestBuilder builder, uint firstSequence, Dictionary<string, INetns> namespaces)
    {
        Operations = operations;
        Steps = steps;
        Requests = builder.Requests;
        _groups = steps.OfType<GroupDeletion>().ToDictionary(g => Requests[g.Deletion].Sequence, PositionsOf);
        Bytes = builder.Writer;
        _firstSequence = firstSequence;
        _operationOfSequence = builder.OperationOfSequence;
        _namespaces = namespaces;
        _keptOpen = builder.KeptOpen;
    }

    public ImmutableArray<Operation> Operations { get; }

    internal int SequenceCount => _operationOfSequence.Count;

    internal IReadOnlyList<Step> Steps { get; }

    internal List<Request> Requests { get; }

    internal NetlinkMessageWriter Bytes { get; }

    /// <summary>
    /// The position of the operation whose request has this sequence number; null for a number of something else. Links that
    /// are deleted together share a request: then it is the first of them.
    /// </summary>
    public int? OperationOf(uint sequence)
    {
        uint at = unchecked(sequence - _firstSequence);
        return at < (uint)_operationOfSequence.Count ? _operationOfSequence[(int)at] : null;
    }

    /// <summary>The position of the operation that this observation comes from: the one on the object itself among those that share the request.</summary>
    public int? OperationOf(uint sequence, Resource observed)
    {
        int? first = OperationOf(sequence);
        return first is not null && _groups.TryGetValue(sequence, out Dictionary<ResourceKey, int>? positions) && positions.TryGetValue(observed.Key, out int own)
            ? own
            : first;
    }

    /// <summary>Where the operations on the links are that one request deletes: each of them is told of by that request's number.</summary>
    private Dictionary<ResourceKey, int> PositionsOf(GroupDeletion group)
    {
        Dictionary<ResourceKey, int> positions = [];
        for (int i = group.FirstOperation; i < group.FirstOperation + group.OperationCount; i++)
        {
            positions.TryAdd(Operations[i].Key, i);
            if (Operations[i].Companion is { } other)
            {
                positions.TryAdd(other.Key, i);
            }
        }
        return positions;
    }

    /// <summary>Closes what requests refer to, and zeroes the requests.</summary>
    public void Dispose()
    {
        foreach (INetns netns in _namespaces.Values)
        {
            netns.Dispose();
        }
        _namespaces.Clear();
        // Requests may have had keys in them.
        Bytes.Wipe();
    }
}
