namespace Wire.Domain;

/// <summary>A resource while clauses are added to it.</summary>
internal sealed class Draft(Resource resource, int offset)
{
    private readonly Dictionary<string, int> _said = [];

    public Resource Resource { get; set; } = resource;

    /// <summary>Where it is named.</summary>
    public int Offset { get; } = offset;

    /// <summary>It has a block or a <c>set</c> line, not only a mention as a veth's peer or as a port.</summary>
    public bool IsWritten { get; set; }

    public bool IsMention { get; init; }

    public bool IsFaulty { get; set; }

    public IEnumerable<KeyValuePair<string, int>> Said => _said;

    /// <summary>The offset at which the attribute was said; null when it was not.</summary>
    public int? WhereSaid(string attribute) => _said.TryGetValue(attribute, out int offset) ? offset : null;

    public void Set(ResourceAttribute attribute, string value, int offset)
    {
        if (!attribute.TryParse(Resource, value, out Resource changed))
        {
            throw new InvalidOperationException($"'{value}' was accepted for '{attribute.Name}' and is refused now");
        }
        Resource = changed;
        Note(attribute.Name, offset);
    }

    public void Add(ListAttribute attribute, string item, int offset)
    {
        if (!attribute.TryAdd(Resource, item, out Resource changed))
        {
            throw new InvalidOperationException($"'{item}' was accepted for '{attribute.Name}' and is refused now");
        }
        Resource = changed;
        Note(attribute.Name, offset);
        Note($"{attribute.Name} {item}", offset);
    }

    public void Note(string attribute, int offset) => _said.TryAdd(attribute, offset);
}
