using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>
/// Completes a declaration where the person said nothing and "whatever it is" would be wrong: a made link has a stable address,
/// and an attribute that is no longer asked for goes back to what it would be without Wire.
/// </summary>
/// <param name="context">What may be looked up.</param>
/// <param name="current">What is declared of the object now; null for nothing.</param>
/// <param name="adopting">The link is taken over from its maker by this declaration.</param>
/// <param name="isLed">It is a port of a link that gives its ports their Ethernet address.</param>
internal sealed class Assignment(IntentContext context, Declared? current, bool adopting, bool isLed)
{
    public Declared Complete(Declared asked)
    {
        Declared? previous = current?.Resource.Kind == asked.Resource.Kind ? current : null;
        Resource resource = asked.Resource;
        var assigned = asked.Assigned;
        foreach (ResourceAttribute attribute in resource.Kind.Attributes)
        {
            if (IsSettable(attribute) && !attribute.IsSet(resource) && Assign(attribute, resource, previous) is { } completed)
            {
                resource = completed;
                assigned = assigned.Add(attribute.Name);
            }
        }
        return asked with { Resource = resource, Assigned = assigned };
    }

    /// <summary>The declaration as the person asked for it.</summary>
    public static Resource Asked(Declared declared)
    {
        Resource resource = declared.Resource;
        foreach (string name in declared.Assigned)
        {
            resource = resource.Kind.Find(name)?.Clear(resource) ?? resource;
        }
        return resource;
    }

    /// <summary>Whether two declarations ask for the same, whatever was assigned around it.</summary>
    public static bool SameAsked(Declared? left, Declared? right) =>
        left is null || right is null ? left == right : left.Equals(right) || Asked(left).Equals(Asked(right));

    public static bool IsSettable(ResourceAttribute attribute) => attribute.Mutability is not (Mutability.Identity or Mutability.Observed);

    private Resource? Assign(ResourceAttribute attribute, Resource resource, Declared? previous) =>
        (attribute.Name, resource) switch
        {
            ("mac", Link link) when isLed || !link.HasOwnMac => null,
            _ when previous is null || !attribute.IsSet(previous.Resource) => StableAddress(attribute, resource, previous),
            _ when previous.Assigned.Contains(attribute.Name) => attribute.Copy(previous.Resource, resource),
            _ => StableAddress(attribute, resource, previous) ?? Withdrawn(attribute, resource),
        };

    private Link? StableAddress(ResourceAttribute attribute, Resource resource, Declared? previous) =>
        attribute.Name == "mac" && resource is Link link && StableMac.Applies(link)
            ? link with { Mac = AdoptedMac(link, previous) ?? StableMac.Of(context.Node, link.Reference) }
            : null;

    /// <summary>The value that the attribute has without Wire: before it, for a link that was there; a new object's, for what Wire makes.</summary>
    private Resource? Withdrawn(ResourceAttribute attribute, Resource resource)
    {
        if (resource.Kind.IsMade)
        {
            return (attribute.DefaultIn?.Invoke(resource) ?? resource.DefaultOf(attribute)) is { } text && !attribute.UnsetIsDefault && attribute.TryParse(resource, text, out Resource result) ? result : null;
        }
        return !attribute.UnsetIsDefault && context.Baselines.TryGetValue(resource.Key, out Resource? baseline)
            && baseline.Kind.Find(attribute.Id) == attribute && attribute.IsSet(baseline)
                ? attribute.Copy(baseline, resource)
                : null;
    }

    /// <summary>A link that is taken over keeps the address by which its neighbours know it.</summary>
    private MacAddress? AdoptedMac(Link link, Declared? previous) =>
        adopting && previous is null && context.Live.TryGet(link.Key, out Resource? live) && live.Kind == link.Kind ? ((Link)live).Mac : null;
}
