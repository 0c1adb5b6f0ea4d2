namespace Wire.Domain;

/// <summary>The language's own words: everything in it that no attribute table says.</summary>
internal static class Sugar
{
    /// <summary>What the head of the route that catches all is written as.</summary>
    public const string DefaultRoute = "default";

    /// <summary>The word by which a link of this kind takes others as its ports; null when it takes none.</summary>
    public static string? PortWord(ResourceKind kind) =>
        kind == Bridge.TheKind || kind == Vrf.TheKind ? "port" : kind == Bond.TheKind ? "member" : null;

    public static Clause ClauseFor(ResourceKind kind, ResourceAttribute attribute) =>
        kind == Route.TheKind && attribute.Name == "nexthop" ? new NextHopClause(attribute)
        : kind == Veth.TheKind && attribute.Name == "peer" ? new PeerClause(attribute)
        : new AttributeClause(attribute.Name, attribute);

    public static IEnumerable<Clause> ClausesOf(ResourceKind kind)
    {
        if (kind.Collection == "link")
        {
            yield return new AddressClause();
        }
        if (PortWord(kind) is { } word)
        {
            yield return new PortClause(word);
        }
        if (kind.Find("ikey") is { } received && kind.Find("okey") is { } sent)
        {
            yield return new BothClause("key", received, sent);
        }
        foreach ((string attribute, string value, string flag) in Flags)
        {
            if (flag != attribute && kind.Find(attribute) is { } found && found.TryParse(kind.Blank(), value, out _))
            {
                yield return new AttributeClause(flag, found) { Fixed = value };
            }
        }
    }

    /// <summary>Values that have a word of their own, and are written by it.</summary>
    private static readonly (string Attribute, string Value, string Flag)[] Flags =
    [
        ("up", "on", "up"),
        ("up", "off", "down"),
        ("not", "on", "not"),
        ("type", "blackhole", "blackhole"),
        ("type", "unreachable", "unreachable"),
        ("type", "prohibit", "prohibit"),
        ("type", "throw", "throw"),
        ("action", "blackhole", "blackhole"),
        ("action", "unreachable", "unreachable"),
        ("action", "prohibit", "prohibit"),
    ];

    /// <summary>The word for a value, "down" for up = off; null when it has none.</summary>
    public static string? FlagFor(ResourceAttribute attribute, string value)
    {
        foreach ((string name, string text, string flag) in Flags)
        {
            if (name == attribute.Name && text == value)
            {
                return flag;
            }
        }
        return null;
    }

    /// <summary>The head as the attribute table knows it: "default" is 0.0.0.0/0, or ::/0 when a gateway or the source is IPv6.</summary>
    public static string HeadOf(OutlineBlock block) =>
        block.Words.Kind == Route.TheKind && block.Name == DefaultRoute
            ? (block.Clauses.Any(SaysV6) ? IpPrefix.DefaultV6 : IpPrefix.DefaultV4).ToString()
            : block.Name;

    private static bool SaysV6(OutlineClause clause) => clause.Clause switch
    {
        NextHopClause => NextHopsFormat.TryParseOne(clause.Value, out NextHop? hop) && hop.Via is { IsV6: true },
        AttributeClause { Attribute.Name: "via" or "source" } => clause.Value.Contains(':', StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>AF_INET or AF_INET6, as the rule's prefixes say; AF_INET when it has none.</summary>
    public static uint FamilyOf(Rule rule) => rule.From?.IsV6 ?? rule.To?.IsV6 ?? false ? 10u : 2u;

    /// <summary>A rule whose prefixes are IPv6, and that does not say so in a word.</summary>
    public static bool IsRuleForV6(OutlineBlock block) =>
        block.Words.Kind == Rule.TheKind
        && block.Clauses.All(c => c.Clause.Word != "family")
        && (ValueOf(block, "from") ?? ValueOf(block, "to"))?.Contains(':', StringComparison.Ordinal) == true;

    private static string? ValueOf(OutlineBlock block, string word) => block.Clauses.FirstOrDefault(c => c.Clause.Word == word)?.Value;
}
