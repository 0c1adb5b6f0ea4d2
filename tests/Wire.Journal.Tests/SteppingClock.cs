namespace Wire.Journal.Tests;

/// <summary>A clock that a test sets; its monotonic side moves a millisecond a look.</summary>
internal sealed class SteppingClock(DateTimeOffset start) : TimeProvider
{
    private long _ms;

    public DateTimeOffset Now { get; set; } = start;

    public override long TimestampFrequency => 1000;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => ++_ms;
}
