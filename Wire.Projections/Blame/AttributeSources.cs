using Wire.Domain;

namespace Wire.Projections;

/// <summary>One object as it is in one view, and of each attribute since when and by whom it has its value.</summary>
internal sealed class AttributeSources
{
    private readonly Dictionary<string, Origin> _origins = [];

    public readonly record struct Origin(DateTimeOffset Time, long Position, BlameSource By);

    public Resource? Resource { get; private set; }

    /// <summary>Takes the object's new state; what has another value than before has it from here.</summary>
    public void Set(Resource resource, in Envelope envelope, Func<ResourceAttribute, BlameSource> by)
    {
        Resource? before = Resource?.Kind == resource.Kind ? Resource : null;
        if (before is null)
        {
            _origins.Clear();
        }
        foreach (ResourceAttribute attribute in resource.Kind.Attributes)
        {
            if (!attribute.IsSet(resource))
            {
                _origins.Remove(attribute.Name);
            }
            else if (before is null || !attribute.SameValue(before, resource))
            {
                _origins[attribute.Name] = new(envelope.Time, envelope.Position, by(attribute));
            }
        }
        Resource = resource;
    }

    /// <summary>The value stays, and somebody else is behind it now.</summary>
    public void Reattribute(string attribute, in Envelope envelope, BlameSource by) => _origins[attribute] = new(envelope.Time, envelope.Position, by);

    public void Clear()
    {
        Resource = null;
        _origins.Clear();
    }

    public Origin? Of(ResourceAttribute attribute) => _origins.TryGetValue(attribute.Name, out Origin origin) ? origin : null;
}
