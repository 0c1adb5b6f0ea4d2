using Wire.Domain;
using Wire.Host.Reactor;
using Wire.Testing.Simulation;

namespace Wire.Host.Tests.Reactor;

public sealed class HealingTests
{
    private static ReactorHarness Begin(string config)
    {
        ReactorHarness node = new ReactorHarness().Start();
        Assert.NotNull(node.Apply(config).Success);
        return node;
    }

    [Fact]
    public void ADeletedBridgeIsBackAfterAMomentOfQuietWithItsAddressItsPortsAndItsMac()
    {
        using ReactorHarness node = Begin(Networks.Old);
        IReadOnlyList<string> whole = KernelPicture.Of(node.Kernel);

        node.Other.DeleteLink("br0");
        node.Pass(node.Policy.DebounceMs - 1);
        Assert.NotEqual(whole, KernelPicture.Of(node.Kernel));
        node.Pass(1);

        Assert.Equal(whole, KernelPicture.Of(node.Kernel));
        Assert.Equal(PlanReason.Heal, node.Recorded<PlanMade>()[^1].Reason);
    }

    [Fact]
    public void AKernelThatNeverFallsSilentDoesNotPutHealingOffForEver()
    {
        using ReactorHarness node = Begin("bridge br0 { mtu 1400 }");
        int waited = 0;
        for (; waited < 200 && !Shows(node, "bridge br0", "mtu 1400", waited > 0); waited++)
        {
            node.Other.ChangeLink("br0", new() { Mtu = (uint)(1300 + waited) });
            node.Pass(1);
        }
        Assert.InRange(waited, 2, node.Policy.DebounceMaxMs + 5);
    }

    private static bool Shows(ReactorHarness node, string title, string attribute, bool when = true) =>
        when && KernelPicture.Of(node.Kernel).Any(l => l.StartsWith(title, StringComparison.Ordinal) && l.Contains(attribute, StringComparison.Ordinal));

    [Fact]
    public void ARenamedLinkIsBackUnderItsNameAndNothingIsLeftUnderTheOther()
    {
        using ReactorHarness node = Begin(Networks.Old);
        IReadOnlyList<string> whole = KernelPicture.Of(node.Kernel);

        node.Other.SetUp("br0", false);
        node.Other.Rename("br0", "br9");
        node.Pass(200);

        Assert.Equal(whole, KernelPicture.Of(node.Kernel));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void ALinkThatGoesWhileItIsHealedIsNotWaitedForButHealedAnew(bool renamed, bool eventsFirst)
    {
        using ReactorHarness node = new ReactorHarness { EventsFirst = eventsFirst }.Start();
        Assert.NotNull(node.Apply("bridge br0 { mtu 1400 }").Success);
        IReadOnlyList<string> whole = KernelPicture.Of(node.Kernel);
        bool gone = false;
        node.BeforeEffect = effect =>
        {
            if (effect is Effect.Execute && !gone)
            {
                gone = true;
                if (renamed)
                {
                    node.Other.Rename("br0", "br9");
                }
                else
                {
                    node.Other.DeleteLink("br0");
                }
            }
        };

        node.Other.SetUp("br0", false);
        node.Other.ChangeLink("br0", new() { Mtu = 1300 });
        node.Pass(node.Policy.DebounceMaxMs * 2);

        Assert.True(gone);
        Assert.True(node.Policy.DebounceMaxMs * 2 < node.Policy.VerifyTimeoutMs);
        Assert.Equal(whole, KernelPicture.Of(node.Kernel));
        Assert.Empty(node.Warnings);
    }

    [Fact]
    public void AnAddressWhoseMarkSomebodyTookIsStillWiresAndHealed()
    {
        using ReactorHarness node = Begin("bridge br0 { address 10.0.0.1/24 { metric 50 } }");
        IReadOnlyList<string> whole = KernelPicture.Of(node.Kernel);
        Address address = node.State.Live.All.OfType<Address>().Single(a => a.Prefix.ToString() == "10.0.0.1/24");

        node.Submit(new Host.Reactor.ObservedInput([new(false, address with { Protocol = null, Metric = 7 }, ObservationCause.Kernel)]));
        node.Pass(node.Policy.DebounceMaxMs);

        Assert.Equal(whole, KernelPicture.Of(node.Kernel));
        Assert.Equal(["address"], node.Recorded<PlanMade>()[^1].Plan.Operations.Select(o => o.Subject.Kind.Name).Distinct());
        Assert.Empty(node.Warnings);
    }

    [Fact]
    public void AForeignPortIsAttachedAgainWhenItsBridgeIsHealed()
    {
        using ReactorHarness node = Begin("bridge br0");
        node.Other.CreateVeth("guest", "guest-in");
        node.Other.SetMaster("guest", "br0");
        node.Run();

        node.Other.DeleteLink("br0");
        node.Pass(100);

        Assert.True(Shows(node, "veth guest:", "master br0"));
    }

    [Fact]
    public void APortThatSomebodyDetachedStaysDetached()
    {
        using ReactorHarness node = Begin("bridge br0");
        node.Other.CreateVeth("guest", "guest-in");
        node.Other.SetMaster("guest", "br0");
        node.Run();
        node.Other.SetMaster("guest", null);
        node.Pass(5000);

        node.Other.DeleteLink("br0");
        node.Pass(100);

        Assert.True(Shows(node, "bridge br0", "up on"));
        Assert.True(Shows(node, "veth guest:", "master none"));
    }

    [Fact]
    public void Ipv4RoutesThatWentInSilenceWithTheirLinkAreJournalledAndHealed()
    {
        using ReactorHarness node = Begin("""
            bridge br0 { address 10.0.0.1/24 }
            route 192.0.2.0/24 { via 10.0.0.254 }
            """);
        IReadOnlyList<string> whole = KernelPicture.Of(node.Kernel);

        node.Other.SetUp("br0", false);
        node.Run();
        Assert.Contains(node.Recorded<ResourceVanished>(), v => v.Resource is Route { Prefix: var prefix } && prefix.ToString() == "192.0.2.0/24");
        node.Other.SetUp("br0");
        node.Pass(100);

        Assert.Equal(whole, KernelPicture.Of(node.Kernel));
    }

    [Fact]
    public void WhatIsForeignIsNeverTouched()
    {
        using ReactorHarness node = Begin("bridge br0 { address 10.0.0.1/24 }");
        node.Other.CreateBridge("theirs");
        node.Other.AddAddress("br0", "172.16.0.1/24");
        node.Other.AddRoute("203.0.113.0/24", via: "172.16.0.9");
        node.Other.AddRule(new() { Priority = 500, From = "10.1.0.0/16", Table = 77 });
        node.Other.CreateVeth("guest", "guest-in");
        node.Other.SetMaster("guest", "br0");
        node.Other.AddFdb("guest", [2, 0, 0, 0, 0, 9]);
        node.Run();
        long requests = node.Kernel.Faults.Requests;
        IReadOnlyList<string> before = KernelPicture.Of(node.Kernel);

        node.Pass(60_000);
        node.Kill();
        node.Start();
        node.Pass(60_000);

        Assert.Equal(requests, node.Kernel.Faults.Requests);
        Assert.NotNull(node.Apply("bridge br0 { address 10.0.0.1/24; mtu 1400 }").Success);
        Assert.Equal(before.Count, KernelPicture.Of(node.Kernel).Count);
        Assert.NotNull(node.Apply("", allowEmpty: true).Success);
        Assert.True(Shows(node, "bridge theirs", "up on"));
        Assert.True(Shows(node, "rule 500", "table 77"));
    }

    [Fact]
    public void SomebodyWhoUndoesItAgainAndAgainIsLeftAloneForDoublingPausesAndAPersonIsTold()
    {
        using ReactorHarness node = Begin("bridge br0 { mtu 1400 }\nbridge calm { mtu 1350 }");

        for (int ms = 0; ms < 30_000; ms += 10)
        {
            node.Other.ChangeLink("br0", new() { Mtu = 1300 });
            node.Other.ChangeLink("calm", new() { Alias = $"a{ms}" });
            node.Pass(10);
        }

        IReadOnlyList<HealingEscalated> said = node.Recorded<HealingEscalated>();
        Assert.All(said, s => Assert.Equal(ResourceKey.Link("br0"), s.Key));
        Assert.Equal([1000, 2000, 4000, 8000], said.Select(s => s.RetryAfterMs).Take(4));
        Assert.InRange(node.Recorded<PlanMade>().Count(p => p.Reason == PlanReason.Heal), 6, 6 * (1 + said.Count));
        Assert.Contains(node.Warnings, w => w.Contains("br0", StringComparison.Ordinal));

        node.Pass(60_000);
        Assert.True(Shows(node, "bridge br0", "mtu 1400"));
        Assert.Empty(node.Warnings);
    }

    [Fact]
    public void WhatCannotBeHealedDoesNotKeepTheRestFromBeingHealed()
    {
        using ReactorHarness node = Begin(Networks.Old);
        IReadOnlyList<string> whole = KernelPicture.Of(node.Kernel);
        node.Kernel.Faults.When(m => m.Type == Rtnetlink.RTM_NEWLINK && m.Attributes(16).Nested(IfLink.IFLA_LINKINFO).Text(IfLink.IFLA_INFO_KIND) == "vxlan" && m.Has(Netlink.NLM_F_EXCL),
            new RefusalFault(Errno.EOPNOTSUPP));

        node.Other.DeleteLink("vx");
        node.Other.DeleteLink("gone");
        node.Other.DeleteLink("va");
        node.Pass(5_000);

        Assert.Equal(["bridge-port vx", "vxlan vx"], whole.Except(KernelPicture.Of(node.Kernel)).Where(l => !l.StartsWith("fdb", StringComparison.Ordinal) && !l.Contains("ff00::", StringComparison.Ordinal)).Select(l => l.Split(':')[0]));
        Assert.Contains(node.Warnings, w => w.Contains("vx", StringComparison.Ordinal) && w.Contains("EOPNOTSUPP", StringComparison.Ordinal));

        node.Kernel.Faults.Clear();
        node.Pass(120_000);
        Assert.Equal(whole, KernelPicture.Of(node.Kernel));
    }

    [Fact]
    public void AnAdoptedInterfaceThatComesBackIsConfiguredAtOnce()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Other.CreateVeth("eth9", "wire9");
        node.Run();
        Assert.NotNull(node.Apply("interface eth9 { mtu 1400; address 192.0.2.10/24 }").Success);

        node.Other.DeleteLink("eth9");
        node.Pass(50_000);
        Assert.NotEmpty(node.Warnings);
        node.Other.CreateVeth("eth9", "wire9");
        node.Pass(100);

        Assert.True(Shows(node, "veth eth9:", "mtu 1400"));
        Assert.True(Shows(node, "address eth9 192.0.2.10/24", ""));
        Assert.Empty(node.Warnings);
    }

    [Fact]
    public void DriftDuringAPlanWaitsForItWithoutASingleWakeUp()
    {
        using ReactorHarness node = Begin("bridge br0");
        node.Kernel.Faults.AtRequest(1, new InterferenceFault(() => node.Other.SetUp("br0", false)));
        node.Kernel.Faults.AtRequest(4, new InterferenceFault(() => node.Other.SetUp("br1", false)));
        int steps = node.Effects;

        node.Submit(new ChangeRequest.Apply(new(new("bridge br0\nbridge br1\nbridge br2", "net.wire"))));
        node.Pass(node.Policy.VerifyTimeoutMs - 1);

        Assert.InRange(node.Effects - steps, 1, 60);
    }
}
