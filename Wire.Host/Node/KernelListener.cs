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
    /// <summary>How soon the thread notices a request for a dump or the end, milliseconds.</summary>
    private const int LookUpMs = 20;

    private readonly string? _netns;
    private readonly KernelMonitor _monitor;
    private readonly Func<Observation, ObservationCause> _causeOf;
    private readonly Action<Input> _post;
    private readonly Action<Exception> _failed;
    private readonly Thread _thread;
    private volatile bool _dump;
    private volatile bool _stop;

    /// <param name="netns">The namespace it listens to; null for the node's own.</param>
    /// <param name="monitor">Opened there.</param>
    /// <param name="causeOf">Who caused an observation.</param>
    /// <param name="post">Puts an input into the inbox, waiting for room.</param>
    /// <param name="failed">Told once when listening ends by an error.</param>
    public KernelListener(string? netns, KernelMonitor monitor, Func<Observation, ObservationCause> causeOf, Action<Input> post, Action<Exception> failed)
    {
        _netns = netns;
        _monitor = monitor;
        _causeOf = causeOf;
        _post = post;
        _failed = failed;
        _thread = new Thread(Listen) { Name = "wire-listen", IsBackground = true };
    }

    public void Start() => _thread.Start();

    public void RequestDump() => _dump = true;

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

    /// <summary>Takes in what the kernel tells. Returns why events are missing from it, null when none is: a dump then tells the rest.</summary>
    private string? Hear(List<Observation> observations)
    {
        try
        {
            _monitor.Receive(observations, LookUpMs, out bool overrun);
            return overrun ? "the kernel's buffer for events was full (ENOBUFS)" : null;
        }
        catch (NetlinkFormatException e)
        {
            return $"the kernel sent what is no event: {e.Message}";
        }
    }

    public void Dispose()
    {
        _stop = true;
        if (_thread.IsAlive)
        {
            _thread.Join();
        }
        _monitor.Dispose();
    }
}
