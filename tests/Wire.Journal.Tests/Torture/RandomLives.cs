using Wire.Journal.Disk;
using Wire.Journal.Tests.Disk;

namespace Wire.Journal.Tests.Torture;

/// <summary>
/// The seeded lives of a journal: appends, groups, closings, kills, losses of power (also while it opens), failing syncs, full disks. After
/// each start the journal must open, hold everything acknowledged, and nothing but a prefix of what was appended.
/// </summary>
internal sealed class RandomLives
{
    private const string Directory = "/journal";

    private readonly Random _random;
    private readonly SimulatedDisk _disk;
    private readonly Ledger _ledger;
    private long _cutBytes;

    private RandomLives(int seed) => (_random, _disk, _ledger) = (new Random(seed), new SimulatedDisk(seed), new Ledger(seed));

    /// <summary>Lives them, and returns how many bytes of torn tails were cut in them.</summary>
    public static long Run(int seed)
    {
        try
        {
            var lives = new RandomLives(seed);
            lives.Run();
            return lives._cutBytes;
        }
        catch (Exception error)
        {
            throw new TortureException($"random lives, seed {seed}: {error.Message}", error);
        }
    }

    private void Run()
    {
        for (var life = 0; life < 4; life++)
        {
            _disk.CrashAtOperation = _random.Next(3) == 0 ? int.MaxValue : _disk.Operations + _random.Next(1, 60);
            _disk.FailSync = _random.Next(6) == 0 ? _disk.Syncs + _random.Next(1, 20) : int.MaxValue;
            _disk.Capacity = _random.Next(8) == 0 ? _disk.Used + _random.Next(40_000) : long.MaxValue;
            try
            {
                using var journal = Open();
                Live(journal);
            }
            catch (Exception error) when (error is SimulatedCrashException or JournalPoisonedException or JournalFullException or DiskException { Errno: 5 })
            {
                // the machine or the disk failed: the next life tells what is left
            }

            if (_random.Next(3) == 0)
            {
                _disk.StartAfterKill();
            }
            else
            {
                _disk.StartAfterPowerLoss((PowerLoss)_random.Next(4));
            }
        }

        _disk.Capacity = long.MaxValue;
        Open().Dispose();
        var report = JournalVerifier.Verify(Directory, _disk);
        Ledger.Require(report.IsWhole, $"the verifier found {string.Join("; ", report.Damage)}");
    }

    private EventJournal Open()
    {
        if (_disk.CrashAtOperation == int.MaxValue)
        {
            Ledger.VerifyBeforeOpening(Directory, _disk);
        }

        var journal = TortureOptions.Open(Directory, _disk);
        _cutBytes += journal.Recovery.CutBytes;
        _ledger.Check(journal);
        return journal;
    }

    private void Live(EventJournal journal)
    {
        for (var step = _random.Next(1, 30); step > 0; step--)
        {
            try
            {
                Step(journal);
            }
            catch (JournalFullException)
            {
                _ledger.Refused();
                _disk.Capacity = _random.Next(2) == 0 ? long.MaxValue : _disk.Capacity;
            }
        }
    }

    private void Step(EventJournal journal)
    {
        switch (_random.Next(10))
        {
            case < 6:
                _ledger.Append(journal);
                break;
            case < 9:
                _ledger.Enqueue(journal);
                break;
            default:
                _ledger.AppendAgain(journal);
                break;
        }
    }
}
