using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>What an operation interrupts, as it ends "interrupts …". Null for nothing: a text that is always there is read by nobody.</summary>
internal static class Interruption
{
    /// <param name="link">The link that goes.</param>
    /// <param name="others">What somebody else put on it and the kernel takes with it.</param>
    public static string? OfDeletion(Link link, IReadOnlyCollection<Resource> others)
    {
        string traffic = $"all traffic through {link.Reference}";
        string[] lost =
        [
            .. others.GroupBy(o => o.Kind.Collection).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => $"{g.Count()} {g.Key}{(g.Count() == 1 ? "" : g.Key == "address" ? "es" : "s")}"),
        ];
        return lost.Length > 0 ? $"{traffic}, and takes away {string.Join(" and ", lost)} that others put there"
            : link.Up == false ? null
            : traffic;
    }

    /// <param name="netns">The network namespace that goes.</param>
    /// <param name="others">Links in it that Wire did not make.</param>
    public static string? OfNamespace(Resource netns, IReadOnlyCollection<Link> others) => others.Count == 0 ? null
        : $"what runs in {netns.Holds}: {string.Join(", ", others.Select(l => l.Name).Take(NamesMax))}{(others.Count > NamesMax ? ", …" : "")} of others go with it, and network cards fall back";

    /// <summary>Names that are said; more would be read by nobody.</summary>
    private const int NamesMax = 5;

    /// <param name="address">The address that goes.</param>
    /// <param name="isLast">Its link has no other.</param>
    /// <param name="lostRoutes">Routes of others that have it for their source, and go with it.</param>
    public static string OfDeletion(Address address, bool isLast, int lostRoutes) =>
        $"connections to {address.Prefix.Address}"
        + (lostRoutes > 0 ? $", and takes away {lostRoutes} route{(lostRoutes == 1 ? "" : "s")} from it that others put there" : "")
        + (isLast ? $"; {address.Link} is left without an address" : "");

    /// <param name="before">The link as it is.</param>
    /// <param name="declared">Where the new values come from.</param>
    /// <param name="attributes">What changes.</param>
    /// <param name="bounced">It goes down and up for that.</param>
    /// <param name="hasAddress">It has an address of its own.</param>
    public static string? OfChange(Link before, Link declared, ImmutableArray<ResourceAttribute> attributes, bool bounced, bool hasAddress)
    {
        if (before.Up == false)
        {
            return null;
        }
        List<string> texts = [];
        foreach (ResourceAttribute attribute in attributes)
        {
            switch (attribute.Name)
            {
                case LinkWords.Up when declared.Up == false:
                    return $"all traffic through {before.Reference}";
                case LinkWords.Master when before.Master is { Length: > 0 } left:
                    texts.Add($"traffic between {before.Reference} and {left}");
                    break;
                case LinkWords.Master when hasAddress:
                    texts.Add($"traffic to the addresses of {before.Reference}");
                    break;
                case LinkWords.Mac:
                    texts.Add("neighbours keep the old address until they ask again");
                    break;
                default:
                    break;
            }
        }
        if (bounced)
        {
            texts.Insert(0, $"all traffic through {before.Reference} for a moment");
        }
        return texts.Count == 0 ? null : string.Join("; ", texts);
    }
}
