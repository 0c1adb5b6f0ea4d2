using Wire.Domain;

namespace Wire.Kernel;

/// <summary>One run of a prepared plan.</summary>
internal sealed partial class Execution(Prepared prepared, INetlinkProvider provider, Func<NetlinkFamily, string?, INetlinkSocket> socketOf, Action<int, int>? acknowledged)
{
    /// <summary>Requests in one sendmsg: more gain nothing, and the kernel reports nothing before all of them are done.</summary>
    public const int BatchRequestsMax = 256;

    /// <summary>Bytes in one sendmsg, well under what a socket's default send buffer (212 992 bytes) takes at once.</summary>
    private const int BatchBytesMax = 96 * 1024;

    /// <summary>Room for the answers to a batch: refusals, and echoes of links that were made.</summary>
    public const int AcknowledgementBytesMax = 4 << 20;

    private readonly int[] _outstanding = new int[prepared.Operations.Length];
    private readonly bool[] _failed = new bool[prepared.Operations.Length];
    private readonly bool[] _done = new bool[prepared.Operations.Length];
    private (int Index, KernelRefusal Refusal)? _refused;
    private int _unreported;

    public ExecutionResult Run()
    {
        CountOutstanding();
        foreach (Step step in prepared.Steps)
        {
            switch (step)
            {
                case Requests requests:
                    RunRequests(requests);
                    break;
                case GroupDeletion deletion:
                    RunGroupDeletion(deletion);
                    break;
                case AtomicBatch batch:
                    RunAtomicBatch(batch);
                    break;
            }
            Report();
            if (_refused is not null)
            {
                break;
            }
        }
        return new([.. _done], _refused);
    }

    private void CountOutstanding()
    {
        foreach (Step step in prepared.Steps)
        {
            if (step is Requests requests)
            {
                for (int i = requests.First; i < requests.End; i++)
                {
                    _outstanding[prepared.Requests[i].Operation]++;
                }
            }
            else if (step is GroupDeletion deletion)
            {
                _outstanding.AsSpan(deletion.FirstOperation, deletion.OperationCount).Fill(1);
            }
            else if (step is AtomicBatch batch)
            {
                _outstanding.AsSpan(batch.FirstOperation, batch.OperationCount).Fill(1);
            }
        }
        // An operation that asks nothing of the kernel is done.
        for (int i = 0; i < _done.Length; i++)
        {
            _done[i] = _outstanding[i] == 0;
        }
    }

    private void RunRequests(Requests requests)
    {
        int at = requests.First;
        while (at < requests.End && _refused is null)
        {
            Request request = prepared.Requests[at];
            if (request.Refusal is { } refusal)
            {
                Fail(request.Operation, refusal);
                return;
            }
            if (request.Call is { } call)
            {
                if (CarryOut(request, call))
                {
                    Succeed(request.Operation);
                }
                at++;
                continue;
            }
            int end = EndOfBatch(at, requests.End);
            RunBatch(at, end);
            at = end;
            Report();
        }
    }

    /// <summary>False when it was refused.</summary>
    private bool CarryOut(Request request, KernelCall call)
    {
        try
        {
            provider.Call(request.Netns, call);
            return true;
        }
        catch (NetnsMissingException missing)
        {
            Fail(request.Operation, RefusalAdvice.NetnsMissing(missing.Name));
        }
        catch (NetlinkException e)
        {
            Operation operation = prepared.Operations[request.Operation];
            if (MeansDone(request, e.Errno))
            {
                return true;
            }
            Fail(request.Operation, RefusalAdvice.Refuse(operation, e.Errno, e.Message, null));
        }
        return false;
    }

    /// <summary>As many messages to one family in one namespace as go into one datagram.</summary>
    private int EndOfBatch(int first, int end)
    {
        Request head = prepared.Requests[first];
        int at = first + 1;
        while (at < end && at - first < BatchRequestsMax)
        {
            Request request = prepared.Requests[at];
            if (!request.IsMessage || request.Netns != head.Netns || request.Family != head.Family || request.Start + request.Length - head.Start > BatchBytesMax)
            {
                break;
            }
            at++;
        }
        return at;
    }

    private void RunBatch(int first, int end)
    {
        if (!Exchange(first, end))
        {
            return;
        }
        for (int i = first; i < end; i++)
        {
            Request request = prepared.Requests[i];
            if (_errors.TryGetValue(request.Sequence, out NetlinkError error) && !MeansDone(request, error.Errno))
            {
                Fail(request.Operation, Refusal(request, error));
            }
            else
            {
                Succeed(request.Operation);
            }
        }
    }

    private void RunGroupDeletion(GroupDeletion deletion)
    {
        RunSilently(deletion.Marks);
        bool marked = true;
        for (int i = deletion.Marks.First; i < deletion.Marks.End; i++)
        {
            // A link that is gone already needs no mark.
            marked &= !_errors.TryGetValue(prepared.Requests[i].Sequence, out NetlinkError error) || MeansDone(prepared.Requests[i], error.Errno);
        }
        if (_refused is not null)
        {
            return;
        }
        if (marked && Exchange(deletion.Deletion, deletion.Deletion + 1)
            && (_errors.Count == 0 || MeansDone(prepared.Requests[deletion.Deletion], _errors.Values.First().Errno)))
        {
            for (int i = 0; i < deletion.OperationCount; i++)
            {
                Succeed(deletion.FirstOperation + i);
            }
            return;
        }
        if (_refused is not null)
        {
            return;
        }
        // The kernel deletes all of a group or nothing of it. One by one it tells which link it is about.
        RunSilently(deletion.Unmarks);
        RunRequests(deletion.Singles);
    }

    /// <summary>Sends requests whose answers are looked at together, in <see cref="_errors"/>.</summary>
    private void RunSilently(Requests requests)
    {
        Dictionary<uint, NetlinkError> all = [];
        for (int at = requests.First; at < requests.End && _refused is null;)
        {
            int end = EndOfBatch(at, requests.End);
            if (Exchange(at, end))
            {
                foreach ((uint sequence, NetlinkError error) in _errors)
                {
                    all[sequence] = error;
                }
            }
            at = end;
        }
        _errors.Clear();
        foreach ((uint sequence, NetlinkError error) in all)
        {
            _errors[sequence] = error;
        }
    }

    private void Fail(int operation, KernelRefusal refusal)
    {
        _failed[operation] = true;
        _refused ??= (operation, refusal);
    }

    private void Succeed(int operation)
    {
        _outstanding[operation]--;
        _done[operation] = _outstanding[operation] == 0 && !_failed[operation];
    }

    /// <summary>Tells of what is done since the last time, in runs.</summary>
    private void Report()
    {
        // Operations are carried out in order, so what is new lies at the end; one that failed leaves a hole.
        int end = _unreported;
        int start = -1;
        for (int i = _unreported; i < _done.Length; i++)
        {
            if (_done[i])
            {
                start = start < 0 ? i : start;
                end = i + 1;
            }
            else
            {
                Tell(ref start, i);
                if (!_failed[i])
                {
                    break;
                }
                end = i + 1;
            }
        }
        Tell(ref start, end);
        _unreported = end;
    }

    private void Tell(ref int start, int end)
    {
        if (start >= 0)
        {
            acknowledged?.Invoke(start, end - start);
            start = -1;
        }
    }
}
