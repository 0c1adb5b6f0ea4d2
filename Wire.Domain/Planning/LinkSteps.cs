using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>The operations that make, change or delete one link: what the kernel takes in one request and what it wants after.</summary>
internal static class LinkSteps
{
    private const int Unnumbered = -1;

    /// <param name="wanted">The link with its index.</param>
    /// <param name="companion">The other end, with its index; it gets its own <see cref="Complete"/>.</param>
    /// <param name="led">Its master <see cref="ResourceKind.LeadsPorts"/>: it joins down.</param>
    public static IEnumerable<Operation> Make(Link wanted, Link? companion, bool led)
    {
        Link asked = (Link)Without(wanted, a => a.AfterCreation || (a.Name == LinkWords.Mtu && wanted.Kind.MtuFollowsPorts) || (a.Name == LinkWords.Up && led));
        yield return new(Unnumbered, OperationVerb.Create, null, asked, companion is null ? null : AsCompanion(companion), [], null);
        if (Complete(asked, wanted) is { } rest)
        {
            yield return rest;
        }
    }

    /// <summary>What the creation of a pair asks of the second end: IFF_UP and a master there are refused (veth_newlink, drivers/net/veth.c).</summary>
    public static Link AsCompanion(Link end) =>
        (Link)Without(end, a => a.AfterCreation || a.Name is LinkWords.Up or LinkWords.Master);

    /// <summary>The change that a new link still needs to be as wanted; null for none.</summary>
    public static Operation? Complete(Link made, Link wanted)
    {
        ImmutableArray<ResourceAttribute> missing =
        [
            .. wanted.Kind.Attributes.Where(a => a.Mutability is not (Mutability.Observed or Mutability.Identity)
                && a.IsSet(wanted) && !a.IsSet(made) && a.Format(wanted) != a.Default),
        ];
        return missing.IsEmpty ? null : Change(made, wanted, missing, null);
    }

    /// <param name="before">The link as it is.</param>
    /// <param name="declared">Where the new values come from.</param>
    /// <param name="attributes">What differs.</param>
    /// <param name="bounced">It has to be down for that.</param>
    /// <param name="interrupts">For a person.</param>
    public static IEnumerable<Operation> Change(Link before, Resource declared, ImmutableArray<ResourceAttribute> attributes, bool bounced, string? interrupts)
    {
        if (!bounced || before.Up != true)
        {
            yield return Change(before, declared, attributes, interrupts);
            yield break;
        }
        ResourceAttribute up = before.Kind.Find(LinkWords.Up)!;
        Link lowered = before with { Up = false };
        yield return Change(before, lowered, [up], interrupts);
        bool stays = attributes.Any(a => a.Name == LinkWords.Up);
        yield return stays
            ? Change(lowered, declared, attributes.RemoveAll(a => a.Name == LinkWords.Up), null)
            : Change(lowered, up.Copy(before, declared), attributes.Add(up), null);
    }

    /// <summary>One change: <paramref name="before"/> with the values that <paramref name="declared"/> has for the attributes.</summary>
    public static Operation Change(Resource before, Resource declared, ImmutableArray<ResourceAttribute> attributes, string? interrupts)
    {
        Resource from = before;
        Resource to = before;
        foreach (ResourceAttribute attribute in attributes)
        {
            if (!attribute.IsSet(before) && attribute.Default is { } text && attribute.TryParse(from, text, out Resource told))
            {
                from = told;
            }
            to = attribute.Copy(declared, to);
        }
        return new(Unnumbered, OperationVerb.Change, from, to, null, InOrder(before.Kind, attributes), interrupts);
    }

    public static Operation Create(Resource resource) => new(Unnumbered, OperationVerb.Create, null, resource, null, [], null);

    public static Operation Delete(Resource resource, Link? companion, string? interrupts) =>
        new(Unnumbered, OperationVerb.Delete, resource, null, companion, [], interrupts);

    public static Resource Without(Resource resource, Func<ResourceAttribute, bool> which)
    {
        foreach (ResourceAttribute attribute in resource.Kind.Attributes)
        {
            if (which(attribute) && attribute.IsSet(resource))
            {
                resource = attribute.Clear(resource);
            }
        }
        return resource;
    }

    private static ImmutableArray<string> InOrder(ResourceKind kind, ImmutableArray<ResourceAttribute> attributes) =>
        attributes.Length == 1 ? [attributes[0].Name]
        : [.. kind.Attributes.Select(a => a.Name).Where(n => attributes.Any(a => a.Name == n))];
}
