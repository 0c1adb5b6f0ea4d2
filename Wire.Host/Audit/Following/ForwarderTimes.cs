namespace Wire.Audit.Following;

/// <summary>When a forwarder looks again. The defaults are for a service; tests do not wait.</summary>
internal sealed record ForwarderTimes
{
    /// <summary>How often it looks for new events. What came in between goes out together.</summary>
    public int PollMs { get; init; } = 100;

    /// <summary>With nothing new for so long it looks whether the store still has what was sent.</summary>
    public int CheckMs { get; init; } = 30_000;

    /// <summary>The first wait for a store that is away; twice as long each time.</summary>
    public int RetryMsFirst { get; init; } = 250;

    /// <summary>The longest wait for it: nobody should have to wait longer after a repair.</summary>
    public int RetryMsMax { get; init; } = 15_000;
}
