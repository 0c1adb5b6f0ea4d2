using Wire.Domain;
using Wire.Testing.Simulation;

namespace Wire.Host.Tests.Reactor;

/// <summary>
/// The process dies at every effect and at every request of a change that creates, changes, makes anew and deletes; a new one
/// starts on the same kernel and on what of the journal was synced.
/// </summary>
public sealed class KillDuringPlanTests
{
    private const string Theirs = "theirs";

    private static readonly Lazy<IReadOnlyList<string>> _old = new(() => Undisturbed(Networks.Old));
    private static readonly Lazy<IReadOnlyList<string>> _new = new(() => Undisturbed(Networks.Old, Networks.New));

    [Theory]
    [InlineData("daemon", true, true)]
    [InlineData("daemon", true, false)]
    [InlineData("daemon", false, true)]
    [InlineData("daemon", false, false)]
    [InlineData("command", true, true)]
    [InlineData("command", false, true)]
    public void KillAtAnyEffectOfAnApplySettlesForward(string role, bool eventsFirst, bool loseUnsynced) => AtEveryEffect(
        () => Begin(role, eventsFirst), node => node.Apply(Networks.New), loseUnsynced, IsOldOrNewAsTheJournalSays);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void KillAtAnyRequestOfAnApplySettlesForward(bool done) => AtEveryRequest(
        () => Begin("daemon", eventsFirst: false), node => node.Apply(Networks.New), done, IsOldOrNewAsTheJournalSays);

    /// <summary>The rule that comes last is refused, also after the restart: the old network is whole again.</summary>
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void KillAtAnyEffectOfARollbackSettlesBack(bool eventsFirst, bool loseUnsynced) => AtEveryEffect(
        () => BeginRefusing(eventsFirst), node => node.Apply(Networks.New), loseUnsynced, IsOld);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void KillAtAnyRequestOfARollbackSettlesBack(bool done) => AtEveryRequest(
        () => BeginRefusing(eventsFirst: true), node => node.Apply(Networks.New), done, IsOldOrNewAsTheJournalSays);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void KillAtAnyRequestOfHealingIsHealed(bool done) => AtEveryRequest(
        () => Begin("daemon", eventsFirst: true),
        node =>
        {
            node.Other.DeleteLink("br0");
            node.Other.DeleteLink("left");
            node.Pass(50);
        },
        done,
        IsOld);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void KillAtAnyRequestOfAnUndoSettlesForward(bool done) => AtEveryRequest(
        () =>
        {
            ReactorHarness node = Begin("daemon", eventsFirst: false);
            node.Apply(Networks.New);
            return node;
        },
        node => node.Ask(new Host.Reactor.ChangeRequest.Undo(null, null)),
        done,
        IsOldOrNewAsTheJournalSays);

    private static void AtEveryEffect(Func<ReactorHarness> begin, Action<ReactorHarness> act, bool loseUnsynced, Action<ReactorHarness, string> check)
    {
        for (int at = 1; ; at++)
        {
            using ReactorHarness node = begin();
            int left = at;
            node.BeforeEffect = _ =>
            {
                if (left-- == 0)
                {
                    throw new KilledException();
                }
            };
            if (!DiesOf(() => act(node)))
            {
                Assert.InRange(at, 5, 1000);
                return;
            }
            node.BeforeEffect = null;
            node.Kill(loseUnsynced);
            RestartAndCheck(node, $"killed at effect {at}", check);
        }
    }

    private static void AtEveryRequest(Func<ReactorHarness> begin, Action<ReactorHarness> act, bool done, Action<ReactorHarness, string> check)
    {
        for (int at = 1; ; at++)
        {
            using ReactorHarness node = begin();
            node.Kernel.Faults.AtRequest(at, new KillFault(done));
            if (!DiesOf(() => act(node)))
            {
                Assert.InRange(at, 5, 1000);
                return;
            }
            node.Kill();
            RestartAndCheck(node, $"killed {(done ? "after" : "before")} request {at}", check);
        }
    }

    private static void RestartAndCheck(ReactorHarness node, string when, Action<ReactorHarness, string> check)
    {
        node.Start();
        node.Pass(100);
        Assert.True(node.IsReady, when);
        check(node, when);
        Assert.Empty(node.Recorded<HealingEscalated>());
        Assert.Empty(node.State.Ownership.OpenPlans);
        node.Kernel.Faults.Clear();

        node.Kill(loseUnsynced: false);
        long requests = node.Kernel.Faults.Requests;
        node.Start();
        node.Pass(100);
        Assert.True(requests == node.Kernel.Faults.Requests, $"{when}: the second start asked the kernel for something");
    }

    private static bool DiesOf(Action act)
    {
        try
        {
            act();
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
    }

    /// <summary>The change is in the journal, or it never was.</summary>
    private static void IsOldOrNewAsTheJournalSays(ReactorHarness node, string when) =>
        Same(when, IsNew(node) ? _new.Value : _old.Value, node);

    private static bool IsNew(ReactorHarness node) => node.State.Desired.ContainsKey(ResourceKey.Link("made"));

    private static void IsOld(ReactorHarness node, string when)
    {
        Assert.False(IsNew(node), when);
        Same(when, _old.Value, node);
    }

    private static void Same(string when, IReadOnlyList<string> wanted, ReactorHarness node)
    {
        IReadOnlyList<string> got = KernelPicture.Of(node.Kernel);
        Assert.True(wanted.SequenceEqual(got), $"""
            {when}
            missing: {string.Join("\n         ", wanted.Except(got))}
            added:   {string.Join("\n         ", got.Except(wanted))}
            {node.Journal}
            """);
    }

    private static ReactorHarness Begin(string role, bool eventsFirst)
    {
        ReactorHarness node = new ReactorHarness { Role = role, EventsFirst = eventsFirst }.Start();
        Prepare(node);
        return node;
    }

    private static ReactorHarness BeginRefusing(bool eventsFirst)
    {
        ReactorHarness node = Begin("daemon", eventsFirst);
        // Rule 1001 is the last operation.
        node.Kernel.Faults.When(m => m.Type == Rtnetlink.RTM_NEWRULE && m.Attributes(12).U32(FibRules.FRA_PRIORITY) == 1001, new RefusalFault(Errno.EPERM));
        return node;
    }

    /// <summary>With a bridge, a port and a route of somebody else that nothing may touch.</summary>
    private static void Prepare(ReactorHarness node)
    {
        node.Other.CreateBridge(Theirs);
        node.Other.CreateVeth("guest", "guest-in");
        node.Other.AddAddress(Theirs, "172.16.0.1/24");
        node.Other.SetUp(Theirs);
        node.Other.AddRoute("203.0.0.0/24", via: "172.16.0.9");
        Assert.NotNull(node.Apply(Networks.Old).Success);
        node.Other.SetMaster("guest", "br0");
        node.Run();
        node.Journal.Sync(node.Journal.LastPosition);
    }

    private static IReadOnlyList<string> Undisturbed(params string[] texts)
    {
        using ReactorHarness node = Begin("daemon", eventsFirst: false);
        foreach (string text in texts)
        {
            Assert.NotNull(node.Apply(text).Success);
        }
        return KernelPicture.Of(node.Kernel);
    }
}
