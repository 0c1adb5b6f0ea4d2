namespace Wire.Domain.Tests;

public sealed class ApplyTests
{
    private static readonly MacAddress Mac = MacAddress.Parse("02:00:00:00:00:01");
    private static readonly Bridge Br0 = new() { Name = "br0", Up = true, Mac = Mac };
    private static readonly Interface Eth0 = new() { Name = "eth0", Master = "br0" };
    private static readonly Address Gateway = new() { Link = "br0", Prefix = IpPrefix.Parse("10.0.0.1/24") };

    [Fact]
    public void ChangeHasItsHeadAndOnlyWhatDiffers() => new Scenario()
        .WhenApplied(Br0, Eth0)
        .Then(new ChangeRequested(1, ChangeVerb.Apply, null, null, null, null), new ResourceDeclared(new(Br0)), new ResourceDeclared(new(Eth0)))
        .WhenApplied(Br0 with { Stp = true }, Eth0, Gateway)
        .Then(new ChangeRequested(2, ChangeVerb.Apply, null, null, null, null), new ResourceDeclared(new(Br0 with { Stp = true })), new ResourceDeclared(new(Gateway)));

    [Fact]
    public void SameConfigurationAgainIsNothingToDo() => new Scenario()
        .Given(new Bridge { Name = "br0" }, Eth0)
        .WhenApplied(new Bridge { Name = "br0" }, Eth0)
        .ThenRefused(new NothingToDo());

    [Fact]
    public void WhatIsNoLongerInTheConfigurationIsWithdrawn() => new Scenario()
        .Given(Br0, Eth0, Gateway)
        .WhenApplied(Br0)
        .Then(
            new ChangeRequested(2, ChangeVerb.Apply, null, null, null, null),
            new ResourceWithdrawn(Address.TheKind, Gateway.Key),
            new ResourceWithdrawn(Interface.TheKind, Eth0.Key));

    [Fact]
    public void EmptyConfigurationIsRefusedUnlessMeant() => new Scenario()
        .Given(Br0, Eth0)
        .When(Scenario.Apply([], r => r with { AllowEmpty = false }))
        .ThenRefused(new EmptyConfigurationRefused(2))
        .When(Scenario.Apply([]))
        .ThenAccepted()
        .When(Scenario.Apply([], r => r with { AllowEmpty = false }))
        .ThenRefused(new NothingToDo());

    [Fact]
    public void MessageFileAndDeadlineStandInTheHead() => new Scenario()
        .When(Scenario.Apply([Br0], r => r with { Message = "new uplink", File = "office.wire", ConfirmBy = Scenario.Noon }))
        .Then(new ChangeRequested(1, ChangeVerb.Apply, "new uplink", null, Scenario.Noon, "office.wire"), new ResourceDeclared(new(Br0)));

    [Fact]
    public void MergedConfigurationIsAChangeLikeAnyOther() => new Scenario()
        .Given(Br0, Eth0)
        .When(Scenario.Apply([Br0 with { Stp = true }], r => r with { Merge = true }))
        .Then(
            new ChangeRequested(2, ChangeVerb.Merge, null, null, null, null),
            new ResourceDeclared(new(Br0 with { Stp = true })),
            new ResourceWithdrawn(Interface.TheKind, Eth0.Key));

    [Fact]
    public void AssignedValuesThatCameThroughAMergeStayAssigned()
    {
        Scenario s = new Scenario().Given(Br0 with { Mtu = 9000 }).Given(Br0);
        Declared[] merged = [.. s.State.Desired.Values, new(Eth0)];

        s.When((state, context) => Decider.Apply(state, new() { Declared = merged, Merge = true }, context))
            .Then(new ChangeRequested(3, ChangeVerb.Merge, null, null, null, null), new ResourceDeclared(new(Eth0)));

        Assert.Equal(["mtu"], s.AssignedTo("br0"));
    }

    [Fact]
    public void MadeLinkHasTheSameAddressWheneverItIsDeclaredOnTheSameNode()
    {
        Scenario first = new Scenario().Given(new Bridge { Name = "br0" }, new Tap { Name = "tap0" });
        Scenario again = new Scenario().Given(new Bridge { Name = "br0", Stp = true });
        Scenario elsewhere = new Scenario { Context = new() { Node = new("0198c0de-0000-7000-8000-000000000002") } }.Given(new Bridge { Name = "br0" });

        MacAddress mac = first.Wanted<Bridge>("br0").Mac!.Value;
        Assert.Equal(["mac"], first.AssignedTo("br0"));
        Assert.Equal(mac, again.Wanted<Bridge>("br0").Mac);
        Assert.NotEqual(mac, elsewhere.Wanted<Bridge>("br0").Mac);
        Assert.NotEqual(mac, first.Wanted<Tap>("tap0").Mac);
        Assert.False(mac.IsMulticast);
        Assert.True($"{mac}"[1] is '2' or '6' or 'a' or 'e', $"{mac} is not locally administered");
    }

    [Fact]
    public void StableAddressIsTheSameForEver() =>
        Assert.Equal(ReferenceStableMac("0198c0de000070008000000000000001", "br0"), StableMac.Of(new("0198c0de-0000-7000-8000-000000000001"), "br0"));

    [Fact]
    public void VlanBondAndMemberOfABondKeepTheAddressTheKernelGivesThem()
    {
        Scenario s = new Scenario().Given(
            new Vlan { Name = "v", Parent = "d1", Id = 5 }, new Bond { Name = "bond0" }, new Dummy { Name = "d0", Master = "bond0" }, new Dummy { Name = "d1" });

        Assert.Null(s.Wanted<Vlan>("v").Mac);
        Assert.Null(s.Wanted<Bond>("bond0").Mac);
        Assert.Null(s.Wanted<Dummy>("d0").Mac);
        Assert.NotNull(s.Wanted<Dummy>("d1").Mac);
    }

    [Fact]
    public void WithdrawnAttributeOfAMadeLinkGoesBackToItsDefaultAndStaysThere()
    {
        Scenario s = new Scenario().Given(Br0 with { Mtu = 9000, Ageing = 10 }).Given(Br0 with { Ageing = 10 });
        Assert.Equal((1500u, 10u), (s.Wanted<Bridge>("br0").Mtu, s.Wanted<Bridge>("br0").Ageing));
        Assert.Equal(["mtu"], s.AssignedTo("br0"));

        s.Given(Br0 with { Stp = true });
        Assert.Equal((1500u, 300u), (s.Wanted<Bridge>("br0").Mtu, s.Wanted<Bridge>("br0").Ageing));

        s.Given(Br0 with { Mtu = 1500 });
        Assert.DoesNotContain("mtu", s.AssignedTo("br0"));
    }

    [Fact]
    public void WithdrawnAttributeOfAnAdoptedLinkGoesBackToWhatItWasBeforeWire()
    {
        Scenario s = new Scenario
        {
            Context = new() { Node = Guid.Empty, Baselines = new Dictionary<ResourceKey, Resource> { [ResourceKey.Link("eth0")] = new Bridge { Name = "eth0", Mtu = 1492 } } },
        };

        s.Given(Eth0 with { Mtu = 9000, Alias = "uplink" }).Given(Eth0);

        Assert.Equal((1492u, null), (s.Wanted<Interface>("eth0").Mtu, s.Wanted<Interface>("eth0").Alias));
        Assert.Equal(["mtu"], s.AssignedTo("eth0"));
    }

    [Fact]
    public void WithdrawnAttributeWhoseAbsenceMeansTheDefaultIsJustNotSet()
    {
        Rule rule = new() { Priority = 1000, From = IpPrefix.Parse("10.0.0.0/8"), Table = 100 };

        Scenario s = new Scenario().Given(rule).Given(rule with { From = null });

        Assert.Equal(rule with { From = null }, s.State.Desired[rule.Key].Resource);
    }

    [Fact]
    public void TakenOverLinkIsAdoptedInTheSameChangeAndKeepsItsAddress()
    {
        Scenario s = new() { Context = new() { Node = Guid.Empty, Live = new Topology([Br0]) } };

        s.When(Scenario.Apply([new Bridge { Name = "br0" }], r => r with { Adopt = true }))
            .Then(
                new ChangeRequested(1, ChangeVerb.Apply, null, null, null, null),
                new ResourceDeclared(new(new Bridge { Name = "br0", Mac = Mac }, ["mac"], null)),
                new ResourceAdopted(ResourceKey.Link("br0")))
            .WhenUndone()
            .Then(
                new ChangeRequested(2, ChangeVerb.Undo, null, 1, null, null),
                new ResourceWithdrawn(Bridge.TheKind, Br0.Key),
                new ResourceReleased(ResourceKey.Link("br0")))
            .WhenRedone()
            .Then(
                new ChangeRequested(3, ChangeVerb.Redo, null, 1, null, null),
                new ResourceDeclared(new(new Bridge { Name = "br0", Mac = Mac }, ["mac"], null)),
                new ResourceAdopted(ResourceKey.Link("br0")));
    }

    [Fact]
    public void OtherObjectsAreTakenOverWhereTheKernelDoesNotSayWhoseTheyAre()
    {
        FdbEntry entry = new() { Mac = Mac, Dev = "br0" };
        Address address = new() { Link = "br0", Prefix = IpPrefix.Parse("10.0.0.1/24") };
        IntentContext context = new() { Node = Guid.Empty, Live = new Topology([entry, address]) };

        new Scenario { Context = context }.When(Scenario.Apply([entry, address], r => r with { Adopt = true }))
            .Then(
                new ChangeRequested(1, ChangeVerb.Apply, null, null, null, null),
                new ResourceDeclared(new(entry)),
                new ResourceAdopted(entry.Key),
                new ResourceDeclared(new(address)));
        new Scenario { Context = context with { OwnedObjects = new HashSet<ResourceKey> { entry.Key } } }
            .Given(entry).When(Scenario.Apply([entry], r => r with { Adopt = true })).ThenRefused(new NothingToDo());
    }

    [Fact]
    public void OwnLinkIsNotAdoptedAgain() => new Scenario
        {
            Context = new() { Node = Guid.Empty, Live = new Topology([Br0]), OwnedLinks = new HashSet<string> { "br0" } },
        }
        .Given(Br0)
        .When(Scenario.Apply([Br0], r => r with { Adopt = true }))
        .ThenRefused(new NothingToDo());

    /// <summary>The address worked out step by step from the description: FNV-1a of id and name, the finalizer of MurmurHash3, two bits of IEEE 802.</summary>
    private static MacAddress ReferenceStableMac(string node, string reference)
    {
        System.Numerics.BigInteger word = System.Numerics.BigInteger.One << 64, hash = 14695981039346656037;
        foreach (byte b in Convert.FromHexString(node).Concat(System.Text.Encoding.UTF8.GetBytes(reference)))
        {
            hash = (hash ^ b) * 1099511628211 % word;
        }
        hash = (hash ^ hash >> 33) * 18397679294719823053 % word;
        hash = (hash ^ hash >> 33) * 14181476777654086739 % word;
        hash ^= hash >> 33;
        string hex = ((ulong)hash).ToString("x16", System.Globalization.CultureInfo.InvariantCulture)[4..];
        byte[] bytes = Convert.FromHexString(hex);
        bytes[0] = (byte)(bytes[0] & ~1 | 2);
        return MacAddress.FromBytes(bytes);
    }
}
