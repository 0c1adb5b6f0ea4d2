namespace Wire.Domain;

/// <summary>A configuration that adds, changes and deletes, on top of what is declared.</summary>
internal static class Merging
{
    /// <summary>The declarations that it changes, whole.</summary>
    public static IReadOnlyList<Declared> Into(IntentState state, ApplyRequest request)
    {
        var cleared = request.Deletions.Where(d => d.Attribute is not null).ToLookup(d => d.Key, d => d.Attribute!);
        HashSet<ResourceKey> deleted = Deleted(state, request);
        HashSet<ResourceKey> named = [.. request.Declared.Select(d => d.Key)];

        Declared? Standing(ResourceKey key) =>
            !deleted.Contains(key) && state.Desired.TryGetValue(key, out Declared? current) ? Without(current, cleared[key]) : null;

        return
        [
            .. request.Declared.Select(asked => OnTop(Standing(asked.Key), asked)),
            .. cleared.Select(c => c.Key).Where(key => !named.Contains(key)).Order().Select(Standing).OfType<Declared>(),
        ];
    }

    /// <summary>What it withdraws, in the order of the keys.</summary>
    public static List<ResourceKey> Withdrawn(IntentState state, ApplyRequest request) =>
        [.. Deleted(state, request).Except(request.Declared.Select(d => d.Key)).Order()];

    private static Declared OnTop(Declared? current, Declared asked)
    {
        if (current is null || current.Resource.Kind != asked.Resource.Kind)
        {
            return asked;
        }
        Resource merged = current.Resource;
        var assigned = current.Assigned;
        foreach (ResourceAttribute attribute in merged.Kind.Attributes.Where(a => a.IsSet(asked.Resource)))
        {
            bool said = !asked.Assigned.Contains(attribute.Name);
            if (said || !attribute.IsSet(merged))
            {
                merged = attribute.Copy(asked.Resource, merged);
                assigned = said ? assigned.Remove(attribute.Name) : assigned.Add(attribute.Name);
            }
        }
        return new(merged, assigned, asked.Origin ?? current.Origin);
    }

    private static HashSet<ResourceKey> Deleted(IntentState state, ApplyRequest request)
    {
        HashSet<ResourceKey> deleted = [];
        foreach (Deletion deletion in request.Deletions.Where(d => d.Attribute is null))
        {
            Delete(state, deletion.Key, deleted);
        }
        return deleted;
    }

    /// <summary>A link takes with it what stands in its block: its addresses, and the other end of its pair.</summary>
    private static void Delete(IntentState state, ResourceKey key, HashSet<ResourceKey> deleted)
    {
        if (!deleted.Add(key) || !state.Desired.TryGetValue(key, out Declared? declared) || declared.Resource is not Link link)
        {
            return;
        }
        deleted.UnionWith(state.Desired.Values.Select(d => d.Resource).OfType<Address>().Where(a => a.Link == link.Reference).Select(a => a.Key));
        if (link is Veth { Peer: { } peer })
        {
            Delete(state, ResourceKey.Link(peer), deleted);
        }
    }

    private static Declared Without(Declared declared, IEnumerable<string> attributes)
    {
        foreach (string name in attributes)
        {
            if (declared.Resource.Kind.Find(name) is { } attribute && Assignment.IsSettable(attribute) && !declared.Assigned.Contains(name))
            {
                declared = declared with { Resource = attribute.Clear(declared.Resource) };
            }
        }
        return declared;
    }
}
