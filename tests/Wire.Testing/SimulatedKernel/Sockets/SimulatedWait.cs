using System.Diagnostics;
using Wire.Kernel;

namespace Wire.Testing.Simulation;

/// <summary>Waits on several sockets of a simulated kernel.</summary>
internal sealed class SimulatedWait(SimulatedKernel kernel) : INetlinkWait
{
    private readonly List<SimulatedSocket> _sockets = [];
    private bool _woken;
    private int? _names;

    public void Add(INetlinkSocket socket) => _sockets.Add((SimulatedSocket)socket);

    public void AddNames() => _names = kernel.NamesVersion;

    public bool TakeNamesChanged()
    {
        bool changed = HaveNamesChanged;
        _names = _names is null ? null : kernel.NamesVersion;
        return changed;
    }

    private bool HaveNamesChanged => _names is not null && _names != kernel.NamesVersion;

    public bool HadData(int socket)
    {
        lock (kernel.Gate)
        {
            return _sockets[socket].HasData;
        }
    }

    public bool Wait(int timeoutMs)
    {
        long started = Stopwatch.GetTimestamp();
        lock (kernel.Gate)
        {
            while (!_sockets.Exists(s => s.HasData) && !_woken && !HaveNamesChanged)
            {
                int left = timeoutMs < 0 ? Timeout.Infinite : timeoutMs - (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (timeoutMs >= 0 && left <= 0)
                {
                    return false;
                }
                Monitor.Wait(kernel.Gate, left);
            }
            _woken = false;
            return _sockets.Exists(s => s.HasData);
        }
    }

    public void Wake()
    {
        lock (kernel.Gate)
        {
            _woken = true;
            Monitor.PulseAll(kernel.Gate);
        }
    }

    public void Dispose()
    {
    }
}
