namespace Wire.Domain;

/// <summary>A filter by the fields of packets (cls_flower; TCA_FLOWER_*, tc-flower(8)). Which fields count cannot be changed (fl_check_assign_mask, net/sched/cls_flower.c), so none is.</summary>
public sealed record Flower : Filter
{
    /// <summary>What has to fit, by the id of the attribute, in their order.</summary>
    public ValueList<FlowerMatch> Matches { get; init; } = ValueList<FlowerMatch>.Empty;

    /// <summary>TCA_FLOWER_INDEV: the link that the packets came in by.</summary>
    public string? Indev { get; init; }

    public TcMatch? Find(int id)
    {
        foreach (FlowerMatch match in Matches)
        {
            if (match.Id == id)
            {
                return match.Match;
            }
        }
        return null;
    }

    public Flower With(int id, TcMatch? match)
    {
        IEnumerable<FlowerMatch> others = Matches.Where(m => m.Id != id);
        return this with { Matches = (match is { } set ? others.Append(new(id, set)).OrderBy(m => m.Id) : others).ToValueList() };
    }

    public static readonly ResourceKind TheKind = MakeKind("flower", () => new Flower(), ValueFormats.Number(1), Mutability.InPlace, isMade: true,
    [
        new ReferenceAttribute<Flower, string>(ValueFormats.Text(LinkName.BytesMax), f => f.Indev, (f, x) => f with { Indev = x })
            { Id = 20, Name = "indev", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "the link that the packets came in by" },
        .. FlowerKeys.All.Select(key => new ValueAttribute<Flower, TcMatch>(key.Format, f => f.Find(key.Id), (f, x) => f.With(key.Id, x))
            { Id = key.Id, Name = key.Word, Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = key.Help }),
    ]);

    public override ResourceKind Kind => TheKind;
}

/// <param name="Id">Of the attribute (<see cref="FlowerKeys"/>).</param>
/// <param name="Match">What it has to be.</param>
public readonly record struct FlowerMatch(int Id, TcMatch Match);
