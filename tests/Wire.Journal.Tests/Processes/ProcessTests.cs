using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Wire.Journal.Tests.Processes;

public sealed class ProcessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SecondWriterIsRefusedWithThePidOfTheFirst()
    {
        using var directory = new TemporaryDirectory();
        using (var child = ChildProcess.Start(ChildJobs.Hold, directory.Path))
        {
            Assert.Equal("open", await child.Output.ReadLineAsync(Cancel));
            var error = Assert.Throws<JournalLockedException>(() => EventJournal.Open(directory.Path));
            Assert.Equal(child.Id, error.Pid);
            Assert.Contains($"process {child.Id}", error.Message, StringComparison.Ordinal);
        }

        // The lock ended with the process; the file it left means nothing.
        using var journal = EventJournal.Open(directory.Path);
        Assert.Equal(Environment.ProcessId, Assert.Throws<JournalLockedException>(() => EventJournal.Open(directory.Path)).Pid);
    }

    /// <summary>Up to 200 kills of four writers, as many as there is time for: most under load, some while the journal opens.</summary>
    [Fact]
    public async Task KillNineUnderLoadLosesNothingAcknowledged()
    {
        var kills = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => KillAgainAndAgain(most: 50)));
        var (killed, acknowledged) = (kills.Sum(lane => lane.Kills), kills.Sum(lane => lane.Acknowledged));
        Assert.InRange(acknowledged, 100, int.MaxValue);
        TestContext.Current.SendDiagnosticMessage($"{killed} kills, {acknowledged} acknowledged");
    }

    private static async Task<(int Kills, int Acknowledged)> KillAgainAndAgain(int most)
    {
        using var directory = new TemporaryDirectory();
        var acknowledged = new Dictionary<long, Guid>();
        var watch = Stopwatch.StartNew();
        var opensAfterMs = 0;
        var round = 0;
        for (; round < 5 || (round < most && watch.Elapsed < RealDiskJobs.Time); round++)
        {
            using var child = ChildProcess.Start(ChildJobs.Load, directory.Path);
            if (round % 4 == 3)
            {
                await Task.Delay(Random.Shared.Next(opensAfterMs / 2, opensAfterMs + 10), Cancel);
                child.Kill();
            }
            else
            {
                var started = watch.Elapsed;
                Assert.StartsWith("open", await child.Output.ReadLineAsync(Cancel), StringComparison.Ordinal);
                opensAfterMs = (int)(watch.Elapsed - started).TotalMilliseconds;
                _ = Task.Delay(Random.Shared.Next(200), Cancel).ContinueWith(_ => child.Kill(), TaskScheduler.Default);
            }

            while (await child.Output.ReadLineAsync(Cancel) is { } line)
            {
                // A line without its end was cut by the kill.
                if (line.Split(' ') is [var position, var id] && Guid.TryParseExact(id, "D", out var batch))
                {
                    acknowledged.Add(long.Parse(position, CultureInfo.InvariantCulture), batch);
                }
            }
        }

        var count = acknowledged.Count;
        IsAllThere(directory.Path, acknowledged);
        return (round, count);
    }

    private static void IsAllThere(string directory, Dictionary<long, Guid> acknowledged)
    {
        using var journal = EventJournal.Open(directory);
        using var reader = journal.OpenReader();
        var next = 1L;
        foreach (var e in reader.Read())
        {
            Assert.Equal(next++, e.Position);
            if (acknowledged.Remove(e.Position, out var batch))
            {
                Assert.Equal((batch, $"{batch}"), (e.Batch, Encoding.UTF8.GetString(e.Payload.Span).TrimEnd()));
            }
        }

        Assert.Empty(acknowledged);
        Assert.True(JournalVerifier.Verify(directory, cancellationToken: Cancel).IsWhole);
    }

    [Fact]
    public async Task ReaderInAnotherProcessFollowsAcrossSegments()
    {
        using var directory = new TemporaryDirectory();
        using var journal = EventJournal.Open(directory.Path, new JournalOptions { SegmentBytes = 64 * 1024 });
        await journal.AppendAsync(Batches.Of("there before"), Cancel);
        using var child = ChildProcess.Start(ChildJobs.Echo, directory.Path);
        Assert.Equal("open", await child.Output.ReadLineAsync(Cancel));
        Assert.StartsWith("1 ", await child.Output.ReadLineAsync(Cancel), StringComparison.Ordinal);

        var delays = new List<double>();
        for (var i = 2; i <= 60; i++)
        {
            var id = Guid.CreateVersion7();
            await journal.AppendAsync(Batches.Of("now", 5000) with { Id = id }, Cancel);
            var from = Stopwatch.GetTimestamp();
            Assert.Equal($"{i} {id}", await child.Output.ReadLineAsync(Cancel));
            delays.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        delays.Sort();
        Assert.True(delays[delays.Count / 2] < 20, $"the median event came after {delays[delays.Count / 2]} ms");
    }

    [Fact]
    public async Task ReaderMeetsAWriterInTheMiddleOfItsWorkAndNeverCallsItDamage()
    {
        using var directory = new TemporaryDirectory();
        using var child = ChildProcess.Start(ChildJobs.Load, directory.Path);
        Assert.StartsWith("open", await child.Output.ReadLineAsync(Cancel), StringComparison.Ordinal);
        var drain = Task.Run(async () =>
        {
            while (await child.Output.ReadLineAsync(Cancel) is not null)
            {
            }
        }, Cancel);

        var time = Stopwatch.StartNew();
        long last = 0;
        for (var reads = 0; time.Elapsed.TotalSeconds < 2; reads++)
        {
            using var reader = JournalReader.Open(directory.Path);
            var next = Math.Max(1, last - 100);
            foreach (var e in reader.Read(next))
            {
                Assert.Equal(next++, e.Position);
            }

            Assert.True(next > last, $"position {last} was there and is not");
            last = next - 1;
            Assert.InRange(reader.LastPosition, last, long.MaxValue);
            if (reads % 20 == 0)
            {
                Assert.Empty(JournalVerifier.Verify(directory.Path, cancellationToken: Cancel).Damage);
                Assert.InRange(JournalStatistics.Of(directory.Path).LastPosition, last, long.MaxValue);
            }
        }

        child.Kill();
        await drain;
        Assert.InRange(last, 100, long.MaxValue);
    }
}
