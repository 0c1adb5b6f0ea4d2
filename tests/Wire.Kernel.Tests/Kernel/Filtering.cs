using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Wire.Domain;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>Wire's language, planner and executor in a test's namespace, and nft(8) as the second opinion.</summary>
internal sealed class Filtering : IDisposable
{
    private readonly KernelExecutor _executor;
    private readonly RealNetlink _kernel;

    public Filtering()
    {
        Netns = new();
        _kernel = new(Netns.Name);
        _executor = KernelExecutor.Open(_kernel);
    }

    public TestNetns Netns { get; }

    /// <summary>Names of namespaces that are looked at besides.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Makes a configuration real; what it leaves needs no other plan.</summary>
    public Plan Apply(string text)
    {
        ImmutableDictionary<ResourceKey, Declared> desired = Desired(text);
        Plan plan = Planner.Plan(Request(desired));
        Assert.Empty(plan.Conflicts);
        ExecutionResult result = Execute(plan);
        Assert.True(result.Refused is null, $"{result.Refused} {(result.Refused is { } refused ? plan.Operations[refused.Index].Subject.Title : "")}");
        Assert.Equal("Nothing to do.\n", PlanText.Render(Planner.Plan(Request(desired))));
        return plan;
    }

    public Plan PlanOf(string text) => Planner.Plan(Request(Desired(text)));

    public ExecutionResult Execute(Plan plan)
    {
        using Prepared prepared = _executor.Prepare(plan.Operations, plan.LinkIndexes);
        return _executor.Execute(prepared);
    }

    public IReadOnlyList<Resource> Look()
    {
        using KernelMonitor monitor = KernelMonitor.Open(_kernel);
        List<Resource> all = [.. monitor.Dump(out _)];
        foreach (string netns in Others)
        {
            using KernelMonitor other = KernelMonitor.Open(_kernel, netns);
            all.AddRange(other.Dump(out _));
        }
        return all;
    }

    public KernelMonitor OpenMonitor() => KernelMonitor.Open(_kernel);

    /// <summary>Runs nft(8) in the namespace, which has to succeed.</summary>
    public string Nft(string arguments, string? input = null) => Netns.Nft(arguments, input);

    /// <summary>The rules of a chain as nft(8) prints them.</summary>
    public string[] Rules(string chain) => [.. Nft($"-s list chain {chain}").Split('\n').Select(l => l.Trim()).Skip(2)
        .Where(l => l.Length > 0 && l != "}" && !l.StartsWith("type ", StringComparison.Ordinal))];

    public void Dispose()
    {
        _executor.Dispose();
        Netns.Dispose();
    }

    private static ImmutableDictionary<ResourceKey, Declared> Desired(string text)
    {
        ConfigReading reading = ConfigReader.Read(Encoding.UTF8.GetBytes(text), "filtering.wire", null);
        Assert.True(reading.IsValid, reading.RenderErrors());
        return reading.Desired.ToImmutableDictionary(d => d.Key);
    }

    private PlanRequest Request(ImmutableDictionary<ResourceKey, Declared> desired) => new()
    {
        Desired = desired,
        Live = new Topology(Look()),
        OwnedLinks = ImmutableHashSet<string>.Empty,
        OwnedObjects = ImmutableHashSet<ResourceKey>.Empty,
        Baselines = ImmutableDictionary<ResourceKey, Resource>.Empty,
    };
}

internal static class NftProgram
{
    /// <summary>Runs nft(8) in the namespace, which has to succeed.</summary>
    public static string Nft(this TestNetns netns, string arguments, string? input = null)
    {
        ProcessStartInfo start = new("ip", ["netns", "exec", netns.Name, "nft", .. arguments.Split(' ')])
            { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = input is not null };
        using Process nft = Process.Start(start)!;
        if (input is not null)
        {
            nft.StandardInput.Write(input);
            nft.StandardInput.Close();
        }
        Task<string> errors = nft.StandardError.ReadToEndAsync();
        string output = nft.StandardOutput.ReadToEnd();
        nft.WaitForExit();
        Assert.True(nft.ExitCode == 0, $"nft {arguments}: {errors.Result}\n{input}");
        return output;
    }
}
