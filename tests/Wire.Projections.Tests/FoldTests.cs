using CsCheck;
using Wire.Domain;
using static Wire.Projections.Tests.Story;

namespace Wire.Projections.Tests;

public sealed class FoldTests
{
    private static readonly Bridge Br0 = new() { Name = "br0" };

    /// <summary>What may happen to a small network, in any order.</summary>
    private static readonly (string Name, Action<Story> Tell)[] Happenings =
    [
        ("apply", s => s.Decides((state, context) => Decider.Apply(state, new() { Declared = [new(Br0 with { Mtu = 1000 + (uint)state.Newest })] }, context))),
        ("seen", s => s.Sees(Br0, new Tap { Name = "tap0", Master = "br0" })),
        ("lost", s => s.Sees(new Tap { Name = "tap0", Master = "" }).Loses(Br0)),
        ("done", s => s.Does(null, Create(Br0))),
        ("deleted", s => s.Does(null, Delete(Br0))),
        ("begun", s => s.Reacts(Plan(s.Position, null, Create(Br0), Delete(Br0)))),
        ("gap", s => s.Batch("wire", "daemon", new KernelGap("ENOBUFS"))),
        ("resync", s => s.Resyncs()),
        ("foreign", s => s.Kernel(new ResourceObserved(new Route { Prefix = IpPrefix.Parse("10.0.0.0/8"), Metric = (uint)s.Position % 3 }, new(4711, 1, Program: "ip")))),
    ];

    [Fact]
    public void FoldingAllAtOnceEqualsFoldingInTwoParts() => Gen.Select(Gen.Int[0, Happenings.Length - 1].Array[1, 30], Gen.UInt).Sample((chosen, cut) =>
    {
        Story story = new();
        foreach (int i in chosen)
        {
            Happenings[i].Tell(story);
        }
        int at = (int)(cut % (uint)(story.Events.Count + 1));
        Folds once = new(), parts = new(), again = new();

        Replay(story.Events, once.All);
        Replay(story.Events.Take(at), parts.All);
        _ = parts.Describe();
        Replay(story.Events.Skip(at), parts.All);
        Replay(story.Events, again.All);

        Assert.Equal(once.Describe(), parts.Describe());
        Assert.Equal(once.Describe(), again.Describe());
    }, seed: "0N0XIzNsQ0O2", iter: 300);

    private sealed class Folds
    {
        private readonly NodeState _node = new();
        private readonly ChangeHistory _history = new(HistoryScope.Everything);
        private readonly BlameProjection _blame = new("br0");

        public IProjection[] All => [_node, _history, _blame];

        public string Describe() => string.Join('\n',
            string.Join(", ", _node.Desired.Desired.OrderBy(d => d.Key).Select(d => d.Value.Resource)),
            string.Join(", ", _node.Live.All.OrderBy(r => r.Key)),
            $"{_node.Live.IsComplete} {_node.Live.Gaps} {_node.Live.Resyncs} {_node.Position}",
            string.Join(", ", _node.Ownership.OwnedLinks.Order()),
            string.Join(", ", _node.Ownership.LostPorts.Select(l => $"{l.Key}: {string.Join(' ', l.Value)}")),
            string.Join(", ", _node.Ownership.OpenPlans.Select(p => p.Position)),
            string.Join('\n', _history.Entries().Select(e => $"{e.Position} {e.LastPosition} {e.Verb} {e.Outcome} {string.Join(' ', e.Objects)}")),
            string.Join('\n', _blame.Result.SelectMany(o => o.Lines)));
    }
}
