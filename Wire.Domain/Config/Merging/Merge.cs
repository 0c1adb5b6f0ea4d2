using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>What is declared now, less what a text deletes, and with what it says: deletions first, as order has no meaning.</summary>
internal sealed partial class Merge(IReadOnlyDictionary<ResourceKey, Declared> current, Configuration configuration, ErrorList errors)
{
    private readonly Dictionary<ResourceKey, Declared> _desired = new(current);

    /// <summary>In the order of <c>current</c>, and behind it what is new in the order of the text.</summary>
    public ImmutableArray<Declared> Run()
    {
        foreach (Deletion deletion in configuration.Deletions)
        {
            Delete(deletion);
        }
        Validator.CheckKeys(configuration, errors);
        foreach (Asked asked in configuration.Asked)
        {
            Add(asked);
        }
        return [.. current.Keys.Concat(configuration.Asked.Select(a => a.Declared.Key)).Distinct().Where(_desired.ContainsKey).Select(k => _desired[k])];
    }

    private void Add(Asked asked)
    {
        if (!_desired.TryGetValue(asked.Declared.Key, out Declared? known) || (IsMention(known) && known.Resource.Kind != asked.Declared.Resource.Kind))
        {
            _desired[asked.Declared.Key] = asked.WithDefaults() is { Resource: Link { Master: null } link } own && known?.Resource is Link { Master: { } master }
                ? own with { Resource = link with { Master = master } }
                : asked.WithDefaults();
        }
        else if (asked.IsMention || known.Resource.Kind == asked.Declared.Resource.Kind)
        {
            Declared overlaid = Overlay(known, asked);
            _desired[asked.Declared.Key] = (asked with { Declared = overlaid }).WithDefaults();
        }
        else
        {
            errors.Add(configuration.Sources.Error(asked.Declared, null,
                $"'{known.Key.Id}' is declared as {Article.A(known.Resource.Kind)}, not as {Article.A(asked.Declared.Resource.Kind)}", $"expected 'delete {known.Resource.Title}' before"));
        }
    }

    /// <summary>What the text says goes over what was said before.</summary>
    private static Declared Overlay(Declared known, Asked asked)
    {
        Resource said = asked.Declared.Resource;
        Resource result = known.Resource is Route before && said is Route { } after && (after.Via ?? (object?)after.Dev ?? after.NextHops) is not null
            ? before with { Via = null, Dev = null, NextHops = null }
            : known.Resource;
        List<string> names = [];
        foreach (ResourceAttribute attribute in said.Kind.Attributes.Where(a => a.Mutability != Mutability.Identity && a.IsSet(said)))
        {
            result = attribute is ListAttribute list ? list.Union(said, result) : attribute.Copy(said, result);
            names.Add(attribute.Name);
        }
        return new Declared(result, known.Assigned.Except(names), asked.Declared.Origin);
    }

    /// <summary>A link that is only named as a port of another.</summary>
    private static bool IsMention(Declared declared) =>
        declared.Resource is Interface { Up: null } link && link with { Master = null } == new Interface { Name = link.Name, Netns = link.Netns };
}
