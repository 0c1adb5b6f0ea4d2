using System.Buffers;
using Wire.Domain;
using Wire.Journal;

namespace Wire.Projections.Tests;

public sealed class TimeTravelTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 14, 0, 0, TimeSpan.FromHours(2));
    private static readonly Bridge Br0 = new() { Name = "br0" };
    private static readonly Dummy D0 = new() { Name = "d0" };

    [Theory]
    [InlineData("5m ago", "2026-03-01T11:55:00Z")]
    [InlineData("30s ago", "2026-03-01T11:59:30Z")]
    [InlineData("2h ago", "2026-03-01T10:00:00Z")]
    [InlineData("1d ago", "2026-02-28T12:00:00Z")]
    [InlineData("2w ago", "2026-02-15T12:00:00Z")]
    [InlineData("2026-03-01T10:30:00Z", "2026-03-01T10:30:00Z")]
    [InlineData("2026-03-01T10:30:00.25+01:00", "2026-03-01T09:30:00.25Z")]
    [InlineData("2026-03-01 10:30", "2026-03-01T08:30:00Z")]
    [InlineData("2026-03-01", "2026-02-28T22:00:00Z")]
    public void TimesAreRead(string text, string time) =>
        Assert.Equal(new Point.AtTime(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture)), Point.Parse(text, Now));

    [Fact]
    public void ChangesPositionsAndNowAreRead()
    {
        Assert.Equal(new Point.Now(), Point.Parse("now", Now));
        Assert.Equal(new Point.AfterChange(12), Point.Parse("#12", Now));
        Assert.Equal(new Point.AtPosition(1234), Point.Parse("@1234", Now));
        Assert.Equal(new Point.AtPosition(1234), Point.Parse("1234", Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("#")]
    [InlineData("#-1")]
    [InlineData("#99999999999")]
    [InlineData("@x")]
    [InlineData("99999999999999999999")]
    [InlineData("5 ago")]
    [InlineData("5y ago")]
    [InlineData("m ago")]
    [InlineData(" ago")]
    [InlineData("-5m ago")]
    [InlineData("2000000000w ago")]
    [InlineData("2026-13-01")]
    [InlineData("01.03.2026")]
    public void AnythingElseIsRefusedWithWhatWouldBeRight(string text) =>
        Assert.Contains("5m ago", Assert.Throws<PointException>(() => Point.Parse(text, Now)).Message, StringComparison.Ordinal);

    [Fact]
    public void PointsAreFoundInTheJournal()
    {
        ChangeHistory history = new();
        Story story = new Story(history).Applies(Br0).Does(1, Story.Create(Br0)).Applies(Br0, D0);

        long Find(Point point) => TimeTravel.PositionOf(point, history, time => time < Story.Noon ? null : 2, story.Position);

        Assert.Equal(story.Position, Find(new Point.Now()));
        Assert.Equal(5, Find(new Point.AfterChange(1)));
        Assert.Equal(7, Find(new Point.AfterChange(2)));
        Assert.Equal(3, Find(new Point.AtPosition(3)));
        Assert.Equal(2, Find(new Point.AtTime(Story.Noon)));
        Assert.Equal(0, Find(new Point.AtTime(Story.Noon.AddDays(-1))));
        Assert.Throws<PointException>(() => Find(new Point.AtPosition(8)));
        Assert.Throws<PointException>(() => Find(new Point.AfterChange(3)));
    }

    [Fact]
    public void StoredEventsGiveTheNodeAsItWasAtAPosition()
    {
        NodeState now = new();
        Story story = new Story(now).Applies(Br0).Does(1, Story.Create(Br0)).Sees(Br0).Applies(Br0, D0).Loses(Br0);
        List<RecordedEvent> stored = [.. story.Events.Select(Store)];

        KnownState then = KnownState.Of(stored.Take(6));
        Assert.Equal([Br0.Key], then.Desired.Keys);
        Assert.Equal([Br0], then.Live.All);
        Assert.Equal(["br0"], then.Ownership.OwnedLinks);
        Assert.Equal(6, then.Position);

        KnownState again = KnownState.Of(stored);
        Assert.Equal(now.Desired.State.Desired, again.Desired);
        Assert.Empty(again.Live.All);
        Assert.Equal(0, KnownState.Of([]).Position);
    }

    [Fact]
    public void EventsThatNoProjectionReadsAreNotDecoded()
    {
        RecordedEvent unreadable = Store((new(1, Story.Noon, Guid.Empty, "kernel", "netlink"), new ResourceObserved(Br0, ObservationCause.Kernel)), "from.the.future");

        Assert.Equal(1, new[] { unreadable }.Fold(new DesiredTopology()));
        Assert.Throws<UnreadableEventException>(() => new[] { unreadable }.Fold(new LiveTopology()));
    }

    [Fact]
    public void EventOfANewerWireIsRefusedWithItsPositionAndThePersonIsToldWhichWireWroteIt()
    {
        RecordedEvent[] stored =
        [
            Store((new(1, Story.Noon, Guid.Empty, "wire", "daemon"), new NodeStarted("0.9.1", 7, null, "daemon"))),
            Store((new(2, Story.Noon, Guid.Empty, "wire", "daemon"), new NodeStarted("2.4.0", 8, null, "daemon"))),
            Store((new(3, Story.Noon, Guid.Empty, "kernel", "netlink"), new ResourceObserved(Br0, ObservationCause.Kernel)), "from.the.future"),
        ];

        var error = Assert.Throws<UnreadableEventException>(() => stored.Fold(new LiveTopology()));
        Assert.Equal("event from.the.future/1 cannot be read: this version of Wire knows no event of that name (position 3, written by Wire 2.4.0)", error.Message);
        Assert.Contains("a Wire that did not say which", Assert.Throws<UnreadableEventException>(() => stored[2..].Fold(new LiveTopology())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EventOfAStreamThatNobodyHasYetIsNotPassedOver()
    {
        RecordedEvent known = Store((new(1, Story.Noon, Guid.Empty, "kernel", "netlink"), new ResourceObserved(Br0, ObservationCause.Kernel)));
        RecordedEvent future = Store((new(2, Story.Noon, Guid.Empty, "wire", "cluster"), new KernelGap("x")), null, "cluster");

        Assert.Equal(1, new[] { known }.Fold(new DesiredTopology()));
        var error = Assert.Throws<UnreadableEventException>(() => new[] { known, future }.Fold(new DesiredTopology()));
        Assert.Contains("knows no stream cluster (position 2", error.Reason, StringComparison.Ordinal);
    }

    private static RecordedEvent Store((Envelope Envelope, DomainEvent Item) happened) => Store(happened, null);

    private static RecordedEvent Store((Envelope Envelope, DomainEvent Item) happened, string? name, string? stream = null)
    {
        ArrayBufferWriter<byte> payload = new();
        StoredEventName stored = EventCodec.Encode(happened.Item, payload);
        return new()
        {
            Position = happened.Envelope.Position,
            Stream = stream ?? stored.Stream,
            Revision = 0,
            Batch = happened.Envelope.Batch,
            IndexInBatch = 0,
            BatchCount = 1,
            Time = happened.Envelope.Time,
            Boot = Guid.Empty,
            MonotonicNs = 0,
            Actor = happened.Envelope.Actor,
            Source = happened.Envelope.Source,
            Name = name ?? stored.Name,
            Version = stored.Version,
            Payload = payload.WrittenMemory,
        };
    }
}
