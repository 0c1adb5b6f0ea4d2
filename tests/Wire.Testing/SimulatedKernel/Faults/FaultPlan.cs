namespace Wire.Testing.Simulation;

/// <summary>
/// What shall go wrong, and when. Requests that change something are counted from 1 over all sockets of the kernel, also those of
/// foreign actors; reading is never counted.
/// </summary>
public sealed class FaultPlan
{
    private readonly Dictionary<long, Fault> _atRequest = [];
    private readonly List<(Func<Message, bool> When, Fault Fault)> _onMatch = [];
    private int _dumpInterruptions;

    /// <summary>How many changing requests came in so far.</summary>
    public long Requests { get; private set; }

    /// <summary>The Nth changing request from now on (1: the next one).</summary>
    public void AtRequest(int nth, Fault fault) => _atRequest[Requests + nth] = fault;

    public void RefuseRequest(int nth, Errno errno, string? text = null) => AtRequest(nth, new RefusalFault(errno, text));

    public void KillBeforeRequest(int nth) => AtRequest(nth, new KillFault(Done: false));

    public void KillAfterRequest(int nth) => AtRequest(nth, new KillFault(Done: true));

    /// <summary>Every request that fits, until <see cref="Clear"/>.</summary>
    public void When(Func<Message, bool> fits, Fault fault) => _onMatch.Add((fits, fault));

    /// <summary>The next so many dumps carry NLM_F_DUMP_INTR.</summary>
    public void InterruptDumps(int count = 1) => _dumpInterruptions = count;

    public void Clear()
    {
        _atRequest.Clear();
        _onMatch.Clear();
        _dumpInterruptions = 0;
    }

    internal Fault? Next(Message message)
    {
        Requests++;
        return _atRequest.Remove(Requests, out Fault? fault) ? fault : _onMatch.FirstOrDefault(m => m.When(message)).Fault;
    }

    internal bool TakeDumpInterruption()
    {
        if (_dumpInterruptions == 0)
        {
            return false;
        }
        _dumpInterruptions--;
        return true;
    }
}
