using System.Text;
using Wire.Journal.Disk;

namespace Wire.Journal.Tests;

/// <summary>Single events and the events from a position on are those that a walk from the beginning finds.</summary>
public sealed class EventLookupTests
{
    [Fact]
    public async Task EveryPositionIsFoundInAnyOrder()
    {
        using var directory = new TemporaryDirectory();
        await WriteAsync(directory.Path, seed: 3, batches: 4000);
        using var reader = JournalReader.Open(directory.Path);
        var all = reader.Read().ToList();
        Assert.True(Directory.GetFiles(directory.Path, "*.segment").Length > 2);

        using var lookup = reader.OpenLookup();
        Assert.Equal(all.Count, lookup.LastPosition);
        Assert.All(all, e => AssertSame(e, lookup.Find(e.Position)));
        var random = new Random(5);
        for (var i = 0; i < 3000; i++)
        {
            var e = all[random.Next(all.Count)];
            AssertSame(e, lookup.Find(e.Position));
        }

        Assert.Null(lookup.Find(0));
        Assert.Null(lookup.Find(all.Count + 1));
        for (var i = 0; i < 300; i++)
        {
            var from = random.Next(all.Count) + 1;
            Assert.Equal(all.Skip(from - 1).Take(20).Select(e => e.Id), reader.Read(from, from + 19).Select(e => e.Id));
        }
    }

    [Fact]
    public async Task AFrameInsideAPayloadIsNotTakenForAFrame()
    {
        using var directory = new TemporaryDirectory();
        using (var journal = EventJournal.Open(directory.Path))
        {
            for (var i = 0; i < 200; i++)
            {
                await journal.AppendAsync(Batches.Of($"{i}", 100), TestContext.Current.CancellationToken);
            }

            var frames = await File.ReadAllBytesAsync(Directory.GetFiles(directory.Path, "*.segment").Single(), TestContext.Current.CancellationToken);
            for (var shift = 0; shift < 64; shift++)
            {
                // At one of these shifts the copies lie at multiples of 64.
                NewEvent copy = new("test", "test.copied", 1, frames.AsMemory(4096 - shift, 60_000));
                await journal.AppendAsync(new() { Actor = "test", Source = "test", Events = [copy] }, TestContext.Current.CancellationToken);
            }
        }

        using var reader = JournalReader.Open(directory.Path);
        using var lookup = reader.OpenLookup();
        Assert.Equal(264, lookup.LastPosition);
        Assert.All(reader.Read().ToList(), e => AssertSame(e, lookup.Find(e.Position)));
    }

    [Fact]
    public async Task ADamagedEventIsSaidAndTheOthersAreFound()
    {
        using var directory = new TemporaryDirectory();
        using (var journal = EventJournal.Open(directory.Path))
        {
            for (var i = 0; i < 500; i++)
            {
                await journal.AppendAsync(Batches.Of($"{i}", 100), TestContext.Current.CancellationToken);
            }
        }

        var path = Directory.GetFiles(directory.Path, "*.segment").Single();
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("250".PadRight(20)))] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);

        // Not by a reader, which looks for the end of the journal first and meets the damage.
        using var lookup = new EventLookup(LinuxDisk.Instance, directory.Path, lastPosition: 500);
        Assert.Equal(251, Assert.Throws<JournalDamagedException>(() => lookup.Find(251)).Position);
        Assert.StartsWith("400 ", Encoding.UTF8.GetString(lookup.Find(401)!.Payload.Span), StringComparison.Ordinal);
        Assert.StartsWith("100 ", Encoding.UTF8.GetString(lookup.Find(101)!.Payload.Span), StringComparison.Ordinal);
    }

    /// <summary>Batches of one and of many events, small and large, so that no proportion holds; in several segments.</summary>
    private static async Task WriteAsync(string directory, int seed, int batches)
    {
        var random = new Random(seed);
        using var journal = EventJournal.Open(directory, new JournalOptions { SegmentBytes = 4 * 1024 * 1024 });
        for (var i = 0; i < batches; i++)
        {
            var events = random.Next(20) == 0 ? random.Next(300) + 1 : random.Next(3) + 1;
            var bytes = random.Next(200) == 0 ? 500_000 / events : random.Next(300);
            journal.Enqueue(new()
            {
                Actor = "test",
                Source = "test",
                Events = [.. Enumerable.Range(0, events).Select(n => new NewEvent("test", "test.happened", 1, Encoding.UTF8.GetBytes($"{i}.{n}".PadRight(bytes))))],
            });
        }

        await journal.WaitDurableAsync(journal.LastPosition, TestContext.Current.CancellationToken);
    }

    private static void AssertSame(RecordedEvent expected, RecordedEvent? found)
    {
        Assert.NotNull(found);
        Assert.Equal((expected.Position, expected.Id, expected.Time, expected.Name), (found.Position, found.Id, found.Time, found.Name));
        Assert.True(expected.Payload.Span.SequenceEqual(found.Payload.Span));
    }
}
