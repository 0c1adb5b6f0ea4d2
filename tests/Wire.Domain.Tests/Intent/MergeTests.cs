using System.Collections.Immutable;

namespace Wire.Domain.Tests;

public sealed class MergeTests
{
    private static readonly MacAddress Mac = MacAddress.Parse("02:00:00:00:00:01");
    private static readonly Bridge Br0 = new() { Name = "br0", Up = true, Mac = Mac, Stp = true };
    private static readonly Veth A = new() { Name = "a", Peer = "b", Master = "br0", Mac = Mac };
    private static readonly Veth B = new() { Name = "b", Peer = "a", Mac = Mac };
    private static readonly Address OnA = new() { Link = "a", Prefix = IpPrefix.Parse("10.0.0.1/24") };
    private static readonly Route Route = new()
    {
        Prefix = IpPrefix.Parse("10.9.0.0/16"),
        NextHops = [new(IpAddr.Parse("10.0.0.2"), null, 1), new(IpAddr.Parse("10.0.0.3"), null, 1)],
    };

    [Fact]
    public void MergeSaysMoreOfWhatIsDeclaredAndLeavesTheRest()
    {
        Scenario s = Given().When(Merge([new Bridge { Name = "br0", Mtu = 9000 }])).ThenAccepted();

        Assert.Equal(Br0 with { Mtu = 9000 }, s.Wanted<Bridge>("br0"));
        Assert.Equal(5, s.State.Desired.Count);
        Assert.Equal(ChangeVerb.Merge, s.State.Changes[2].Verb);
    }

    [Fact]
    public void WhatNobodySaidDoesNotOverrideWhatSomebodySaid()
    {
        Scenario s = new Scenario().Given(Br0 with { Up = false });
        Declared withDefault = new(new Bridge { Name = "br0", Mtu = 9000, Up = true }, ["up"], null);

        s.When((state, context) => Decider.Apply(state, new() { Declared = [withDefault], Merge = true }, context)).ThenAccepted();

        Assert.Equal(Br0 with { Up = false, Mtu = 9000 }, s.Wanted<Bridge>("br0"));
    }

    [Fact]
    public void MentionedPortOfAnotherKindStaysWhatItIs()
    {
        Scenario s = Given().When(Merge([new Interface { Name = "b", Master = "br0" }])).ThenAccepted();

        Assert.Equal(B with { Master = "br0" }, s.Wanted<Veth>("b"));
    }

    [Fact]
    public void DeletedLinkTakesItsPeerAndItsAddressesWithIt() =>
        Assert.Equal([Br0.Key, Route.Key], Given().When(Merge([], Delete(Veth.TheKind, A.Key))).ThenAccepted().Desired);

    [Fact]
    public void DeletedAttributeGoesBackToItsDefault()
    {
        Scenario s = Given().When(Merge([], Delete(Bridge.TheKind, Br0.Key, "stp"))).ThenAccepted();

        Assert.Equal(Br0 with { Stp = false }, s.Wanted<Bridge>("br0"));
        Assert.Equal(["stp"], s.AssignedTo("br0"));
    }

    [Fact]
    public void DeletionOfAPortOfAnotherMasterDoesNothing() => Given()
        .When(Merge([], Delete(Interface.TheKind, A.Key, "master", "br1")))
        .ThenRefused(new NothingToDo());

    [Fact]
    public void PortThatWasOnlyMentionedIsWithdrawnWithItsMention() => new Scenario()
        .Given(Br0, new Interface { Name = "eth0", Master = "br0" })
        .When(Merge([], Delete(Interface.TheKind, ResourceKey.Link("eth0"), "master", "br0")))
        .Then(new ChangeRequested(2, ChangeVerb.Merge, null, null, null, null), new ResourceWithdrawn(Interface.TheKind, ResourceKey.Link("eth0")));

    [Fact]
    public void OneOfTwoNextHopsIsDeletedAndTheOtherBecomesTheGateway()
    {
        Scenario s = Given().When(Merge([], Delete(Route.TheKind, Route.Key, "nexthop", "10.0.0.3 weight 1"))).ThenAccepted();

        Assert.Equal(Route with { NextHops = null, Via = IpAddr.Parse("10.0.0.2") }, s.State.Desired[Route.Key].Resource);
    }

    [Fact]
    public void DeletionOfWhatIsNotDeclaredIsDoneAlready() => Given()
        .When(Merge([], Delete(Dummy.TheKind, ResourceKey.Link("d0"))))
        .ThenRefused(new NothingToDo());

    private static Scenario Given() => new Scenario().Given(Br0, A, B, OnA, Route);

    private static Func<IntentState, IntentContext, Decision> Merge(Resource[] resources, params Deletion[] deletions) =>
        Scenario.Apply(resources, r => r with { Merge = true, Deletions = [.. deletions] });

    private static Deletion Delete(ResourceKind kind, ResourceKey key, string? attribute = null, string? value = null) => new(kind, key, attribute, value, null);
}
