using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class NetnsLife
{
    /// <summary>The machine's: its own in each process of tests.</summary>
    private static readonly string _name = $"wire-ns-{Environment.ProcessId}";

    public static KindLife Life { get; } = new()
    {
        Kind = "netns",
        Name = _name,
        Everywhere = true,
        Teardown = [$"if [ $N = 1 ]; then ip netns delete {_name}; fi"],
        Text = $"netns {_name}",
        Look = "ip -j netns list",
        At = $"[name={_name}]",
        Shows = [Is("name", _name), Is("id", null)],
        InPlace = [new($"netns {_name}", $"netns {_name} {{ nsid 70 }}", Is("id", 70))],
        Anew = new("nsid 70", "nsid 71", Is("id", 71)),
        Foreign = [$"ip netns delete {_name}"],
    };
}
