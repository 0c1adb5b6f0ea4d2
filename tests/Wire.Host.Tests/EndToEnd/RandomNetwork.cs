namespace Wire.Host.Tests.EndToEnd;

/// <summary>
/// A configuration that changes at random, a few objects at a time, and what a kernel has to show for it. Names of Wire's links begin
/// with 'w', its prefixes with 10. and 192.0., its rules stand from 1100 to 1199 (1000 is that of VRFs).
/// </summary>
internal sealed record RandomNetwork
{
    private const int Slots = 4;
    private const int VariantsMax = 34;

    /// <summary>Per slot: null for nothing, otherwise a variant.</summary>
    public required int?[] Bridges { get; init; }

    public required int?[] Pairs { get; init; }

    public required int?[] Tunnels { get; init; }

    public required int?[] Routes { get; init; }

    public required int?[] Rules { get; init; }

    public required int?[] Entries { get; init; }

    public required int?[] Others { get; init; }

    /// <summary>What <see cref="Others"/> are chosen from.</summary>
    public required IReadOnlyList<string> OtherKinds { get; init; }

    public static RandomNetwork Empty(IReadOnlyList<string> otherKinds) => new()
    {
        Bridges = new int?[Slots], Pairs = new int?[Slots], Tunnels = new int?[Slots], Routes = new int?[Slots], Rules = new int?[Slots], Entries = new int?[Slots],
        Others = new int?[Slots], OtherKinds = otherKinds,
    };

    public RandomNetwork Mutate(Random random)
    {
        RandomNetwork next = this with
        {
            Bridges = [.. Bridges], Pairs = [.. Pairs], Tunnels = [.. Tunnels], Routes = [.. Routes], Rules = [.. Rules], Entries = [.. Entries],
            Others = [.. Others],
        };
        int?[][] all = [next.Bridges, next.Pairs, next.Tunnels, next.Routes, next.Rules, next.Entries, next.Others];
        for (int i = random.Next(1, 9); i > 0; i--)
        {
            int?[] kind = all[random.Next(all.Length)];
            kind[random.Next(Slots)] = random.Next(4) == 0 ? null : random.Next(VariantsMax);
        }
        return next;
    }

    /// <summary>The configuration, and lines (or parts of lines of links, separated by " .. ") that the kernel has to show.</summary>
    public (string Text, IReadOnlyList<string> Expected) Write()
    {
        List<string> text = [];
        List<string> expected = [];
        for (int i = 0; i < Slots; i++)
        {
            WriteBridge(i, text, expected);
            WritePair(i, text, expected);
            WriteTunnel(i, text, expected);
            WriteRoute(i, text, expected);
            WriteOther(i, text, expected);
            if (Rules[i] is { } rule)
            {
                text.Add($"rule {1100 + i} {{ from 10.{100 + (rule % 3)}.0.0/16; table {100 + (rule / 3)} }}");
                expected.Add($"rule {1100 + i} from 10.{100 + (rule % 3)}.0.0/16 table {100 + (rule / 3)}");
            }
        }
        return (string.Join('\n', text), expected);
    }

    private bool HasAddress(int bridge) => Bridges[bridge] is { } variant && variant % 3 != 0;

    private void WriteBridge(int i, List<string> text, List<string> expected)
    {
        if (Bridges[i] is not { } variant)
        {
            return;
        }
        string mtu = variant % 4 == 0 ? "" : $"mtu {1200 + (variant * 10)}; ";
        text.Add($"bridge wb{i} {{ {mtu}{(HasAddress(i) ? $"address 10.{i}.{variant % 2}.1/24" : "stp off")} }}");
        expected.Add($"link wb{i} bridge up .. {(mtu.Length > 0 ? $"mtu {1200 + (variant * 10)}" : "")}");
        if (HasAddress(i))
        {
            expected.Add($"address wb{i} 10.{i}.{variant % 2}.1/24");
        }
    }

    private void WritePair(int i, List<string> text, List<string> expected)
    {
        if (Pairs[i] is not { } variant)
        {
            return;
        }
        int bridge = variant % Slots;
        bool hasMaster = Bridges[bridge] is not null;
        string mtu = variant % 3 == 0 ? $"mtu {1300 + variant}; " : "";
        text.Add($"veth wv{i} {{ {mtu}peer wp{i} {{ alias \"end {variant / 4}\" }}{(hasMaster ? $"; master wb{bridge}" : "")} }}");
        expected.Add($"link wv{i} veth up .. {(mtu.Length > 0 ? $"mtu {1300 + variant}" : "")} .. {(hasMaster ? $"master wb{bridge} " : "")}");
        expected.Add($"link wp{i} veth up .. alias end {variant / 4}");
    }

    private void WriteOther(int i, List<string> text, List<string> expected)
    {
        if (Others[i] is { } variant && OtherLinks.Write(i, OtherKinds[variant % OtherKinds.Count], variant / OtherKinds.Count, Pairs[i] is not null) is { } other)
        {
            text.Add(other.Text);
            expected.Add(other.Expected);
        }
    }

    private void WriteTunnel(int i, List<string> text, List<string> expected)
    {
        if (Tunnels[i] is not { } variant)
        {
            return;
        }
        int bridge = (variant + 1) % Slots;
        bool hasMaster = Bridges[bridge] is not null;
        text.Add($"vxlan wx{i} {{ vni {100 + i + (10 * (variant % 3))}; local 10.200.0.1; remote 10.200.0.{2 + (variant % 2)}; port 4789{(hasMaster ? $"; master wb{bridge}" : "")} }}");
        expected.Add($"link wx{i} vxlan up .. {(hasMaster ? $"master wb{bridge} " : "")} .. vni {100 + i + (10 * (variant % 3))} remote 10.200.0.{2 + (variant % 2)}");
        if (Entries[i] is { } entry)
        {
            text.Add($"fdb 02:aa:00:00:00:{entry:x2} {{ dev wx{i}; remote 10.200.1.{entry} }}");
            expected.Add($"fdb 02:aa:00:00:00:{entry:x2} dev wx{i} remote 10.200.1.{entry}");
        }
    }

    private void WriteRoute(int i, List<string> text, List<string> expected)
    {
        if (Routes[i] is not { } variant || !HasAddress(variant % Slots))
        {
            return;
        }
        int bridge = variant % Slots;
        int net = Bridges[bridge]!.Value % 2;
        string metric = variant % 3 == 0 ? $"; metric {50 + variant}" : "";
        text.Add($"route 192.0.{i}.0/24 {{ via 10.{bridge}.{net}.254{metric} }}");
        expected.Add($"route 192.0.{i}.0/24 via 10.{bridge}.{net}.254 dev wb{bridge} table main metric {(variant % 3 == 0 ? 50 + variant : 0)}");
    }
}
