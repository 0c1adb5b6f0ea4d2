using System.Collections.Concurrent;
using Wire.Testing.Simulation;

namespace Wire.Host.Tests.Reactor;

/// <summary>Two declarations whose difference is one of each: created, changed in place, made anew, deleted, moved, untouched.</summary>
internal static class Networks
{
    public const string Old = """
        bridge br0 { mtu 1400; address 10.0.0.1/24 }
        bridge gone { address 10.9.0.1/24 }
        veth va { peer vb; master br0 }
        veth left { peer right; master gone }
        vxlan vx { vni 7; local 10.0.0.1; remote 10.0.0.2; port 4789; master br0 }
        route 192.0.2.0/24 { via 10.0.0.254 }
        route 198.51.100.0/24 { via 10.9.0.254 }
        rule 1000 { from 10.1.0.0/16; table 100 }
        """;

    public const string New = """
        bridge br0 { mtu 1300; address 10.0.0.1/24; address 10.5.0.1/24 }
        bridge made { address 10.8.0.1/24 }
        veth va { peer vb; master made }
        veth first { peer second; master made }
        vxlan vx { vni 8; local 10.0.0.1; remote 10.0.0.2; port 4789; master br0 }
        fdb 02:00:00:00:00:05 { dev vx; remote 10.0.0.9 }
        route 192.0.2.0/24 { via 10.0.0.253 }
        route 203.0.113.0/24 { via 10.8.0.254; metric 50 }
        rule 1000 { from 10.2.0.0/16; table 100 }
        rule 1001 { from 10.3.0.0/16; table 100 }
        """;

    /// <summary>What a kernel shows that nobody touched.</summary>
    public static IReadOnlyList<string> Untouched { get; } = KernelPicture.Of(new SimulatedKernel { Ipv6LinkLocal = false });

    /// <summary>How many requests the kernel gets on the way from the old to the new one.</summary>
    public static int Requests { get; } = CountRequests();

    private static readonly ConcurrentDictionary<string, IReadOnlyList<string>> _pictures = [];

    /// <summary>What the kernel shows after these were applied one after the other, undisturbed.</summary>
    public static IReadOnlyList<string> Picture(params string[] texts) => _pictures.GetOrAdd(string.Join('\0', texts), _ =>
    {
        using ReactorHarness node = new ReactorHarness().Start();
        foreach (string text in texts)
        {
            Assert.NotNull(node.Apply(text).Success);
        }
        return KernelPicture.Of(node.Kernel);
    });

    private static int CountRequests()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Apply(Old);
        long before = node.Kernel.Faults.Requests;
        node.Apply(New);
        return (int)(node.Kernel.Faults.Requests - before);
    }
}
