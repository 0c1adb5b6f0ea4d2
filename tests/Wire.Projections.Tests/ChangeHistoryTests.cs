using System.Globalization;
using System.Text;
using VerifyXunit;
using Wire.Domain;
using static Wire.Projections.Tests.Story;

namespace Wire.Projections.Tests;

public sealed class ChangeHistoryTests
{
    private static readonly MacAddress Mac = MacAddress.Parse("02:00:00:00:00:01");
    private static readonly Bridge Br0 = new() { Name = "br0", Up = true, Mac = Mac };
    private static readonly Dummy D0 = new() { Name = "d0", Mac = Mac };
    private static readonly Route Foreign = new() { Prefix = IpPrefix.Parse("10.0.0.0/8"), Dev = "br0" };

    private readonly ChangeHistory _history = new();
    private readonly ChangeHistory _everything = new(HistoryScope.Everything);
    private readonly Story _story;

    public ChangeHistoryTests() => _story = new(_history, _everything);

    [Fact]
    public Task LogOfADay()
    {
        Tell();
        return Verifier.Verify(Render(_history.Entries()));
    }

    [Fact]
    public Task LogOfADayWithWhatOthersDid()
    {
        Tell();
        return Verifier.Verify(Render(_everything.Entries()));
    }

    [Fact]
    public void OutcomeFollowsThePlan()
    {
        _story.Applies(Br0);
        PlanMade made = Plan(1, 1, Create(Br0));
        _story.Reacts(made);
        Assert.Equal(new Outcome.UnderWay(), _history.Find(1)!.Outcome);

        _story.Reacts(new PlanSettled(made.Id, PlanOutcome.Done));
        Assert.Equal(new Outcome.Applied(), _history.Find(1)!.Outcome);
        Assert.Equal(_story.Position, _history.Find(1)!.LastPosition);
    }

    [Fact]
    public void RefusedChangeSaysWhatTheKernelSaid()
    {
        _story.Applies(Br0, D0);
        PlanMade made = Plan(1, 1, Create(Br0), Create(D0));
        _story.Reacts(made, new OperationRefused(made.Id, 1, new(95, "EOPNOTSUPP", "Unknown device type", null, null)), new RollbackStarted(made.Id))
            .Decides((state, context) => Decider.Rollback(state, 1, null, context))
            .Reacts(new PlanSettled(made.Id, PlanOutcome.RolledBack));

        Assert.Equal("rolled back (#2): dummy d0: EOPNOTSUPP: Unknown device type", $"{_history.Find(1)!.Outcome}");
    }

    [Fact]
    public void DeadlineIsWaitedForThenConfirmedOrExpired()
    {
        Func<IntentState, IntentContext, Decision> apply(Resource resource) =>
            (state, context) => Decider.Apply(state, new() { Declared = [new(resource)], ConfirmBy = Noon.AddHours(1) }, context);

        _story.Decides(apply(Br0));
        Assert.Equal("awaits confirmation until 2026-03-01T13:00:00Z", $"{_history.Find(1)!.Outcome}");
        _story.Decides((state, _) => Decider.Confirm(state, Noon));
        Assert.Equal("confirmed", $"{_history.Find(1)!.Outcome}");

        _story.Decides(apply(D0)).Decides((state, context) => Decider.Expire(state, 2, Noon.AddHours(1), context));
        Assert.Equal("not confirmed in time, undone by #3", $"{_history.Find(2)!.Outcome}");
    }

    [Fact]
    public void FiltersByObjectAndSince()
    {
        _story.Applies(Br0).Applies(Br0, D0, new Address { Link = "br0", Prefix = IpPrefix.Parse("10.0.0.1/24") }).Applies(Br0 with { Stp = true });

        Assert.Equal([3, 2, 1], Numbers(new("br0")));
        Assert.Equal([3, 2], Numbers(new("dummy d0")));
        Assert.Equal([3, 2], Numbers(new(SincePosition: _history.Find(1)!.Position)));
        Assert.Equal([3], Numbers(new(SinceTime: _history.Find(3)!.Time)));
        Assert.Empty(Numbers(new("br")));
    }

    private int?[] Numbers(HistoryFilter filter) => [.. _history.Entries(filter).Select(e => e.Number)];

    private void Tell()
    {
        _story.Sees(new Interface { Name = "eth0", Index = 2 }).Resyncs();
        _story.Applies(Br0 with { Mtu = 1400 });
        PlanMade made = Plan(1, 1, Create(Br0));
        _story.Reacts(made).Reacts(new OperationsAcknowledged(made.Id, 0, 1)).Sees(Br0 with { Index = 1 << 20 }).Reacts(new PlanSettled(made.Id, PlanOutcome.Done));
        _story.Applies(Br0, D0);
        _story.Kernel(
            new ResourceObserved(Br0 with { Index = 1 << 20, Carrier = true }, ObservationCause.Kernel),
            new ResourceObserved(Foreign, new(4711, 1, Program: "ip")),
            new ResourceObserved(Foreign with { Metric = 5 }, new(99, 1)),
            new ResourceObserved(Foreign with { Source = IpAddr.Parse("10.0.0.1") }, new(4711, 2, Program: "ip")));
        _story.Kernel(new ResourceVanished(Br0 with { Index = 1 << 20 }, new(4712, 1, Program: "ip")));
        _story.Does(null, Create(Br0 with { Mtu = 1500 }));
        _story.Decides((state, context) => Decider.Undo(state, new() { Number = 2, Message = "not so" }, context));
    }

    private static string Render(IEnumerable<HistoryEntry> entries)
    {
        StringBuilder text = new();
        foreach (HistoryEntry e in entries)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{e.Kind} #{e.Number} @{e.Position}..{e.LastPosition} {e.Verb} of {e.Of} by {e.Actor} from {e.Source} '{e.Message}' {e.File}: {e.Outcome}");
            text.Append(PlanText.Render(e.Patch)).AppendLine();
        }
        return text.ToString();
    }
}
