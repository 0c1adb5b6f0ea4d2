using System.Diagnostics;
using System.Globalization;

namespace Wire.Journal.Tests.Torture;

public sealed class TortureTests
{
    private const int Seeds = 2000;

    /// <summary><c>ops/test torture</c>: for how long seeds are drawn that nobody has seen.</summary>
    private static readonly string? _minutes = Environment.GetEnvironmentVariable("WIRE_TORTURE_MINUTES");

    /// <summary>The one seed that is played again.</summary>
    private static readonly string? _seed = Environment.GetEnvironmentVariable("WIRE_SEED");

    public static TheoryData<string> Scripts => [.. Scenarios.All.Select(scenario => scenario.Name)];

    public static TheoryData<string> Mistakes => [.. Bugs.All.Keys];

    [Fact]
    public void NothingAcknowledgedIsLostWhateverTheDiskDoesWithWhatWasNotSynced()
    {
        if (_seed is not null)
        {
            Torture(int.Parse(_seed, CultureInfo.InvariantCulture));
        }
        else if (_minutes is not null)
        {
            DrawSeeds(TimeSpan.FromMinutes(double.Parse(_minutes, CultureInfo.InvariantCulture)));
        }
        else
        {
            var cut = Enumerable.Range(1, Seeds).Sum(RandomLives.Run);
            Assert.True(cut > 50_000, $"only {cut} bytes of torn tails in all lives: the torture tests nothing");
        }
    }

    private static void DrawSeeds(TimeSpan time)
    {
        var from = Environment.GetEnvironmentVariable("WIRE_SEED_FROM") is { } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : (int)(DateTimeOffset.UtcNow.ToUnixTimeSeconds() % 1_000_000) * 1000;
        var (watch, count) = (Stopwatch.StartNew(), 0);
        Parallel.For(from, int.MaxValue, (seed, loop) =>
        {
            if (watch.Elapsed >= time)
            {
                loop.Stop();
                return;
            }

            Torture(seed);
            Interlocked.Increment(ref count);
        });
        TestContext.Current.SendDiagnosticMessage($"{count} seeds from {from}, none of which found anything");
    }

    /// <summary>Random lives, and a death in one operation of one script, both by the seed.</summary>
    private static void Torture(int seed)
    {
        RandomLives.Run(seed);
        var random = new Random(seed);
        var points = Points[random.Next(Points.Count)];
        points.Scenario.Visit(random.Next(points.Count) + 1, seed);
    }

    private static IReadOnlyList<(CrashPoints Scenario, int Count)> Points =>
        field ??= [.. Scenarios.All.Select(scenario => new CrashPoints(scenario)).Select(points => (points, points.Count()))];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void MachineThatDiesInAnyOperationLosesNothingAcknowledged(string script)
    {
        var points = new CrashPoints(Scenarios.All.Single(scenario => scenario.Name == script));
        var count = points.Count();
        Assert.InRange(count, 10, 1000);
        for (var point = 1; point <= count; point++)
        {
            points.Visit(point, seed: point);
        }
    }

    [Fact]
    public void ScriptsHaveEveryCallThatChangesSomethingOnADisk()
    {
        var calls = Points.SelectMany(points => points.Scenario.Calls).ToHashSet();
        Assert.Equal(["fallocate", "fdatasync", "fsync", "ftruncate", "open", "pwrite", "rename", "unlink"], calls.Order(StringComparer.Ordinal));
    }

    /// <summary>The torture itself is tested: each of these has to be found by it.</summary>
    [Theory]
    [MemberData(nameof(Mistakes))]
    public void TortureFindsADeliberateBug(string bug) => Assert.True(Finds(bug), "the bug was not found");

    private static bool Finds(string bug)
    {
        try
        {
            foreach (var scenario in Scenarios.All)
            {
                var points = new CrashPoints(scenario, Bugs.All[bug]);
                for (int point = 1, count = points.Count(); point <= count; point++)
                {
                    points.Visit(point, seed: point);
                }
            }

            return false;
        }
        catch (Exception error) when (error is TortureException or JournalDamagedException)
        {
            TestContext.Current.SendDiagnosticMessage($"{bug}: {error.Message}");
            return true;
        }
    }
}
