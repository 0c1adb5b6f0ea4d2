namespace Wire.Domain;

/// <summary>The place of a resource among those of its kind: numbers and addresses by value, names by their bytes.</summary>
internal readonly record struct CanonicalOrder(uint First, IpPrefix Prefix, uint Last, string Id) : IComparable<CanonicalOrder>
{
    public static CanonicalOrder Of(Declared declared) => declared.Resource switch
    {
        Route route => new(route.EffectiveTable, route.Prefix, route.EffectiveMetric, route.Key.Id),
        Rule rule => new(rule.Priority, default, rule.Family, rule.Key.Id),
        var other => new(0, default, 0, other.Key.Id),
    };

    public int CompareTo(CanonicalOrder other)
    {
        int byNumbers = (First, Prefix, Last).CompareTo((other.First, other.Prefix, other.Last));
        return byNumbers != 0 ? byNumbers : string.CompareOrdinal(Id, other.Id);
    }
}
