using System.Text;
using Wire.Journal.Disk;
using Wire.Journal.Tests.Disk;

namespace Wire.Journal.Tests.Torture;

/// <summary>
/// A seeded life of a journal: appends, groups, closings, kills, losses of power, failing syncs, full disks. After each start the journal
/// must open, hold everything acknowledged, and nothing but a prefix of what was appended.
/// </summary>
internal sealed class Torture(int seed, Func<IDisk, IDisk>? mutation = null)
{
    private const string Directory = "/journal";

    private readonly Random _random = new(seed);
    private readonly SimulatedDisk _disk = new(seed);
    private readonly List<Appended> _appended = [];
    private int _acknowledged; // batches

    private sealed record Appended(Guid Id, long FirstPosition, string[] Payloads);

    /// <summary>How many bytes of torn tails were cut in this life.</summary>
    public long CutBytes { get; private set; }

    public int Segments => _disk.Paths.Count();

    public void Run()
    {
        for (var life = 0; life < 4; life++)
        {
            _disk.CrashAtOperation = _random.Next(3) == 0 ? int.MaxValue : _disk.Operations + _random.Next(1, 60);
            _disk.FailSync = _random.Next(6) == 0 ? _disk.Syncs + _random.Next(1, 20) : int.MaxValue;
            try
            {
                using var journal = Open();
                Check(journal);
                Live(journal);
            }
            catch (Exception error) when (error is SimulatedCrashException or JournalPoisonedException or DiskException { Errno: 5 })
            {
                // the machine or the disk failed: the next life tells what is left
            }

            if (_random.Next(3) == 0)
            {
                _disk.StartAfterKill();
            }
            else
            {
                _disk.StartAfterPowerLoss();
            }
        }

        _disk.Capacity = long.MaxValue;
        using (var last = Open())
        {
            Check(last);
        }

        var report = JournalVerifier.Verify(Directory, _disk);
        Require(report.IsWhole, $"the verifier found {string.Join("; ", report.Damage)}");
    }

    private EventJournal Open() => EventJournal.Open(Directory, new JournalOptions
    {
        Disk = mutation?.Invoke(_disk) ?? _disk,
        SegmentBytes = 16 * 1024,
        ReservedBytes = 8 * 1024,
        ZeroAheadBytes = 4 * 1024,
        BatchIdsKept = 20,
        Boot = Guid.Empty,
        WritesInBackground = false,
    });

    private void Live(EventJournal journal)
    {
        for (var step = _random.Next(1, 30); step > 0; step--)
        {
            switch (_random.Next(10))
            {
                case < 6:
                    Append(journal, wait: true);
                    break;
                case < 9:
                    Append(journal, wait: false);
                    break;
                default:
                    AppendAgain(journal);
                    break;
            }
        }
    }

    private void Append(EventJournal journal, bool wait)
    {
        var batch = new Appended(NewId(), journal.LastPosition + 1, [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Text())]);
        _appended.Add(batch);
        var result = wait ? Finished(journal.AppendAsync(ToBatch(batch))) : journal.Enqueue(ToBatch(batch));
        Require(result == new AppendResult(batch.FirstPosition, batch.FirstPosition + batch.Payloads.Length - 1, false), $"appended as {result}");
        if (wait)
        {
            _acknowledged = _appended.Count;
        }
    }

    private void AppendAgain(EventJournal journal)
    {
        if (_appended.Count == 0)
        {
            return;
        }

        var batch = _appended[_random.Next(Math.Max(0, _appended.Count - 20), _appended.Count)];
        var index = _appended.IndexOf(batch);
        var result = Finished(journal.AppendAsync(ToBatch(batch)));
        Require(result == new AppendResult(batch.FirstPosition, batch.FirstPosition + batch.Payloads.Length - 1, true), $"appended again as {result}");
        _acknowledged = Math.Max(_acknowledged, index + 1);
    }

    private void Check(EventJournal journal)
    {
        CutBytes += journal.Recovery.CutBytes;
        var batches = journal.OpenReader().Read().GroupBy(e => e.Batch).Select(group => group.ToList()).ToList();
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

    private static NewBatch ToBatch(Appended batch) => new()
    {
        Id = batch.Id,
        Actor = "torture",
        Source = "test",
        Events = [.. batch.Payloads.Select(payload => new NewEvent("test", "test.happened", 1, Encoding.UTF8.GetBytes(payload)))],
    };

    /// <summary>Often a few bytes, sometimes several sectors, sometimes with whole sectors of zeros inside.</summary>
    private string Text() => _random.Next(4) switch
    {
        0 => new string((char)_random.Next('a', 'z'), _random.Next(2000)),
        1 => new string('\0', _random.Next(2000)) + _random.Next(),
        _ => $"{_random.Next()}",
    };

    private Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static AppendResult Finished(ValueTask<AppendResult> append)
    {
        Require(append.IsCompleted, "an append did not finish on its caller's thread");
        return append.GetAwaiter().GetResult();
    }

    private static void Require(bool fact, string otherwise)
    {
        if (!fact)
        {
            throw new TortureException(otherwise);
        }
    }
}

/// <summary>The journal broke a promise.</summary>
internal sealed class TortureException(string message) : Exception(message);
