using Wire.Domain;
using static Wire.Projections.Tests.Story;

namespace Wire.Projections.Tests;

public sealed class OwnershipTests
{
    private static readonly Bridge Br0 = new() { Name = "br0", Index = 1 << 20 };
    private static readonly Veth A = new() { Name = "a", Peer = "b" };
    private static readonly Veth B = new() { Name = "b", Peer = "a" };
    private static readonly Interface Eth0 = new() { Name = "eth0", Mtu = 1500, Master = "", Index = 2 };
    private static readonly FdbEntry Entry = new() { Dev = "vx0", Mac = MacAddress.Parse("02:00:00:00:00:05") };

    private readonly LiveTopology _live = new();
    private readonly OwnershipProjection _ownership;
    private readonly Story _story;

    public OwnershipTests()
    {
        _ownership = new(_live);
        _story = new(_live, _ownership);
    }

    [Fact]
    public void WhatThePlanMadeIsWires()
    {
        _story.Does(1, Create(Br0), Create(A, B), Create(Entry));

        Assert.Equal(["a", "b", "br0"], _ownership.OwnedLinks.Order());
        Assert.Equal([Entry.Key], _ownership.OwnedObjects);
        Assert.Empty(_ownership.OpenPlans);
    }

    [Fact]
    public void DeclaredAddressIsStillWiresWhenSomebodyTookItsMark()
    {
        Address marked = new() { Link = "br0", Prefix = IpPrefix.Parse("10.0.0.1/24"), Protocol = Ownership.Protocol };
        _story.Applies(new Bridge { Name = "br0" }, new Address { Link = "br0", Prefix = marked.Prefix }).Sees(marked, marked with { Protocol = null });
        Assert.Equal([marked.Key], _ownership.OwnedObjects);

        _story.Sees(marked);
        Assert.Empty(_ownership.OwnedObjects);
        _story.Sees(marked with { Protocol = 4 }).Loses(marked).Sees(marked with { Protocol = 4 });
        Assert.Empty(_ownership.OwnedObjects);
    }

    [Fact]
    public void AddressThatNeverHadTheMarkIsNotWiresAlsoWhenItIsDeclared()
    {
        Address theirs = new() { Link = "eth0", Prefix = IpPrefix.Parse("10.0.0.1/24") };
        _story.Sees(Eth0).Applies(theirs).Sees(theirs, theirs with { Metric = 5 });

        Assert.Empty(_ownership.OwnedObjects);
    }

    [Fact]
    public void WhatTheKernelDidNotAcknowledgeIsNotWires()
    {
        PlanMade made = Plan(1, 1, Create(Br0), Create(A, B));
        _story.Reacts(made).Reacts(new OperationsAcknowledged(made.Id, 0, 1));

        Assert.Equal(["br0"], _ownership.OwnedLinks);
        OpenPlan open = Assert.Single(_ownership.OpenPlans);
        Assert.Equal([0], open.Acknowledged);
    }

    [Fact]
    public void DeletedOrVanishedAndNotDeclaredIsNobodys()
    {
        _story.Does(1, Create(Br0), Create(A, B), Create(Entry)).Does(2, Delete(Br0), Delete(Entry)).Loses(A);

        Assert.Equal(["b"], _ownership.OwnedLinks);
        Assert.Empty(_ownership.OwnedObjects);
    }

    [Theory]
    [InlineData(PlanOutcome.RolledBack)]
    [InlineData(PlanOutcome.Failed)]
    [InlineData(PlanOutcome.Superseded)]
    public void DeletionThatIsSeenBeforeItsAcknowledgementComesBackWithTheRollback(PlanOutcome outcome)
    {
        _story.Does(1, Create(Br0));
        PlanMade made = Plan(9, 2, Delete(Br0));
        _story.Reacts(made).Loses(Br0).Reacts(new OperationsAcknowledged(made.Id, 0, 1));
        Assert.Empty(_ownership.OwnedLinks);

        _story.Reacts(new RollbackStarted(made.Id)).Sees(Br0).Reacts(new PlanSettled(made.Id, outcome));

        Assert.Equal(["br0"], _ownership.OwnedLinks);
    }

    [Fact]
    public void LinkThatARefusedRequestMadeInPartIsWiresToDelete()
    {
        PlanMade made = Plan(1, 1, Create(Br0));
        _story.Reacts(made).Reacts(new RollbackStarted(made.Id)).Reacts(new PlanSettled(made.Id, PlanOutcome.RolledBack));

        _story.Sees(Br0).Resyncs();

        Assert.Equal(["br0"], _ownership.OwnedLinks);
    }

    /// <summary>A dump of another namespace says nothing of what is in this one.</summary>
    [Fact]
    public void LinkThatARefusedRequestMadeInPartInANamespaceIsWiresWhenThatIsDumped()
    {
        Bridge inside = Br0 with { Netns = "blue" };
        PlanMade made = Plan(1, 1, Create(inside));
        _story.Reacts(made).Reacts(new RollbackStarted(made.Id)).Reacts(new PlanSettled(made.Id, PlanOutcome.RolledBack));

        _story.Resyncs().Sees(inside).Resyncs("blue");

        Assert.Equal(["blue/br0"], _ownership.OwnedLinks);
    }

    [Fact]
    public void VanishedAndStillDeclaredStaysWires()
    {
        _story.Applies(new Bridge { Name = "br0" }).Does(1, Create(Br0)).Loses(Br0);

        Assert.Equal(["br0"], _ownership.OwnedLinks);
    }

    [Fact]
    public void TakenOverLinkIsWiresUntilTheChangeIsTakenBack()
    {
        _story.Batch("root", "cli", new ResourceAdopted(ResourceKey.Link("br0")));
        Assert.Equal(["br0"], _ownership.OwnedLinks);

        _story.Batch("root", "cli", new ResourceReleased(ResourceKey.Link("br0")));
        Assert.Empty(_ownership.OwnedLinks);
    }

    [Fact]
    public void CreationWhoseAcknowledgementWasLostInACrashIsWiresWhenItShows()
    {
        PlanMade made = Plan(1, 1, Create(Br0));
        _story.Reacts(made).Batch("wire", "daemon", new NodeStarted("0.1.0", 1, null, "daemon")).Reacts(new PlanSettled(made.Id, PlanOutcome.Superseded));

        _story.Sees(Br0).Resyncs();

        Assert.Equal(["br0"], _ownership.OwnedLinks);
    }

    [Fact]
    public void LinkOfThePlannedNameThatSomebodyElseMadeIsNotWires()
    {
        _story.Reacts(Plan(1, 1, Create(Br0))).Sees(Br0 with { Index = 12 });

        Assert.Empty(_ownership.OwnedLinks);
    }

    [Fact]
    public void AfterTheDumpOfARestartAnOldPlanPromisesNothing()
    {
        PlanMade made = Plan(1, 1, Create(Entry));
        _story.Reacts(made).Reacts(new PlanSettled(made.Id, PlanOutcome.Superseded)).Resyncs().Sees(Entry);

        Assert.Empty(_ownership.OwnedObjects);
    }

    [Fact]
    public void RolledBackPlanLeavesOwnershipAndBaselinesAsTheyWere()
    {
        _story.Applies(new Bridge { Name = "br0" }, Eth0 with { Mtu = 9000, Master = null, Index = null }).Does(1, Create(Br0));
        PlanMade made = Plan(9, 2, Delete(Br0), Create(A, B), Change(Eth0, Eth0 with { Mtu = 9000 }, "mtu"));
        _story.Reacts(made).Reacts(new OperationsAcknowledged(made.Id, 0, 3));
        Assert.Equal(["a", "b"], _ownership.OwnedLinks.Order());
        Assert.NotEmpty(_ownership.Baselines);

        _story.Reacts(new OperationRefused(made.Id, 2, new(16, "EBUSY", null, null, null)), new RollbackStarted(made.Id));
        OpenPlan open = Assert.Single(_ownership.OpenPlans);
        Assert.True(open.RollingBack);
        Assert.Equal("EBUSY", open.Refused?.Refusal.Name);

        _story.Reacts(new PlanSettled(made.Id, PlanOutcome.RolledBack));
        Assert.Equal(["br0"], _ownership.OwnedLinks);
        Assert.Empty(_ownership.Baselines);
    }

    /// <summary>What no inverse takes back, as the kernel did not say that it did it, the plan after the dump does.</summary>
    [Fact]
    public void SettingThatARefusedPlanWasTheFirstToTouchHasItsBaselineUntilItIsBack()
    {
        Knob before = new() { Name = "a", Value = 1 };
        Knob half = before with { Value = 2 };
        PlanMade made = Plan(1, 1, Change(before, half, "value"));
        _story.Sees(before).Applies(half).Reacts(made).Reacts(new OperationRefused(made.Id, 0, new(22, "EINVAL", null, null, null)), new RollbackStarted(made.Id));

        _story.Applies().Reacts(new PlanSettled(made.Id, PlanOutcome.RolledBack)).Sees(half).Resyncs();
        Assert.Equal(before, _ownership.Baselines[before.Key]);

        _story.Does(2, Change(half, before, "value"));
        Assert.Empty(_ownership.Baselines);
    }

    [Fact]
    public void BaselineOfARefusedChangeThatDidNothingIsForgottenWhenADumpOfItsNamespaceShowsThat()
    {
        PlanMade made = Plan(1, 1, Change(Eth0, Eth0 with { Mtu = 9000 }, "mtu"));
        _story.Sees(Eth0).Applies(Eth0 with { Mtu = 9000, Master = null, Index = null })
            .Reacts(made).Reacts(new OperationRefused(made.Id, 0, new(16, "EBUSY", null, null, null)), new RollbackStarted(made.Id))
            .Applies().Reacts(new PlanSettled(made.Id, PlanOutcome.RolledBack));

        _story.Resyncs("blue");
        Assert.Equal(new Interface { Name = "eth0", Mtu = 1500 }, _ownership.Baselines[Eth0.Key]);
        _story.Resyncs();
        Assert.Empty(_ownership.Baselines);
    }

    [Fact]
    public void BaselineHasTheFirstValueOfEachAttributeThatWireChanged()
    {
        _story.Applies(Eth0 with { Mtu = 9000, Master = "br0", Index = null })
            .Does(1, Change(Eth0, Eth0 with { Mtu = 9000 }, "mtu"))
            .Does(1, Change(Eth0 with { Mtu = 9000 }, Eth0 with { Mtu = 8000, Master = "br0" }, "mtu", "master"));

        Assert.Equal(new Interface { Name = "eth0", Mtu = 1500, Master = "" }, _ownership.Baselines[ResourceKey.Link("eth0")]);
    }

    [Fact]
    public void BaselineIsForgottenOnceTheLinkIsAsItWas()
    {
        Interface changed = Eth0 with { Mtu = 9000, Master = "br0" };
        _story.Applies(Eth0 with { Mtu = 9000, Master = "br0", Index = null }).Does(1, Change(Eth0, changed, "mtu", "master")).Applies();

        _story.Does(2, Change(changed, new Interface { Name = "eth0", Mtu = 1500 }, "mtu"));
        Assert.Equal(new Interface { Name = "eth0", Master = "" }, _ownership.Baselines[ResourceKey.Link("eth0")]);

        _story.Does(2, Change(changed, new Interface { Name = "eth0", Master = "" }, "master"));
        Assert.Empty(_ownership.Baselines);
    }

    [Fact]
    public void GuestsTapThatIsAttachedAgainGetsNoBaseline()
    {
        Tap tap = new() { Name = "tap0", Master = "" };
        _story.Does(null, Change(tap, tap with { Master = "br0" }, "master"));

        Assert.Empty(_ownership.Baselines);
    }

    [Fact]
    public void EntryThatIsTakenOverOrChangedIsWiresUntilThatIsTakenBack()
    {
        _story.Batch("root", "cli", new ResourceAdopted(Entry.Key));
        Assert.Equal([Entry.Key], _ownership.OwnedObjects);
        _story.Batch("root", "cli", new ResourceReleased(Entry.Key));
        Assert.Empty(_ownership.OwnedObjects);

        PlanMade made = Plan(9, 1, Change(Entry, Entry, "state"));
        _story.Reacts(made).Reacts(new OperationsAcknowledged(made.Id, 0, 1));
        Assert.Equal([Entry.Key], _ownership.OwnedObjects);
        _story.Reacts(new RollbackStarted(made.Id)).Reacts(new PlanSettled(made.Id, PlanOutcome.RolledBack));
        Assert.Empty(_ownership.OwnedObjects);
    }

    /// <summary>The kernel keeps a policy whose link is gone; one that somebody else made is none of Wire's.</summary>
    [Fact]
    public void PolicyOfWiresThatLostItsLinkIsWiresToDelete()
    {
        XfrmPolicy policy = new() { Selector = new() { Src = IpPrefix.Parse("10.8.0.0/16"), Dst = IpPrefix.Parse("10.9.0.0/16"), Dev = "d0" }, Index = 808 };
        XfrmPolicy theirs = policy with { Selector = policy.Selector with { Dst = IpPrefix.Parse("10.7.0.0/16") }, Index = 816 };
        XfrmPolicy orphan = (XfrmPolicy)policy.Renamed("d0", ""), theirOrphan = (XfrmPolicy)theirs.Renamed("d0", "");
        _story.Applies(policy).Does(1, Create(policy)).Sees(policy, theirs);

        _story.Sees(theirOrphan).Loses(theirs).Sees(orphan).Loses(policy);

        Assert.Equal([policy.Key, orphan.Key], _ownership.OwnedObjects.Order());
        _story.Does(null, Delete(orphan)).Loses(orphan);
        Assert.Equal([policy.Key], _ownership.OwnedObjects);
    }

    [Fact]
    public void SettingOfANewNamespaceHasTheBaselineThatWasFoundThereBeforeItsChange()
    {
        Sysctl forward = new() { Name = "net.ipv4.ip_forward", Netns = "blue" }, filter = new() { Name = "net.ipv4.conf.br0.rp_filter", Netns = "blue" };
        Sysctl model = new() { Name = "net.ipv4.conf.default.rp_filter", Netns = "blue", Value = "2" };
        _story.Applies(forward with { Value = "1" }, filter with { Value = "0" });
        PlanMade made = Plan(1, 1, Change(forward, forward with { Value = "1" }, "value"), Change(filter, filter with { Value = "0" }, "value"));
        _story.Reacts(made).Sees(forward with { Value = "0" }, model, forward with { Value = "1" }).Reacts(new OperationsAcknowledged(made.Id, 0, 2));

        Assert.Equal(forward with { Value = "0" }, _ownership.Baselines[forward.Key]);
        Assert.Equal(filter with { Value = "2" }, _ownership.Baselines[filter.Key]);
    }

    [Fact]
    public void SettingHasABaselineUntilItIsAsItWasOrGone()
    {
        Knob before = new() { Name = "a", Value = 1 };
        Knob after = before with { Value = 2 };
        _story.Applies(after).Does(1, Change(before, after, "value")).Does(1, Change(after, after with { Value = 3 }, "value"));
        Assert.Equal(before, _ownership.Baselines[before.Key]);
        Assert.Empty(_ownership.OwnedObjects);

        _story.Applies().Does(2, Change(after with { Value = 3 }, before, "value"));
        Assert.Empty(_ownership.Baselines);

        _story.Applies(after).Does(3, Change(before, after, "value")).Loses(after);
        Assert.Empty(_ownership.Baselines);
    }

    [Fact]
    public void SettingWhoseRefusedChangeWasDoneInPartGoesBackToWhatItWasBefore()
    {
        Knob before = new() { Name = "a", Value = 1 };
        Knob after = before with { Value = 2 };
        PlanMade made = Plan(1, 1, Change(before, after, "value"));
        _story.Applies(after).Reacts(made).Reacts(new OperationRefused(made.Id, 0, new(22, "EINVAL", null, null, null)), new PlanSettled(made.Id, PlanOutcome.Failed));

        _story.Does(2, Change(before with { Value = 7 }, after, "value"));

        Assert.Equal(before, _ownership.Baselines[before.Key]);
    }

    private sealed record Knob : Resource
    {
        public string Name { get; init; } = "";

        public uint? Value { get; init; }

        public static readonly ResourceKind TheKind = new("knob", "knob", () => new Knob(),
            new ReferenceAttribute<Knob, string>(ValueFormats.Text(20), k => k.Name, (k, x) => k with { Name = x ?? "" })
                { Id = 1, Name = "name", Mutability = Mutability.Identity, Help = "its name" },
            new ValueAttribute<Knob, uint>(ValueFormats.Number(), k => k.Value, (k, x) => k with { Value = x })
                { Id = 2, Name = "value", Mutability = Mutability.InPlace, Help = "its value" }) { Stage = Stage.Setting, IsMade = false };

        public override ResourceKind Kind => TheKind;

        public override ResourceKey Key => new("knob", Name);

        public override IEnumerable<ResourceKey> Dependencies => [];
    }

    [Fact]
    public void OwnLinkHasNoBaseline()
    {
        _story.Applies(new Bridge { Name = "br0" }).Does(1, Create(Br0)).Does(1, Change(Br0 with { Mtu = 1500 }, Br0 with { Mtu = 1400 }, "mtu"));

        Assert.Empty(_ownership.Baselines);
    }
}
