using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>
/// What would refer to an object that is no longer declared once a change is taken back. An object that Wire never declared may
/// be somebody else's, and is no concern here.
/// </summary>
internal static class Dangling
{
    public static ImmutableArray<LaterChange> Find(IntentState before, IntentState after, IEnumerable<Touch> reverted)
    {
        HashSet<ResourceKey> touched = [.. reverted.Select(t => t.Key)];
        (ResourceKey Key, ResourceKey Needed)[] missing =
        [
            .. after.Desired.Values
                .SelectMany(declared => References(declared.Resource), (declared, needed) => (declared.Key, Needed: needed))
                .Where(r => !after.Desired.ContainsKey(r.Needed) && (touched.Contains(r.Key) || touched.Contains(r.Needed)))
                .OrderBy(r => r.Key),
        ];
        if (missing.Length == 0)
        {
            return [];
        }
        Dictionary<ResourceKey, int> last = before.LastTouches();
        return
        [
            .. missing
                .Where(r => last.ContainsKey(r.Needed))
                .Select(r => new LaterChange(r.Key, last.GetValueOrDefault(touched.Contains(r.Key) ? r.Needed : r.Key), r.Needed)),
        ];
    }

    private static IEnumerable<ResourceKey> References(Resource resource) =>
        resource is Veth { Peer: { Length: > 0 } peer } ? resource.Dependencies.Append(ResourceKey.Link(peer)) : resource.Dependencies;
}
