using Wire.Domain;

namespace Wire.Kernel.Tests.Guest;

/// <summary>A refusal names the attribute that the kernel points at, wherever it stands in the request.</summary>
[Trait("Category", "Guest")]
public sealed class GuestRefusalTests : IDisposable
{
    private readonly GuestNetns _netns = new();
    private readonly GuestExecutor _wire;

    public GuestRefusalTests() => _wire = new(_netns);

    public void Dispose()
    {
        _wire.Dispose();
        _netns.Dispose();
    }

    public static TheoryData<string> Refused => [.. Cases.Keys.Order(StringComparer.Ordinal)];

    private static readonly Dictionary<string, Link> Cases = new()
    {
        ["IFLA_VXLAN_ID"] = new Vxlan { Name = "bad", Vni = 1 << 24 },
        ["IFLA_GENEVE_ID"] = new Geneve { Name = "bad", Vni = 1 << 24, Remote = IpAddr.Parse("192.0.2.1") },
        ["IFLA_BOND_MODE"] = new Bond { Name = "bad", Mode = 99 },
        ["IFLA_VRF_TABLE"] = new Vrf { Name = "bad", Table = 0 },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void RefusalNamesTheAttribute(string attribute) => Assert.Equal(attribute, _wire.RefusalOf(Cases[attribute]).Attribute);
}
