using Wire.Journal;
using Wire.Journal.Central;

namespace Wire.Audit.Tests.Contract;

/// <summary>Events as a journal may have them.</summary>
internal static class Recorded
{
    public static readonly Guid Journal = Guid.Parse("0193a1b2-0000-7000-8000-000000000001");

    private static readonly DateTimeOffset Began = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero).AddTicks(1234567);

    /// <summary>An event that differs from all others.</summary>
    /// <param name="stream">Its stream in the journal.</param>
    /// <param name="revision">Its number there.</param>
    /// <param name="payload">Its bytes; some when left out.</param>
    /// <param name="change">The change it belongs to.</param>
    /// <param name="cause">What led to it.</param>
    /// <param name="actor">Who.</param>
    public static RecordedEvent Event(string stream, long revision, byte[]? payload = null, Guid? change = null, long? cause = null, string actor = "Zoë (uid 1000)") => new()
    {
        Position = 100 + revision,
        Stream = stream,
        Revision = revision,
        Batch = Guid.CreateVersion7(),
        IndexInBatch = 3,
        BatchCount = 7,
        Time = Began.AddTicks(revision),
        Boot = Guid.Parse("7c5a6f0e-1111-4222-8333-444455556666"),
        MonotonicNs = long.MaxValue - revision,
        Actor = actor,
        Source = "cli",
        Change = change,
        Cause = cause,
        Name = "bridge.declared",
        Version = 2,
        Payload = payload ?? [(byte)revision],
    };

    public static RecordedEvent[] Events(string stream, int count, long fromRevision = 0) =>
        [.. Enumerable.Range(0, count).Select(i => Event(stream, fromRevision + i))];

    public static CentralAppend Append(string node, long nextRevision, params RecordedEvent[] events) =>
        new(new(node, events[0].Stream), Journal, nextRevision, events);
}
