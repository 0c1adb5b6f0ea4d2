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
        HashSet<ResourceKey> withdrawn = [.. touched.Where(key => !after.Desired.ContainsKey(key))];
        return
        [
            .. after.Desired.Values
                .SelectMany(declared => References(declared.Resource), (declared, needed) => (declared.Key, Needed: needed))
                .Where(r => withdrawn.Contains(r.Needed) || (touched.Contains(r.Key) && IsGone(before, after, r.Needed)))
                .OrderBy(r => r.Key)
                .Select(r => new LaterChange(r.Key, before.LastTouchOf(touched.Contains(r.Key) ? r.Needed : r.Key), r.Needed)),
        ];
    }

    private static IEnumerable<ResourceKey> References(Resource resource) =>
        resource is Veth { Peer: { Length: > 0 } peer } ? resource.Dependencies.Append(ResourceKey.Link(peer)) : resource.Dependencies;

    private static bool IsGone(IntentState before, IntentState after, ResourceKey key) =>
        !after.Desired.ContainsKey(key) && before.LastTouchOf(key) is not null;
}
