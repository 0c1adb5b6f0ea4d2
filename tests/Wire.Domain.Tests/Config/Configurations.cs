using CsCheck;

namespace Wire.Domain.Tests.Config;

/// <summary>
/// Random sets of resources that a configuration can say. Made from the attribute tables, so that a new kind is in them as
/// it is: each attribute takes one of the sample texts that its format accepts, or stays unset.
/// </summary>
internal static class Configurations
{
    private static readonly string[] Samples =
    [
        "on", "off", "1", "2", "7", "100", "1500", "4000", "65535", "10.0.0.9", "10.7.0.1", "2001:db8::9", "10.4.0.0/16", "2001:db8:4::/48",
        "02:00:00:00:00:07", "active-backup", "802.3ad", "blackhole", "unreachable", "throw", "goto", "main", "local", "inet6", "plain", "two words", "qu\"o\\te # {};",
    ];

    public static Gen<IReadOnlyList<Resource>> Any { get; } =
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 4], Gen.Int[0, 6], Gen.ULong).Select((links, addresses, others, seed) => (IReadOnlyList<Resource>)Build(links, addresses, others, new Dice(seed)));

    private static List<Resource> Build(int linkCount, int addressCount, int otherCount, Dice dice)
    {
        List<Link> links = [];
        ResourceKind[] kinds = [.. ResourceKinds.All.Where(k => k.Collection == "link")];
        for (int i = 0; i < linkCount; i++)
        {
            links.AddRange(Links(dice.Of(kinds), i, dice));
        }
        for (int i = 0; i < links.Count; i++)
        {
            links[i] = Attach(links[i], links, dice);
        }
        List<Resource> all = [.. links];
        List<Link> withBlocks = [.. links.Where(l => l.Up is not null)];
        for (int i = 0; i < addressCount && withBlocks.Count > 0; i++)
        {
            Address address = new() { Link = dice.Of(withBlocks).Reference, Prefix = IpPrefix.Parse(dice.Chance(2) ? $"10.0.{i}.1/24" : $"2001:db8:{i}::1/64") };
            address = dice.Chance(3) ? address with { Peer = IpAddr.Parse(address.Prefix.IsV6 ? $"2001:db8:{i}::2" : $"10.0.{i}.2") } : address;
            all.Add(dice.Chance(2) ? Fill(address, dice) : address);
        }
        for (int i = 0; i < otherCount; i++)
        {
            all.Add(dice.Next(3) switch { 0 => SomeRoute(i, links, dice), 1 => SomeRule(i, dice), _ => SomeEntry(i, links, dice) });
        }
        return all;
    }

    private static IEnumerable<Link> Links(ResourceKind kind, int i, Dice dice)
    {
        Link link = (Link)kind.Blank() with { Name = $"l{i}", Netns = dice.Chance(6) ? "blue" : null, Up = !dice.Chance(4) };
        Link filled = (Link)Fill(link, dice);
        if (filled is not Veth end)
        {
            return [filled];
        }
        Veth other = (Veth)Fill(new Veth { Name = $"l{i}p", Netns = dice.Chance(4) ? "blue" : null, Up = true }, dice);
        return [end with { Peer = other.Reference }, other with { Peer = end.Reference }];
    }

    /// <summary>Sets attributes that name no other link.</summary>
    private static Resource Fill(Resource resource, Dice dice)
    {
        foreach (ResourceAttribute attribute in resource.Kind.Attributes.Where(a => a.Mutability is not (Mutability.Observed or Mutability.Identity) && a.Name is not ("up" or "nexthop") && a.Expects != ValueFormats.Link.Expects))
        {
            string[] fitting = [.. Samples.Where(s => attribute.TryParse(resource, s, out _))];
            if (fitting.Length > 0 && dice.Chance(2) && attribute.TryParse(resource, dice.Of(fitting), out Resource filled))
            {
                resource = filled;
            }
        }
        return resource;
    }

    private static Link Attach(Link link, List<Link> links, Dice dice)
    {
        foreach (ResourceAttribute attribute in link.Kind.Attributes.Where(a => a.Expects == ValueFormats.Link.Expects && a.Mutability != Mutability.Observed && a.Name is not ("name" or "peer")))
        {
            Link to = dice.Of(links);
            bool fits = attribute.Name != "master" || (to is Bridge or Bond && to.Netns == link.Netns);
            if (fits && dice.Chance(2) && attribute.TryParse(link, to.Reference, out Resource attached))
            {
                link = (Link)attached;
            }
        }
        return link is Interface { Master.Length: > 0 } port && dice.Chance(2) ? new Interface { Name = port.Name, Netns = port.Netns, Master = port.Master } : link;
    }

    private static Route SomeRoute(int i, List<Link> links, Dice dice)
    {
        IpPrefix prefix = IpPrefix.Parse(dice.Next(4) switch { 0 => "0.0.0.0/0", 1 => "::/0", 2 => $"2001:db8:{i}::/48", _ => $"10.{i}.0.0/16" });
        Route route = new() { Prefix = prefix, Table = (uint)(1000 + i), Metric = dice.Chance(2) ? (uint)i : null, Tos = dice.Chance(4) ? 8u : null };
        IpAddr Gateway(int n) => IpAddr.Parse(prefix.IsV6 ? $"2001:db8::{n + 1}" : $"10.0.0.{n + 1}");
        return dice.Next(3) switch
        {
            0 => route with { Type = (uint)(6 + dice.Next(4)) },
            1 => route with { Via = Gateway(i), Dev = links.Count > 0 && dice.Chance(2) ? dice.Of(links).Reference : null, Source = dice.Chance(3) ? Gateway(50) : null },
            _ => route with { NextHops = NextHopsFormat.Sorted([new NextHop(Gateway(1), null, 1 + (uint)dice.Next(256)), new NextHop(Gateway(2), links.Count > 0 ? dice.Of(links).Reference : null, 1)]) },
        };
    }

    private static Rule SomeRule(int i, Dice dice)
    {
        Rule rule = (Rule)Fill(new Rule { Priority = (uint)(i / 2), Family = i % 2 == 0 ? 2u : 10u }, dice);
        bool isV6 = rule.Family == 10;
        return rule with { Table = rule.Table ?? 100, From = rule.From?.IsV6 == isV6 ? rule.From : null, To = rule.To?.IsV6 == isV6 ? rule.To : null };
    }

    private static FdbEntry SomeEntry(int i, List<Link> links, Dice dice) => new()
    {
        Mac = MacAddress.Parse($"02:00:00:00:00:{i / 2:x2}"),
        Dev = links.Count > 0 ? dice.Of(links).Reference : "eth0",
        Vlan = (uint)(1 + i),
        Remote = dice.Chance(2) ? IpAddr.Parse("10.0.0.9") : null,
    };

    /// <summary>SplitMix64: the same seed throws the same, on every machine.</summary>
    private sealed class Dice(ulong seed)
    {
        public int Next(int sides)
        {
            seed += 0x9e37_79b9_7f4a_7c15;
            ulong z = (seed ^ seed >> 30) * 0xbf58_476d_1ce4_e5b9;
            z = (z ^ z >> 27) * 0x94d0_49bb_1331_11eb;
            return (int)((z ^ z >> 31) % (ulong)sides);
        }

        /// <summary>One in so many.</summary>
        public bool Chance(int outOf) => Next(outOf) == 0;

        public T Of<T>(IReadOnlyList<T> choices) => choices[Next(choices.Count)];
    }
}
