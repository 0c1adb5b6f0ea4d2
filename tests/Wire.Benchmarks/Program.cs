using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Wire.Benchmarks;

// What ops/bench kernel times inside a process. Each measurement is one line of numbers, for the script beside its competitors.
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
    case ["decode", .. var rest]:
        // In this process, and short: what a message allocates is the same each time.
        BenchmarkSwitcher.FromTypes([typeof(Decoding)]).Run(rest, DefaultConfig.Instance.AddJob(
            Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationTime(TimeInterval.FromMilliseconds(50))));
        return 0;
    default:
        Console.Error.WriteLine("usage: requests KIND COUNT NETNS | dump NETNS | listen COUNT NETNS | teardown NETNS | decode …");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
