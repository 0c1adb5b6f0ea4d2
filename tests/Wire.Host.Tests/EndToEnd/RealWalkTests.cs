using System.Diagnostics;
using System.Globalization;
using Wire.Host.Api;
using Wire.Host.Node;
using Wire.Host.Reactor;
using Wire.Host.Tests.Node;
using Wire.Journal;

namespace Wire.Host.Tests.EndToEnd;

/// <summary>
/// The same walks on the running kernel, with <c>ip</c> as the other program and as the judge: what <c>ip -j</c> and <c>bridge -j</c>
/// read is what was declared, and what <c>wire show --json</c> says.
/// </summary>
[Trait("Category", "Kernel")]
public sealed class RealWalkTests
{
    private const int StepsPerSeed = 40;

    private static readonly TimeSpan _whole = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _settled = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Seeds from the clock, so every run looks somewhere else; WIRE_SEED replays one.</summary>
    [Fact]
    public async Task WhatIpReadsIsWhatWasDeclaredAndWhatWireShows()
    {
        string? told = Environment.GetEnvironmentVariable("WIRE_SEED");
        int seed = told is null ? Environment.TickCount & 0xffffff : int.Parse(told, CultureInfo.InvariantCulture);
        Stopwatch watch = Stopwatch.StartNew();
        do
        {
            await Run(seed++, told is null ? _whole - watch.Elapsed : TimeSpan.MaxValue);
        }
        while (told is null && watch.Elapsed < _whole);
    }

    private static async Task Run(int seed, TimeSpan time)
    {
        using RealNamespace netns = new();
        using TemporaryDirectory directory = new();
        NodeOptions options = new(directory.File("state"), netns.Name);
        // The other program undoes things faster than any person: nothing is held down here.
        NodeOpener opener = new(NodeOpener.Real, new JournalOptions(), new ReactorPolicy { HealsPerWindowMax = int.MaxValue });
        NodeEngine engine = await opener.OpenAsync(options, "daemon");
        await using LocalNode node = new(options, opener, engine);
        Walk walk = new(seed, OtherLinks.Everywhere);
        walk.Steps[0] = $"WIRE_SEED={seed}";
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            for (int i = 0; i < StepsPerSeed && watch.Elapsed < time; i++)
            {
                await Step(node, netns, walk);
                await Check(node, netns, walk);
            }
        }
        finally
        {
            await engine.DisposeAsync();
        }
    }

    private static async Task Step(LocalNode node, RealNamespace netns, Walk walk)
    {
        try
        {
            switch (walk.Random.Next(8))
            {
                case < 3 when walk.Apply() is { } text:
                    await node.ApplyAsync(new ApplyCommand(new PlanCommand(text, "walk.wire", AllowEmpty: true)), Cancel);
                    break;
                case 3 when walk.CanUndo:
                    walk.Undo();
                    await node.UndoAsync(new UndoCommand(), Cancel);
                    break;
                case 4 when walk.CanRedo:
                    walk.Redo();
                    await node.RedoAsync(new RedoCommand(), Cancel);
                    break;
                default:
                    for (int i = walk.Random.Next(1, 4); i > 0; i--)
                    {
                        ForeignAct act = ForeignAct.Next(walk.Random);
                        walk.Steps.Add($"ip {act.Ip} ({(netns.Ip(act.Ip) == 0 ? "done" : "refused")})");
                    }
                    break;
            }
        }
        catch (NodeException e)
        {
            Assert.Fail(walk.Story([e.Message, .. e.Reply.Details]));
        }
    }

    private static async Task Check(LocalNode node, RealNamespace netns, Walk walk)
    {
        IReadOnlyList<string> differences;
        Stopwatch watch = Stopwatch.StartNew();
        while ((differences = await Differences(node, netns, walk)).Count > 0 && watch.Elapsed < _settled)
        {
            await Task.Delay(10, Cancel);
        }
        Assert.True(differences.Count == 0, walk.Story(differences));
    }

    private static async Task<IReadOnlyList<string>> Differences(LocalNode node, RealNamespace netns, Walk walk)
    {
        IReadOnlyList<string> read = IpReading.Of(netns.Name);
        IReadOnlyList<string> believed = CanonicalLines.Of((await node.ShowAsync(new ShowQuery(), Cancel)).Resources);
        return
        [
            .. CanonicalLines.Differences(walk.Declared.Write().Expected, read),
            .. read.Except(believed).Select(l => $"wire does not know: {l}"),
            .. believed.Except(read).Select(l => $"wire believes: {l}"),
            .. (await node.StatusAsync(Cancel)).Drift.Select(d => $"drifted: {d}"),
        ];
    }
}
