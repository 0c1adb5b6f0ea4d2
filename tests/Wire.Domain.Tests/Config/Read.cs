using System.Text;

namespace Wire.Domain.Tests.Config;

/// <summary>Texts read in the tests' way: under one file name, and with a small node for a live topology.</summary>
internal static class Read
{
    public const string File = "net.wire";

    /// <summary>lo, a physical eth0 with an address, and a tap that somebody else made.</summary>
    public static Topology Live { get; } = new(
    [
        new Interface { Name = "lo", Index = 1, Up = true, Mtu = 65536 },
        new Interface { Name = "eth0", Index = 2, Up = true, Mtu = 1500, Mac = MacAddress.Parse("52:54:00:00:00:01") },
        new Address { Link = "eth0", Prefix = IpPrefix.Parse("192.0.2.10/24"), Flags = 0x80 },
        new Tap { Name = "tap0", Index = 3, Up = true, Mtu = 1500 },
    ]);

    public static ConfigReading Whole(string text, ITopology? live = null) => ConfigReader.Read(Encoding.UTF8.GetBytes(text), File, live);

    public static string Errors(string text, ITopology? live = null) => Whole(text, live).RenderErrors();

    /// <summary>The resources of a text without errors.</summary>
    public static IReadOnlyList<Resource> Resources(string text)
    {
        ConfigReading reading = Whole(text);
        Assert.True(reading.IsValid, reading.RenderErrors());
        return [.. reading.Desired.Select(d => d.Resource)];
    }

    public static ConfigDocument Document(string text)
    {
        ConfigResult result = ConfigDocument.Parse(text, File);
        Assert.Empty(result.Errors.Select(e => e.Render()));
        return result.Document!;
    }

    /// <summary>Equal as sets: order has no meaning.</summary>
    public static void AssertSame(IEnumerable<Resource> expected, IEnumerable<Resource> actual) =>
        Assert.Equal(expected.Select(r => r.ToString()!).Order(StringComparer.Ordinal), actual.Select(r => r.ToString()!).Order(StringComparer.Ordinal));
}
