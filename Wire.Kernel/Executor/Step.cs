namespace Wire.Kernel;

/// <summary>A part of a prepared plan, executed as one.</summary>
internal abstract record Step;

/// <summary>Requests <paramref name="First"/> to <paramref name="First"/> + <paramref name="Count"/> - 1, in order.</summary>
internal sealed record Requests(int First, int Count) : Step
{
    public int End => First + Count;
}

/// <summary>
/// Several links deleted by one request: each is put into a group of its own (IFLA_GROUP), then the group is deleted. One by one
/// each deletion would wait for an RCU grace period, 16 ms and more; together they wait once.
/// </summary>
/// <param name="FirstOperation">The operations are consecutive.</param>
/// <param name="OperationCount">Two or more.</param>
/// <param name="Marks">One request per link, in the order of the operations.</param>
/// <param name="Deletion">The request that deletes the group.</param>
/// <param name="Unmarks">One request per link that puts it back into the group it was in.</param>
/// <param name="Singles">One deletion per link, for when the kernel refuses the group.</param>
internal sealed record GroupDeletion(int FirstOperation, int OperationCount, Requests Marks, int Deletion, Requests Unmarks, Requests Singles) : Step;

/// <summary>Operations that the kernel carries out all together or not at all: one datagram between two frames (linux/netfilter/nfnetlink.h).</summary>
/// <param name="FirstOperation">The operations are consecutive.</param>
/// <param name="OperationCount">One or more.</param>
/// <param name="Messages">NFNL_MSG_BATCH_BEGIN, the requests of the operations, NFNL_MSG_BATCH_END.</param>
internal sealed record AtomicBatch(int FirstOperation, int OperationCount, Requests Messages) : Step;
