using MessagePack;

namespace Wire.Domain;

/// <summary>Whether the order of a list's items has a meaning.</summary>
public enum ListOrder
{
    /// <summary>None: a set, shown in the order of its values; what is there is not added again.</summary>
    Sorted,

    /// <summary>It has one: actions that follow each other, expressions of a rule.</summary>
    Kept,
}

/// <summary>
/// An attribute with any number of values: its word is said once for each. Not set means "whatever it is", and an empty list "none".
/// The canonical text has ", " between the items.
/// </summary>
public abstract class ListAttribute : ResourceAttribute
{
    private protected const string Separator = ", ";

    /// <summary>The canonical text of each item; empty when not set.</summary>
    public abstract IReadOnlyList<string> Items(Resource resource);

    /// <summary>With the items of another resource behind those that it has and are not among them.</summary>
    public abstract Resource Union(Resource from, Resource to);

    /// <summary>Without the item; not set when nothing is left.</summary>
    public abstract Resource Remove(Resource resource, string item);

    /// <summary>With one more item; false when the text is none.</summary>
    public abstract bool TryAdd(Resource resource, string item, out Resource result);
}

/// <param name="format">How one item is written.</param>
/// <param name="get">The list; null when not set.</param>
/// <param name="with">The resource with another list.</param>
/// <param name="order">Whether their order has a meaning.</param>
public sealed class ListAttribute<TResource, T>(
    ValueFormat<T> format, Func<TResource, ValueList<T>?> get, Func<TResource, ValueList<T>?, TResource> with, ListOrder order) : ListAttribute
    where TResource : Resource
    where T : notnull
{
    /// <summary>Whether the observed list (second) is what was declared (first), where that takes more than the items; both are set.</summary>
    public Func<TResource, TResource, bool>? Same { get; init; }

    /// <summary>What an item is called. A declaration names some of the items that there are: the others are whatever they are.</summary>
    public Func<T, string>? ItemName { get; init; }

    public override string Expects => format.Expects;

    public override JsonForm Json => format.Json;

    public override bool IsPhrase => format.IsPhrase;

    public override bool IsLinkReference => format.IsLinkReference;

    public override IEnumerable<(string Reference, string Text)> LinksIn(Resource resource) =>
        format.IsLinkReference ? (get((TResource)resource) ?? []).SelectMany(format.LinksIn) : [];

    public override Resource Renamed(Resource resource, string before, string after) =>
        LinksIn(resource).Any(l => l.Reference == before)
            ? with((TResource)resource, InOrder(get((TResource)resource)!.Select(v => format.Renamed(v, before, after))))
            : resource;

    public override bool IsSet(Resource resource) => get((TResource)resource) is not null;

    public override string? Format(Resource resource) => IsSet(resource) ? string.Join(Separator, Items(resource)) : null;

    public override IReadOnlyList<string> Items(Resource resource) => [.. InOrder(get((TResource)resource) ?? []).Select(format.Format)];

    /// <summary>Of items that have names only those that are another: a device has fifty features.</summary>
    public override (string? Old, string? New) Difference(Resource before, Resource after)
    {
        if (ItemName is null || get((TResource)before) is not { } old || get((TResource)after) is not { } now)
        {
            return base.Difference(before, after);
        }
        T[] changed = [.. InOrder(now).Where(v => !old.Contains(v))];
        HashSet<string> names = [.. changed.Select(ItemName)];
        return (Text(InOrder(old).Where(v => names.Contains(ItemName(v)))), Text(changed));

        string Text(IEnumerable<T> items) => string.Join(Separator, items.Select(format.Format));
    }

    public override bool SameValue(Resource left, Resource right) =>
        (get((TResource)left), get((TResource)right)) is ({ } one, { } other) ? InOrder(one).Equals(InOrder(other)) : IsSet(left) == IsSet(right);

    private protected override bool FitsValue(Resource declared, Resource observed)
    {
        if (Same is not null)
        {
            return Same((TResource)declared, (TResource)observed);
        }
        ValueList<T> asked = InOrder(get((TResource)declared)!);
        ValueList<T> shown = InOrder(get((TResource)observed)!);
        return ItemName is not null ? asked.All(a => shown.Any(s => format.Fits(a, s)))
            : asked.Count == shown.Count && asked.Zip(shown, format.Fits).All(fits => fits);
    }

    public override bool TryParse(Resource resource, string text, out Resource result)
    {
        result = resource;
        List<T> values = [];
        foreach (string part in text.Length == 0 ? [] : text.Split(Separator))
        {
            if (!format.TryParse(part, out T value))
            {
                return false;
            }
            values.Add(value);
        }
        result = with((TResource)resource, InOrder(values));
        return true;
    }

    public override bool TryAdd(Resource resource, string item, out Resource result)
    {
        bool parsed = format.TryParse(item, out T value);
        result = parsed ? with((TResource)resource, Added(get((TResource)resource) ?? [], value)) : resource;
        return parsed;
    }

    /// <summary>A file may say ten thousand items one after the other: each finds its place among those that are in order already.</summary>
    private ValueList<T> Added(ValueList<T> items, T value)
    {
        (int low, int high) = (order == ListOrder.Kept ? items.Count : 0, items.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            int compared = Compare(items[middle], value);
            if (compared == 0)
            {
                return items;
            }
            (low, high) = compared < 0 ? (middle + 1, high) : (low, middle);
        }
        T[] added = new T[items.Count + 1];
        for (int i = 0; i < added.Length; i++)
        {
            added[i] = i < low ? items[i] : i == low ? value : items[i - 1];
        }
        return new(added);
    }

    private int Compare(T left, T right) => left is IComparable<T> comparable && left is not string ? comparable.CompareTo(right)
        : string.CompareOrdinal(format.Format(left), format.Format(right));

    public override Resource Union(Resource from, Resource to)
    {
        ValueList<T> known = get((TResource)to) ?? [];
        return with((TResource)to, InOrder(known.Concat((get((TResource)from) ?? []).Where(v => !known.Contains(v)))));
    }

    public override Resource Remove(Resource resource, string item)
    {
        T[] left = [.. (get((TResource)resource) ?? []).Where(v => format.Format(v) != item)];
        return with((TResource)resource, left.Length == 0 ? null : InOrder(left));
    }

    public override Resource Copy(Resource from, Resource to) => with((TResource)to, get((TResource)from));

    public override Resource Clear(Resource resource) => with((TResource)resource, null);

    internal override void Write(ref MessagePackWriter writer, Resource resource)
    {
        ValueList<T> values = get((TResource)resource)!;
        writer.WriteArrayHeader(values.Count);
        foreach (T value in values)
        {
            format.Write(ref writer, value);
        }
    }

    internal override Resource Read(ref MessagePackReader reader, Resource resource)
    {
        int count = reader.ReadArrayHeader();
        List<T> values = [];
        for (int i = 0; i < count; i++)
        {
            values.Add(format.Read(ref reader));
        }
        return with((TResource)resource, values.ToValueList());
    }

    private ValueList<T> InOrder(IEnumerable<T> values) => order == ListOrder.Kept ? values.ToValueList()
        : typeof(T).IsAssignableTo(typeof(IComparable<T>)) && typeof(T) != typeof(string) ? values.Distinct().Order().ToValueList()
        : values.DistinctBy(format.Format, StringComparer.Ordinal).OrderBy(format.Format, StringComparer.Ordinal).ToValueList();
}
