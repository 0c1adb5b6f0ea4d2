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
        foreach (Operation rest in Complete(asked, wanted, led))
        {
            yield return rest;
        }
    }

    /// <summary>What the creation of a pair asks of the second end: IFF_UP and a master there are refused (veth_newlink, drivers/net/veth.c).</summary>
    public static Link AsCompanion(Link end) =>
        (Link)Without(end, a => a.AfterCreation || a.Name is LinkWords.Up or LinkWords.Master);

    /// <summary>The changes that a new link still needs to be as wanted.</summary>
    /// <param name="made">What its creation asked for.</param>
    /// <param name="wanted">All of it.</param>
    /// <param name="led">
    /// Its master <see cref="ResourceKind.LeadsPorts"/>: it joins down (since Linux 6.8 a request that does both sets up first), and
    /// has the master's MTU after.
    /// </param>
    public static IEnumerable<Operation> Complete(Link made, Link wanted, bool led)
    {
        ImmutableArray<ResourceAttribute> missing =
        [
            .. wanted.Kind.Attributes.Where(a => a.Mutability is not (Mutability.Observed or Mutability.Identity)
                && a.IsSet(wanted) && !a.IsSet(made) && a.Format(wanted) != wanted.DefaultOf(a)),
        ];
        if (!led)
        {
            return missing.IsEmpty ? [] : [Change(made, wanted, missing, null)];
        }
        ImmutableArray<ResourceAttribute> before = missing.RemoveAll(a => a.Name == LinkWords.Up);
        ImmutableArray<ResourceAttribute> after = missing.RemoveAll(a => a.Name != LinkWords.Up);
        if (wanted is { Mtu: not null, Master.Length: > 0 })
        {
            after = after.Add(wanted.Kind.Find(LinkWords.Mtu)!);
        }
        List<Operation> changes = [];
        if (!before.IsEmpty)
        {
            changes.Add(Change(made, wanted, before, null));
        }
        if (!after.IsEmpty)
        {
            changes.Add(Change(before.IsEmpty ? made : changes[0].After!, wanted, after, null));
        }
        return changes;
    }

    /// <summary>
    /// Down, the change, and up again. The Ethernet address and the MTU come last: a link that joins a bond is given those of the
    /// bond, and one that leaves it those it had before (<c>bond_enslave</c>, <c>__bond_release_one</c>, drivers/net/bonding/bond_main.c).
    /// </summary>
    /// <param name="before">The link as it is.</param>
    /// <param name="declared">Where the new values come from.</param>
    /// <param name="attributes">What is to be set.</param>
    /// <param name="interrupts">For a person.</param>
    public static IEnumerable<Operation> ChangeWhileDown(Link before, Link declared, ImmutableArray<ResourceAttribute> attributes, string? interrupts)
    {
        ResourceAttribute up = before.Kind.Find(LinkWords.Up)!;
        Link now = before;
        if (before.Up == true)
        {
            Operation down = Change(before, before with { Up = false }, [up], interrupts);
            yield return down;
            now = (Link)down.After!;
        }
        Operation change = Change(now, declared, attributes.RemoveAll(a => a.Name is LinkWords.Up or LinkWords.Mac or LinkWords.Mtu), null);
        yield return change;
        ImmutableArray<ResourceAttribute> last = attributes.RemoveAll(a => a.Name is not (LinkWords.Mac or LinkWords.Mtu));
        bool goesUp = attributes.Any(a => a.Name == LinkWords.Up) ? declared.Up == true : before.Up == true;
        if (goesUp || !last.IsEmpty)
        {
            yield return Change(change.After!, declared with { Up = goesUp }, goesUp ? last.Add(up) : last, null);
        }
    }

    /// <summary>One change: <paramref name="before"/> with the values that <paramref name="declared"/> has for the attributes.</summary>
    public static Operation Change(Resource before, Resource declared, ImmutableArray<ResourceAttribute> attributes, string? interrupts)
    {
        Resource from = before;
        Resource to = before;
        foreach (ResourceAttribute attribute in attributes)
        {
            if (!attribute.IsSet(before) && before.DefaultOf(attribute) is { } text && attribute.TryParse(from, text, out Resource told))
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

    /// <summary>
    /// An object that is made again as it was seen, without what a new one has anyway: nobody declared that, and a kernel without the
    /// feature tells its default, but refuses to be asked for it (EOPNOTSUPP of <c>br_vlan_filter_toggle</c>, net/bridge/br_private.h).
    /// </summary>
    public static Resource Again(Resource seen) => Without(seen, a => IsUnsaid(a, seen) && a.Format(seen) == seen.DefaultOf(a));

    /// <summary>Its default needs no words: a link's own that is no part of what is made (what could be changed later), and what is the default when not said.</summary>
    private static bool IsUnsaid(ResourceAttribute attribute, Resource seen) => seen is Link
        ? attribute is { IsOwn: true, Mutability: Mutability.InPlace or Mutability.NeedsDown, DefaultIn: null }
        : attribute is { UnsetIsDefault: true, Mutability: not Mutability.Identity };

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
