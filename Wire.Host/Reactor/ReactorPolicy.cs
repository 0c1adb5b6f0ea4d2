namespace Wire.Host.Reactor;

/// <summary>Every time and bound that the reactor works by, each with its reason. All defaults stand here.</summary>
public sealed record ReactorPolicy
{
    /// <summary>
    /// Quiet after the last kernel event before drift is healed, milliseconds. One `ip link del` is a burst of events; this waits
    /// for the end of the burst and is far below what a person or a protocol notices.
    /// </summary>
    public int DebounceMs { get; init; } = 2;

    /// <summary>Drift is healed so many milliseconds after the first event even if the kernel never falls silent.</summary>
    public int DebounceMaxMs { get; init; } = 25;

    /// <summary>How long the kernel may take to show what it acknowledged, milliseconds; then a dump decides.</summary>
    public int VerifyTimeoutMs { get; init; } = 3000;

    /// <summary>So many plans are made for one change (the kernel's side effects may need a second); then it is rolled back.</summary>
    public int PlansPerChangeMax { get; init; } = 3;

    /// <summary>
    /// Declarations or operations of one change: all of them are one batch of the journal, which FORMAT.md bounds, and are held in
    /// memory at once. A larger change is made in parts.
    /// </summary>
    public int OperationsPerChangeMax { get; init; } = 100_000;

    /// <summary>An object healed more often than this within <see cref="FlapWindowMs"/> is left alone for a while.</summary>
    public int HealsPerWindowMax { get; init; } = 5;

    /// <summary>Milliseconds over which healings of one object are counted.</summary>
    public int FlapWindowMs { get; init; } = 10_000;

    /// <summary>First pause after too many healings, milliseconds; doubled each time up to <see cref="HoldDownMaxMs"/>.</summary>
    public int HoldDownMs { get; init; } = 1_000;

    /// <summary>The longest pause, milliseconds.</summary>
    public int HoldDownMaxMs { get; init; } = 60_000;

    /// <summary>A difference between wall and monotonic clock above this is a step worth an event, milliseconds.</summary>
    public int ClockStepMs { get; init; } = 1_000;
}
