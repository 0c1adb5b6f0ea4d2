using Wire.Testing.Simulation;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>Links between namespaces, and links that are not made by netlink.</summary>
public sealed class NamespaceTests
{
    [Fact]
    public void VethReachesIntoAnotherNamespaceAndDiesWithIt()
    {
        SimulatedKernel kernel = new();
        kernel.AddNamespace("blue");
        using ForeignActor home = kernel.As(1);
        using ForeignActor blue = kernel.As(2, "blue");
        using (INetns target = kernel.OpenNetns("blue"))
        {
            home.CreateLink(new() { Name = "v0", Kind = "veth", Peer = new() { Name = "eth0", NetnsDescriptor = target.Descriptor } });
        }

        Assert.Equal(["lo", "v0"], home.Links());
        Assert.Equal(["lo", "eth0"], blue.Links());
        blue.DeleteLink("eth0");
        Assert.Equal(["lo"], home.Links());
    }

    [Fact]
    public void MovedLinkLeavesItsAddressesBehindAndIsDown()
    {
        SimulatedKernel kernel = new();
        kernel.AddNamespace("blue");
        using ForeignActor home = kernel.As(1);
        using ForeignActor blue = kernel.As(2, "blue");
        home.CreateVeth("v0", "v1");
        home.AddAddress("v0", "10.0.0.1/24");
        using (INetns target = kernel.OpenNetns("blue"))
        {
            home.ChangeLink("v0", new() { NetnsDescriptor = target.Descriptor });
        }

        Assert.Equal(["lo", "v0"], blue.Links());
        blue.AddAddress("v0", "10.0.0.1/24");
    }

    [Fact]
    public void TapIsMadeWithItsIndexAndASecondOfItsNameIsRefused()
    {
        SimulatedKernel kernel = new();
        using ForeignActor ip = kernel.As(1);
        TunRequest request = new("tap0", IsTap: true, 1 << 20, 1000);

        kernel.Call(null, request);

        Assert.Equal(1 << 20, ip.IndexOf("tap0"));
        Assert.Equal((int)Testing.Simulation.Errno.EBUSY, Assert.Throws<NetlinkException>(() => kernel.Call(null, request with { Index = null })).Errno);
    }
}
