using System.Collections.Immutable;
using Wire.Domain;
using Wire.Host.Reactor;
using Wire.Kernel;

namespace Wire.Host.Node;

/// <summary>
/// The thread that hears the kernel: everything the monitor decodes goes to the inbox in the order in which the kernel sent it,
/// dumps between two of them. It never drops anything; when the inbox is full it waits, and the kernel's buffer with it.
/// </summary>
internal sealed class KernelListener : IDisposable
{
    /// <summary>How soon it is noticed that the namespace was removed (ip netns del), milliseconds: until then its links live on.</summary>
    private const int IdentityMs = 500;

    private readonly string? _netns;
    private readonly Func<string, ulong?>? _identityOf;
    private readonly ulong? _identity;
    private long _identityAt = Environment.TickCount64;
    private readonly KernelMonitor _monitor;
    private readonly Func<Observation, ObservationCause> _causeOf;
    private readonly Action<Input> _post;
    private readonly Action<Exception> _failed;
    private readonly Thread _thread;
    private volatile bool _dump;
    private volatile bool _look;
    private volatile bool _stop;
    private long _lookAt;

    /// <param name="netns">The namespace it listens to; null for the node's own.</param>
    /// <param name="monitor">Opened there.</param>
    /// <param name="causeOf">Who caused an observation.</param>
    /// <param name="post">Puts an input into the inbox, waiting for room.</param>
    /// <param name="failed">Told once when listening ends by an error.</param>
    /// <param name="identityOf">Tells a named namespace from a later one of the same name.</param>
    public KernelListener(
        string? netns, KernelMonitor monitor, Func<Observation, ObservationCause> causeOf, Action<Input> post, Action<Exception> failed, Func<string, ulong?>? identityOf = null)
    {
        _identityOf = identityOf;
        _identity = netns is null ? null : identityOf?.Invoke(netns);
        _netns = netns;
        _monitor = monitor;
        _causeOf = causeOf;
        _post = post;
        _failed = failed;
        _thread = new Thread(Listen) { Name = "wire-listen", IsBackground = true };
    }

    public void Start() => _thread.Start();

    public void RequestDump()
    {
        _dump = true;
        _monitor.Wake();
    }

    /// <summary>A plan was carried out: what the kernel does not announce is looked at now.</summary>
    public void RequestLook()
    {
        _look = true;
        _monitor.Wake();
    }

    /// <summary>Objects to look at although nothing of them was seen yet.</summary>
    public void Watch(ImmutableHashSet<ResourceKey> keys)
    {
        _monitor.Watch(keys);
        RequestLook();
    }

    private void Listen()
    {
        try
        {
            List<Observation> observations = [];
            while (!_stop)
            {
                if (_dump)
                {
                    _dump = false;
                    IReadOnlyList<Resource> shown = _monitor.Dump(out int interruptions);
                    _post(new DumpInput(_netns, shown, interruptions));
                    _lookAt = Environment.TickCount64 + KernelMonitor.PollIntervalMs;
                }
                if (IsRemoved())
                {
                    _post(new WatchFailedInput(_netns!, $"there is no network namespace '{_netns}' any more", WasHeard: true));
                }
                observations.Clear();
                string? lost = Hear(observations);
                if (observations.Count > 0)
                {
                    _post(new ObservedInput([.. observations.Select(o => new SeenEvent(o.Vanished, o.Resource, _causeOf(o)))]));
                }
                if (lost is not null)
                {
                    _post(new OverrunInput(_netns, lost));
                }
            }
        }
        catch (Exception e)
        {
            _failed(e); // a node that does not hear must not act
        }
    }

    /// <summary>
    /// The name is gone, or means another namespace: what is heard here is of one that only this process keeps alive. Said again
    /// until the listener is closed.
    /// </summary>
    private bool IsRemoved()
    {
        if (_identity is null or 0 || Environment.TickCount64 - _identityAt < IdentityMs)
        {
            return false;
        }
        _identityAt = Environment.TickCount64;
        return IsOfAnother;
    }

    /// <summary>The name is gone, or means another namespace than it did when this began to listen. Any thread.</summary>
    public bool IsOfAnother => _identity is not (null or 0) && _identityOf!(_netns!) is { } now && now != _identity;

    /// <summary>Takes in what the kernel tells. Returns why events are missing from it, null when none is: a dump then tells the rest.</summary>
    private string? Hear(List<Observation> observations)
    {
        try
        {
            _monitor.Receive(observations, WaitMs(), out bool overrun);
            Look(observations);
            return overrun ? "the kernel's buffer for events was full (ENOBUFS)" : null;
        }
        catch (NetlinkFormatException e)
        {
            return $"the kernel sent what is no event: {e.Message}";
        }
    }

    /// <summary>-1, without end, where nothing has to be looked at from time to time: a request for a dump, or the end, wakes the thread.</summary>
    private int WaitMs()
    {
        if (_stop || _dump || _look)
        {
            return 0;
        }
        long now = Environment.TickCount64, until = long.MaxValue;
        if (_identity is not (null or 0))
        {
            until = _identityAt + IdentityMs;
        }
        if (_monitor.HasPolled)
        {
            until = Math.Min(until, _lookAt);
        }
        return until == long.MaxValue ? -1 : (int)Math.Max(0, until - now);
    }

    /// <summary>Looks at what the kernel does not announce, when it is time or a plan was carried out.</summary>
    private void Look(List<Observation> observations)
    {
        bool afterOwn = _look;
        long now = Environment.TickCount64;
        if (!afterOwn && (now < _lookAt || !_monitor.HasPolled))
        {
            return;
        }
        _look = false;
        _monitor.Poll(observations, afterOwn);
        _lookAt = now + KernelMonitor.PollIntervalMs;
    }

    public void Dispose()
    {
        _stop = true;
        _monitor.Wake();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }
        _monitor.Dispose();
    }
}
