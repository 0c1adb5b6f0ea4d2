using System.Globalization;

namespace Wire.Audit.Following;

/// <summary>A store that is away: said once, tried again and again, and said when it is back.</summary>
internal sealed class Outage(ForwarderTimes times, Action<string> tell)
{
    private DateTimeOffset? _since;
    private int _waitMs;

    /// <summary>Waits before the next try.</summary>
    public async Task WaitAsync(string reason, CancellationToken cancellationToken)
    {
        if (_since is null)
        {
            tell($"the store is away: {reason}. Trying again until it is back; the journal keeps what it misses");
            (_since, _waitMs) = (DateTimeOffset.UtcNow, times.RetryMsFirst);
        }

        await Task.Delay(_waitMs, cancellationToken).ConfigureAwait(false);
        _waitMs = Math.Min(2 * _waitMs, times.RetryMsMax);
    }

    /// <summary>The store answers.</summary>
    public void Over()
    {
        if (_since is { } since)
        {
            tell(string.Create(CultureInfo.InvariantCulture, $"the store is back after {(DateTimeOffset.UtcNow - since).TotalSeconds:F0} s"));
            _since = null;
        }
    }
}
