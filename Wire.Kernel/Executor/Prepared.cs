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
    private readonly Dictionary<string, INetns> _namespaces;
    private readonly List<IDisposable> _keptOpen;

    internal Prepared(ImmutableArray<Operation> operations, IReadOnlyList<Step> steps, RequestBuilder builder, uint firstSequence, Dictionary<string, INetns> namespaces)
    {
        Operations = operations;
        Steps = steps;
        Requests = builder.Requests;
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
    public int? OperationOf(uint sequence, ResourceKey key)
    {
        int? first = OperationOf(sequence);
        GroupDeletion? group = first is null ? null : Steps.OfType<GroupDeletion>().FirstOrDefault(g => Requests[g.Deletion].Sequence == sequence);
        if (group is null)
        {
            return first;
        }
        for (int i = 0; i < group.OperationCount; i++)
        {
            Operation operation = Operations[group.FirstOperation + i];
            if (operation.Key == key || operation.Companion?.Key == key)
            {
                return group.FirstOperation + i;
            }
        }
        return first;
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
        foreach (IDisposable open in _keptOpen)
        {
            open.Dispose();
        }
        _keptOpen.Clear();
    }
}
