using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>Objects that no listing shows (<see cref="ResourceKind.IsReadByName"/>), asked for by name.</summary>
public static class NamedObjects
{
    /// <summary>What changes do not know the value of, and what that is a copy of.</summary>
    internal static IReadOnlyCollection<ResourceKey> UnreadIn(IEnumerable<Operation> operations) =>
    [
        .. operations.Where(o => o is { Verb: OperationVerb.Change, Before.IsReadByName: true } && o.Attributes.Any(a => o.Before.Kind.Find(a)?.IsSet(o.Before) == false))
            .SelectMany(o => o.Subject.Model is { } model ? [o.Key, model] : new[] { o.Key }).Distinct(),
    ];

    /// <summary>The objects of these keys that there are, in all namespaces.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static IReadOnlyList<Resource> Read(INetlinkProvider kernel, IReadOnlyCollection<ResourceKey> keys)
    {
        List<Resource> found = [];
        ImmutableHashSet<ResourceKey> all = [.. keys];
        foreach (ResourceCodec codec in ResourceCodecs.All.Where(c => c.Kind.IsReadByName))
        {
            foreach (string? netns in all.Where(k => k.Collection == codec.Kind.Collection).Select(codec.NetnsOf).Distinct())
            {
                codec.Source!.Read(new ObjectContext(new LinkTable(netns, new LinkNames())) { Kernel = kernel, Watched = all }, found);
            }
        }
        return found;
    }
}
