using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// What the driver of a device lets be set (ethtool(8), linux/ethtool_netlink.h). It is never made or deleted. What a device does
/// not have is not told, and cannot be declared.
/// </summary>
public sealed partial record Ethtool : Resource
{
    public string Dev { get; init; } = "";

    /// <summary>What has one number, by the ids of the attributes, in ascending order.</summary>
    public ValueList<EthtoolNumber> Numbers { get; init; } = [];

    /// <summary>The link modes that the device announces to the other end (ETHTOOL_A_LINKMODES_OURS): "1000baseT/Full".</summary>
    public ValueList<string>? Advertise { get; init; }

    /// <summary>The link modes that it could announce.</summary>
    public ValueList<string>? Supported { get; init; }

    /// <summary>Observed: all that can be switched. Declared: some of them.</summary>
    public ValueList<EthtoolFeature>? Features { get; init; }

    /// <summary>The number of that attribute; null when it is not set.</summary>
    public uint? this[int id]
    {
        get
        {
            foreach (EthtoolNumber number in Numbers)
            {
                if (number.Id == id)
                {
                    return number.Value;
                }
            }
            return null;
        }
    }

    public Ethtool With(int id, uint? value)
    {
        IEnumerable<EthtoolNumber> others = Numbers.Where(n => n.Id != id);
        return this with { Numbers = (value is { } number ? others.Append(new(id, number)).OrderBy(n => n.Id) : others).ToValueList() };
    }

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("ethtool", Dev);

    public override IEnumerable<ResourceKey> Dependencies => [ResourceKey.Link(Dev)];

    /// <summary>What came out of the factory is nothing that somebody would write down, and cannot be told from what was changed.</summary>
    public override bool IsExported => false;

    /// <summary>A device says what it has and how much of it, before anything is written.</summary>
    public override void Check(ValidationContext context)
    {
        if (context.FindLive(Key) is not Ethtool live)
        {
            return;
        }
        foreach (ResourceAttribute attribute in Kind.Attributes.Where(a => a.Mutability == Mutability.InPlace && a.IsSet(this)))
        {
            if (!attribute.IsSet(live) && !attribute.MayBeUntold)
            {
                context.Report(attribute.Name, $"{Dev} has no {attribute.Name} to set", null);
            }
            else if (Kind.Find(attribute.Name + Maximum) is { } maximum && live[maximum.Id] is { } most && this[attribute.Id] > most)
            {
                context.Report(attribute.Name, $"{attribute.Name} of {Dev} is at most {most}", null);
            }
        }
        foreach (EthtoolFeature feature in (live.Features is null ? null : Features) ?? [])
        {
            if (!live.Features!.Any(f => f.Name == feature.Name))
            {
                context.Report("feature", $"{Dev} cannot switch '{feature.Name}'", $"it can switch {string.Join(", ", live.Features!.Select(f => f.Name))}");
            }
        }
        foreach (string mode in (live.Supported is null ? null : Advertise) ?? [])
        {
            if (!live.Supported!.Contains(mode))
            {
                context.Report("advertise", $"{Dev} cannot announce '{mode}'", live.Supported!.Count == 0 ? null : $"it can announce {live.Supported}");
            }
        }
    }
}
