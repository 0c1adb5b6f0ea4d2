using Wire.Journal;
using Wire.Journal.Central;
using Wire.Journal.Proofs;

namespace Wire.Audit.Tests.Following;

/// <summary>A journal as a node writes it: batches of several streams, small and large. Gone with the test.</summary>
internal sealed class GrowingJournal : IAsyncDisposable
{
    private static readonly string[] Streams = ["intent", "kernel", "kernel", "kernel", "reactor"];

    private readonly Random _random = new(17);
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("wire-audit-");
    private EventJournal? _journal;

    public GrowingJournal() => Go(Path.Combine(_root.FullName, "journal"));

    public string DirectoryPath { get; private set; } = "";

    public EventJournal Journal => _journal!;

    public string File(string name) => Path.Combine(_root.FullName, name);

    public async Task GrowAsync(int batches, int payloadBytesMax = 300)
    {
        for (var i = 0; i < batches; i++)
        {
            await Journal.AppendAsync(new NewBatch
            {
                Actor = $"actor{i % 7}",
                Source = "test",
                Change = i % 3 == 0 ? Guid.CreateVersion7() : null,
                Cause = Journal.LastPosition is > 0 and var last && i % 2 == 0 ? last : null,
                Events = [.. Enumerable.Range(0, _random.Next(1, 6)).Select(_ => new NewEvent(Streams[_random.Next(Streams.Length)], "test.happened", 1, Bytes(payloadBytesMax)))],
            });
        }
    }

    /// <summary>Writes another journal from now on.</summary>
    public void Go(string directory)
    {
        _journal?.Dispose();
        DirectoryPath = directory;
        _journal = EventJournal.Open(directory);
    }

    public void Close() => Journal.Dispose();

    /// <summary>Holds a store against the journal: every event once, in every byte.</summary>
    public async Task AssertStoredAsync(ICentralStore store, bool inOrder = true)
    {
        using var reader = JournalReader.Open(DirectoryPath);
        var own = reader.Read().ToList();
        var stored = await store.ReadAllAsync().ToListAsync();
        Assert.Equal(own.Count, stored.Count);
        Assert.Equal(own.Select(EventLeaf.Encode), (inOrder ? stored : [.. stored.OrderBy(e => e.Event.Position)]).Select(e => EventLeaf.Encode(e.Event)));
        Assert.All(stored, e => Assert.Equal((reader.JournalId, e.Event.Stream), (e.Journal, e.Stream.Stream)));
        Assert.All(stored.GroupBy(e => e.Stream), s => Assert.Equal(Enumerable.Range(0, s.Count()).Select(i => (long)i), s.Select(e => e.Revision).Order()));
    }

    public ValueTask DisposeAsync()
    {
        _journal?.Dispose();
        _root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private byte[] Bytes(int max)
    {
        var bytes = new byte[_random.Next(max)];
        _random.NextBytes(bytes);
        return bytes;
    }
}
