using VerifyXunit;

namespace Wire.Domain.Tests.Config;

public sealed class LiveExportTests
{
    /// <summary>As <c>ip -d link</c>, <c>ip address</c>, <c>ip route show table all</c> and <c>bridge fdb</c> show a small machine.</summary>
    private static readonly Topology Machine = new(
    [
        new Interface { Name = "lo", Index = 1, Up = true, Mtu = 65536, Master = "" },
        new Interface { Name = "eth0", Index = 2, Up = true, Mtu = 1500, Mac = MacAddress.Parse("52:54:00:12:34:56"), Master = "br0", Alias = "", OperState = 6, Carrier = true },
        new Bridge { Name = "br0", Index = 3, Up = true, Mtu = 1500, Mac = MacAddress.Parse("02:00:00:00:00:01"), Master = "", Stp = false, Priority = 32768, ForwardDelay = 15, HelloTime = 2, MaxAge = 20, Ageing = 100 },
        new Vxlan { Name = "vx1", Index = 4, Up = false, Mtu = 1450, Mac = MacAddress.Parse("02:00:00:00:00:02"), Master = "br0", Vni = 1, Remote = IpAddr.Parse("10.0.0.9"), Port = 4789, Learning = true, Ttl = 0, Tos = 0 },
        new Address { Link = "lo", Prefix = IpPrefix.Parse("127.0.0.1/8"), Flags = 0x80 },
        new Address { Link = "br0", Prefix = IpPrefix.Parse("10.0.0.1/24"), Flags = 0x80, Scope = 0 },
        new Address { Link = "br0", Prefix = IpPrefix.Parse("10.0.0.77/24"), Flags = 0 },
        new Address { Link = "br0", Prefix = IpPrefix.Parse("fe80::1/64"), Flags = 0x80, Scope = 253 },
        new Route { Prefix = IpPrefix.Parse("10.0.0.0/24"), Table = 254, Protocol = 2, Dev = "br0", Scope = 253, Type = 1, Source = IpAddr.Parse("10.0.0.1") },
        new Route { Prefix = IpPrefix.Parse("10.0.0.1/32"), Table = 255, Protocol = 2, Dev = "br0", Type = 2 },
        new Route { Prefix = IpPrefix.DefaultV4, Table = 254, Metric = 0, Protocol = 3, Via = IpAddr.Parse("10.0.0.254"), Dev = "br0", Type = 1 },
        new Route { Prefix = IpPrefix.DefaultV6, Table = 254, Metric = 1024, Protocol = 9, Via = IpAddr.Parse("fe80::2"), Dev = "br0", Type = 1 },
        new Route { Prefix = IpPrefix.Parse("2001:db8:5::/48"), Table = 100, Metric = 1024, Protocol = 4, Type = 7 },
        new Rule { Priority = 32766, Family = 2, Table = 254, Action = 1, Protocol = 2 },
        new Rule { Priority = 1000, Family = 2, From = IpPrefix.Parse("10.1.0.0/16"), Table = 100, Action = 1, Protocol = 4 },
        new FdbEntry { Mac = MacAddress.Parse("02:00:00:00:00:01"), Dev = "br0", State = 0x80 },
        new FdbEntry { Mac = MacAddress.Parse("33:33:00:00:00:01"), Dev = "eth0", State = 0x80, Self = true },
        new FdbEntry { Mac = MacAddress.Parse("00:00:00:00:00:00"), Dev = "vx1", Remote = IpAddr.Parse("10.0.0.9"), State = 0x80, Self = true },
        new FdbEntry { Mac = MacAddress.Parse("02:00:00:00:00:05"), Dev = "vx1", Remote = IpAddr.Parse("10.0.0.9"), State = 0x80, Self = true },
        new FdbEntry { Mac = MacAddress.Parse("02:00:00:00:00:06"), Dev = "eth0", State = 0x40 },
        new FdbEntry { Mac = MacAddress.Parse("02:00:00:00:00:07"), Dev = "eth0", State = 0x02 },
    ]);

    [Fact]
    public Task OnlyWhatSomebodyWouldHaveWrittenIsExported() => Verifier.Verify(ConfigWriter.Export(LiveExport.Select(Machine), ConfigForm.Hierarchical));

    [Fact]
    public void AnExportedMachineIsAValidConfigurationOfItself()
    {
        string text = ConfigWriter.Export(LiveExport.Select(Machine), ConfigForm.Sequential);
        Assert.Equal("0 errors; nothing is applied", Read.Errors(text, Machine));
        foreach (Declared declared in Read.Whole(text, Machine).Desired)
        {
            Resource live = Machine.All.Single(r => r.Kind == declared.Resource.Kind && r.Kind.Attributes[0].SameValue(r, declared.Resource) && r.Kind.Attributes.All(a => a.Fits(declared.Resource, r)));
            Assert.NotNull(live);
        }
    }
}
