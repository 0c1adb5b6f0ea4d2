using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Wire.Benchmarks;

// What ops/bench kernel and journal time inside a process. Each measurement is one line of numbers, for the script beside its competitors.
switch (args)
{
    case ["requests", var kind, var count, var netns]:
        Requests.Measure(kind, Number(count), netns);
        return 0;
    case ["dump", var netns]:
        Listings.Measure(netns);
        return 0;
    case ["listen", var count, var netns]:
        Listening.Measure(Number(count), netns);
        return 0;
    case ["teardown", var netns]:
        Teardown.Measure(netns);
        return 0;
    case ["append", var callers, var batch, var events, var directory]:
        Appends.Measure(Number(callers), Number(batch), Number(events), directory);
        return 0;
    case ["append-sqlite", var batch, var events, var directory]:
        Databases.MeasureSqlite(Number(batch), Number(events), directory);
        return 0;
    case ["append-postgres", var batch, var events, var connection]:
        Databases.MeasurePostgres(Number(batch), Number(events), connection);
        return 0;
    case ["history", var events, var objects, var directory]:
        Histories.Write(Number(events), Number(objects), directory);
        return 0;
    case ["read", var directory]:
        Histories.Measure(directory);
        return 0;
    case ["decode", .. var rest]:
        // In this process, and short: what a message allocates is the same each time.
        BenchmarkSwitcher.FromTypes([typeof(Decoding)]).Run(rest, DefaultConfig.Instance.AddJob(
            Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationTime(TimeInterval.FromMilliseconds(50))));
        return 0;
    default:
        Console.Error.WriteLine("usage: requests KIND COUNT NETNS | dump NETNS | listen COUNT NETNS | teardown NETNS | append CALLERS BATCH EVENTS DIR | append-sqlite BATCH EVENTS DIR | append-postgres BATCH EVENTS CONNECTION | history EVENTS OBJECTS DIR | read DIR | decode …");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
