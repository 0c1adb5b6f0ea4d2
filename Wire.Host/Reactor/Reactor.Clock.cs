using Wire.Domain;

namespace Wire.Host.Reactor;

/// <summary>The wall clock may jump; deadlines keep to the monotonic one as long as the machine runs.</summary>
public sealed partial class Reactor
{
    private Moment? _lastLook;

    private void NoteClockStep(Moment now)
    {
        if (_lastLook is { } last)
        {
            double wall = (now.Wall - last.Wall).TotalMilliseconds;
            double monotonic = (now.MonotonicNs - last.MonotonicNs) / 1e6;
            long step = (long)(wall - monotonic);
            if (Math.Abs(step) >= _policy.ClockStepMs)
            {
                Append("kernel", "clock", null, [new ClockStepped(step)]);
            }
        }
        _lastLook = now;
    }
}
