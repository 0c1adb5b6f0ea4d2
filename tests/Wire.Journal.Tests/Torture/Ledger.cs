using System.Text;
using Wire.Journal.Disk;

namespace Wire.Journal.Tests.Torture;

/// <summary>What a test appended to a journal and what of it was acknowledged, and what therefore has to be there.</summary>
internal sealed class Ledger(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<Appended> _appended = [];
    private int _acknowledged; // batches

    private sealed record Appended(Guid Id, long FirstPosition, string[] Payloads)
    {
        public AppendResult Result(bool duplicate) => new(FirstPosition, FirstPosition + Payloads.Length - 1, duplicate);
    }

    /// <summary>Appends a batch of some events and waits for it.</summary>
    /// <param name="bytes">Of each event; fewer than none: as it comes.</param>
    public void Append(EventJournal journal, int bytes = -1)
    {
        var (batch, expected) = New(journal, bytes);
        Require(Finished(journal.AppendAsync(batch)) == expected, "appended elsewhere");
        _acknowledged = _appended.Count;
    }

    /// <summary>Appends a batch without waiting for it.</summary>
    public void Enqueue(EventJournal journal, int bytes = -1)
    {
        var (batch, expected) = New(journal, bytes);
        Require(journal.Enqueue(batch) == expected, "appended elsewhere");
    }

    /// <summary>Gives one of the last batches again: it is recognised, and acknowledged at the latest now.</summary>
    public void AppendAgain(EventJournal journal)
    {
        if (_appended.Count == 0)
        {
            return;
        }

        var index = _random.Next(Math.Max(0, _appended.Count - TortureOptions.BatchIdsKept), _appended.Count);
        var result = Finished(journal.AppendAsync(ToBatch(_appended[index])));
        Require(result == _appended[index].Result(duplicate: true), $"appended again as {result}");
        _acknowledged = Math.Max(_acknowledged, index + 1);
    }

    /// <summary>A refused batch was not recorded.</summary>
    public void Refused() => _appended.RemoveAt(_appended.Count - 1);

    /// <summary>Everything acknowledged is there, byte for byte and in order, and after it nothing but whole batches that were appended next.</summary>
    public void Check(EventJournal journal)
    {
        List<List<RecordedEvent>> batches;
        using (var reader = journal.OpenReader())
        {
            batches = [.. reader.Read().GroupBy(e => e.Batch).Select(group => group.ToList())];
        }

        Require(batches.Count >= _acknowledged, $"{_acknowledged} batches were acknowledged, and {batches.Count} are there");
        Require(batches.Count <= _appended.Count, $"{_appended.Count} batches were appended, and {batches.Count} are there");
        long revision = 0;
        for (var i = 0; i < batches.Count; i++)
        {
            var (expected, events) = (_appended[i], batches[i]);
            Require(events[0].Batch == expected.Id && events[0].Position == expected.FirstPosition, $"batch {i} is another");
            Require(events.Select(e => Encoding.UTF8.GetString(e.Payload.Span)).SequenceEqual(expected.Payloads), $"batch {i} has another content");
            Require(events.All(e => e.Revision == revision++), $"batch {i} has wrong revisions");
        }

        // What the opening found counts as acknowledged from here on: a reader may have seen it.
        _appended.RemoveRange(batches.Count, _appended.Count - batches.Count);
        _acknowledged = batches.Count;
        Require(journal.NextRevision("test") == revision, "the stream goes on at another revision");
    }

    /// <summary>What a loss of power leaves is no damage, also to somebody who only reads.</summary>
    public static void VerifyBeforeOpening(string directory, IDisk disk)
    {
        try
        {
            var damage = JournalVerifier.Verify(directory, disk, beingWrittenMsMax: 0, CancellationToken.None).Damage;
            Require(damage.Count == 0, $"before the opening the verifier found {string.Join("; ", damage)}");
        }
        catch (JournalNotFoundException)
        {
            // the power went before there was a first segment
        }
    }

    public static void Require(bool fact, string otherwise)
    {
        if (!fact)
        {
            throw new TortureException(otherwise);
        }
    }

    private (NewBatch Batch, AppendResult Expected) New(EventJournal journal, int bytes)
    {
        Span<byte> id = stackalloc byte[16];
        _random.NextBytes(id);
        var batch = new Appended(new Guid(id), journal.LastPosition + 1, [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Text(bytes))]);
        _appended.Add(batch);
        return (ToBatch(batch), batch.Result(duplicate: false));
    }

    private static NewBatch ToBatch(Appended batch) => new()
    {
        Id = batch.Id,
        Actor = "torture",
        Source = "test",
        Events = [.. batch.Payloads.Select(payload => new NewEvent("test", "test.happened", 1, Encoding.UTF8.GetBytes(payload)))],
    };

    /// <summary>Often a few bytes, sometimes several sectors, sometimes with whole sectors of zeros inside.</summary>
    private string Text(int bytes) => _random.Next(4) switch
    {
        0 => new string((char)_random.Next('a', 'z'), bytes < 0 ? _random.Next(2000) : bytes),
        1 => new string('\0', bytes < 0 ? _random.Next(2000) : bytes) + _random.Next(),
        _ => $"{_random.Next()}".PadRight(Math.Max(0, bytes)),
    };

    private static AppendResult Finished(ValueTask<AppendResult> append)
    {
        Require(append.IsCompleted, "an append did not finish on its caller's thread");
        return append.GetAwaiter().GetResult();
    }
}

/// <summary>The journal broke a promise.</summary>
internal sealed class TortureException(string message, Exception? inner = null) : Exception(message, inner);
