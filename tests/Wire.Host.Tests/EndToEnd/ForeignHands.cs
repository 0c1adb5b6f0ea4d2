using Wire.Testing.Simulation;

namespace Wire.Host.Tests.EndToEnd;

/// <summary>What another program does, for the simulated kernel and as the words of <c>ip</c> for the real one.</summary>
/// <param name="Ip">Arguments of <c>ip -n NETNS</c>.</param>
/// <param name="Do">The same by messages.</param>
internal sealed record ForeignAct(string Ip, Action<ForeignActor> Do)
{
    private const int Slots = 4;

    /// <summary>Its own things (links of 'f', 172.16., 198.51.) and Wire's alike; some acts find nothing to act on.</summary>
    public static ForeignAct Next(Random random)
    {
        int i = random.Next(Slots), j = random.Next(Slots), n = random.Next(12);
        string link = random.Next(5) switch { 0 => $"wb{i}", 1 => $"wv{i}", 2 => $"wp{i}", 3 => $"wo{i}", _ => $"wx{i}" };
        return random.Next(15) switch
        {
            0 or 1 => new($"link del {link}", a => a.DeleteLink(link)),
            2 => new($"link set {link} down", a => a.SetUp(link, false)),
            3 => new($"link set {link} mtu {1250 + n}", a => a.ChangeLink(link, new() { Mtu = (uint)(1250 + n) })),
            4 => new($"link set wv{i} nomaster", a => a.SetMaster($"wv{i}", null)),
            5 => new($"link set wv{i} master wb{j}", a => a.SetMaster($"wv{i}", $"wb{j}")),
            6 => new($"addr del 10.{i}.{n % 2}.1/24 dev wb{i}", a => a.DeleteAddress($"wb{i}", $"10.{i}.{n % 2}.1/24")),
            7 => new($"route del 192.0.{i}.0/24", a => a.DeleteRoute(new($"192.0.{i}.0/24") { Protocol = 0 })),
            8 => new($"rule del priority {1100 + i}", a => a.DeleteRule(new() { Priority = (uint)(1100 + i) })),
            9 => new($"link add fb{i} type bridge", a => a.CreateBridge($"fb{i}", up: false)),
            10 => new($"link add fv{i} type veth peer name fp{i}", a => a.CreateVeth($"fv{i}", $"fp{i}")),
            11 => new($"link set fv{i} master wb{j}", a => a.SetMaster($"fv{i}", $"wb{j}")),
            12 => new($"addr add 172.16.{i}.1/24 dev wb{i}", a => a.AddAddress($"wb{i}", $"172.16.{i}.1/24")),
            13 => new($"route add 198.51.{i}.0/24 via 172.16.{i}.9", a => a.AddRoute($"198.51.{i}.0/24", $"172.16.{i}.9")),
            _ => new($"link del f{(n % 2 == 0 ? 'b' : 'v')}{i}", a => a.DeleteLink($"f{(n % 2 == 0 ? 'b' : 'v')}{i}")),
        };
    }
}
