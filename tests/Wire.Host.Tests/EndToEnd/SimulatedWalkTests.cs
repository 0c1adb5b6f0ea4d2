using System.Text.RegularExpressions;
using Wire.Host.Api;
using Wire.Host.Node;
using Wire.Host.Reactor;
using Wire.Host.Tests.Reactor;
using Wire.Testing.Simulation;

namespace Wire.Host.Tests.EndToEnd;

/// <summary>
/// Random changes, undos, redos, foreign hands on everything, and deaths of the process in the middle; after each, the kernel shows
/// what was declared and nothing else of Wire's, Wire believes what the kernel shows, and what is somebody else's is still there.
/// </summary>
public sealed partial class SimulatedWalkTests
{
    private const int Seeds = 40;
    private const int Steps = 40;

    [Fact]
    public void WhateverHappensTheKernelEndsUpAsDeclared() => Parallel.For(0, Seeds, seed => Run(seed));

    private static void Run(int seed)
    {
        Walk walk = new(seed, OtherLinks.Simulated);
        using ReactorHarness node = new ReactorHarness { EventsFirst = seed % 2 == 0 }.Start();
        HashSet<string> theirs = [];
        for (int i = 0; i < Steps; i++)
        {
            Surviving(node, walk, () => Step(node, walk));
            Surviving(node, walk, () => node.Pass(130_000));
            Check(node, walk, theirs);
        }
    }

    /// <summary>Whoever is killed is started again, as often as it takes.</summary>
    private static void Surviving(ReactorHarness node, Walk walk, Action act)
    {
        try
        {
            act();
        }
        catch (KilledException)
        {
            walk.Steps.Add("killed");
            node.Kill();
            Surviving(node, walk, () => node.Start());
        }
    }

    private static void Step(ReactorHarness node, Walk walk)
    {
        if (walk.Random.Next(5) == 0)
        {
            node.Kernel.Faults.AtRequest(walk.Random.Next(1, 15), new KillFault(walk.Random.Next(2) == 0));
        }
        switch (walk.Random.Next(8))
        {
            case < 3 when walk.Apply() is { } text:
                Answered(node, walk, new ChangeRequest.Apply(new(new(text, "walk.wire", AllowEmpty: true))));
                break;
            case 3 when walk.CanUndo:
                walk.Undo();
                Answered(node, walk, new ChangeRequest.Undo(null, null));
                break;
            case 4 when walk.CanRedo:
                walk.Redo();
                Answered(node, walk, new ChangeRequest.Redo(null));
                break;
            default:
                ForeignAct act = ForeignAct.Next(walk.Random);
                walk.Steps.Add($"ip {act.Ip}");
                Try(node, act);
                break;
        }
    }

    private static void Answered(ReactorHarness node, Walk walk, ChangeRequest request)
    {
        Answer answer = node.Ask(request);
        Assert.True(answer.Success is not null, walk.Story([$"refused: {answer}"]));
    }

    private static void Try(ReactorHarness node, ForeignAct act)
    {
        try
        {
            act.Do(node.Other);
        }
        catch (RefusedException)
        {
            // there was nothing to act on
        }
        node.Run();
    }

    /// <summary>
    /// Without what the kernel changes and tells nobody: the addresses that the far end of a pair listens to for what rides on it
    /// (dev_uc_add), and the MTU of an ipvlan when that of the link below it is another (ipvlan_adjust_mtu).
    /// </summary>
    private static IReadOnlyList<string> Announced(IReadOnlyList<string> lines) =>
    [
        .. lines.Where(l => !(l.StartsWith("fdb ", StringComparison.Ordinal) && l.Contains(" dev wp", StringComparison.Ordinal)))
            .Select(l => l.StartsWith("ipv", StringComparison.Ordinal) ? MtuWords().Replace(l, "") : l),
    ];

    [GeneratedRegex(", mtu [0-9]+")]
    private static partial Regex MtuWords();

    private static void Check(ReactorHarness node, Walk walk, HashSet<string> theirs)
    {
        node.Kernel.Faults.Clear();
        IReadOnlyList<string> shown = Announced(KernelPicture.Of(node.Kernel));
        IReadOnlyList<string> believed = Announced(KernelPicture.Of(node.State.Live.All));
        Assert.True(shown.SequenceEqual(believed), walk.Story([.. shown.Except(believed).Select(l => $"not known: {l}"), .. believed.Except(shown).Select(l => $"not there: {l}")]));
        IReadOnlyList<string> lines = CanonicalLines.Of(node.State.Live.All.Select(r => Views.Resource(r, "", null)));
        IReadOnlyList<string> differences = CanonicalLines.Differences(walk.Declared.Write().Expected, lines);
        Assert.True(differences.Count == 0, walk.Story([.. differences, .. node.Warnings]));
        theirs.RemoveWhere(l => walk.Steps[^1].StartsWith("ip link del f", StringComparison.Ordinal) || walk.Steps[^1] == "killed");
        HashSet<string> now = [.. lines.Where(l => l.StartsWith("link f", StringComparison.Ordinal)).Select(l => l.Split(' ')[1])];
        Assert.True(theirs.IsSubsetOf(now), walk.Story(theirs.Except(now).Select(l => $"a foreign link is gone: {l}")));
        theirs.UnionWith(now);
    }
}
