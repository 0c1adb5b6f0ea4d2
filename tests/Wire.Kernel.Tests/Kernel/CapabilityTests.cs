using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>What the kernel was built without is known before anything is asked of it, and asking makes nothing.</summary>
[Trait("Category", "Kernel")]
public sealed class CapabilityTests : IDisposable
{
    private readonly TestNetns _netns = new();
    private readonly KernelCapabilities _capabilities;

    public CapabilityTests() => _capabilities = new(new RealNetlink(_netns.Name));

    public void Dispose() => _netns.Dispose();


    [Theory]
    [InlineData("bond", "bond links (CONFIG_BONDING)")]
    [InlineData("dummy", "dummy links (CONFIG_DUMMY)")]
    [InlineData("bridge", "bridge links (CONFIG_BRIDGE)")]
    [InlineData("veth", "veth links (CONFIG_VETH)")]
    [InlineData("ifb", "ifb links (CONFIG_IFB)")]
    public void KindIsMissingExactlyWhenIpCannotMakeIt(string kind, string what)
    {
        Link link = (Link)ResourceKinds.Find(kind)!.Blank() with { Name = "made" };
        Operation creation = Wired.Creation(link);
        Plan plan = new([], [creation], ImmutableSortedDictionary<string, uint>.Empty, []);

        ImmutableArray<PlanConflict> missing = _capabilities.MissingFor(plan);

        Assert.Equal(_netns.HasKind(kind), missing.IsEmpty);
        Assert.All(missing, m => Assert.Equal((link.Key, $"this kernel has no {what}"), (m.Key, m.Message)));
        Assert.Equal(["lo"], _netns.LinkNames());
    }

    /// <summary>A VXLAN that filters is made only by a kernel that has their networks.</summary>
    [Fact]
    public void NetworksOfVxlansAreMissingExactlyWhereNoneFilters()
    {
        bool filters = _netns.TryIp("link add vx0 type vxlan external vnifilter dstport 4789");
        VxlanVni none = new() { Dev = "vx0", Vnis = [] };
        Plan plan = new([], [Wired.Difference(none, none with { Vnis = [new(7, 7, null)] })], ImmutableSortedDictionary<string, uint>.Empty, []);

        ImmutableArray<PlanConflict> missing = _capabilities.MissingFor(plan);

        Assert.Equal(filters, missing.IsEmpty);
        Assert.All(missing, m => Assert.Equal((none.Key, "this kernel has no networks of VXLANs (CONFIG_VXLAN, since Linux 5.18)"), (m.Key, m.Message)));
    }

    [Fact]
    public void AskingForAKindIsHeardByNobody()
    {
        using INetlinkSocket listening = new RealNetlink(_netns.Name).Open(NetlinkFamily.Route, null);
        listening.Join(LinuxRtnetlink.RTNLGRP_LINK);

        foreach (ResourceKind kind in ResourceKinds.All.Where(k => k.IsLink))
        {
            if (ResourceCodecs.NeedOf(kind) is { } need)
            {
                need.IsMet(new RealNetlink(_netns.Name), null);
            }
        }

        Assert.Equal(0, listening.Receive(new byte[8192], 100));
    }

    [Fact]
    public void GenericFamilyIsFoundByNameOrNamedWhenItIsMissing()
    {
        RealNetlink kernel = new(_netns.Name);

        Assert.Equal(("nlctrl", LinuxGenericNetlink.GENL_ID_CTRL), (kernel.Generic.Of(null, "nlctrl").Name, kernel.Generic.Of(null, "nlctrl").Id));
        Assert.Contains("notify", kernel.Generic.Of(null, "nlctrl").Groups.Keys);
        Assert.Equal("this kernel has no 'wire-nothing': generic netlink family 'wire-nothing' is missing",
            Assert.Throws<GenericFamilyMissingException>(() => kernel.Generic.Of(null, "wire-nothing")).Message);
    }
}
