namespace Wire.Domain;

/// <summary>The order of resources of one kind: numbers and addresses by value, names by their bytes.</summary>
internal sealed class CanonicalOrder : IComparer<Declared>
{
    public static CanonicalOrder Instance { get; } = new();

    public int Compare(Declared? x, Declared? y)
    {
        int order = (x!.Resource, y!.Resource) switch
        {
            (Route left, Route right) => (left.EffectiveTable, left.Prefix, left.EffectiveMetric).CompareTo((right.EffectiveTable, right.Prefix, right.EffectiveMetric)),
            (Rule left, Rule right) => (left.Priority, left.Family).CompareTo((right.Priority, right.Family)),
            _ => 0,
        };
        return order != 0 ? order : x.Key.CompareTo(y.Key);
    }
}
