using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>An outline to resources. Reports what the text says twice in different ways.</summary>
internal sealed partial class Lowering(SourceText source)
{
    private readonly ErrorList _errors = new();
    private readonly List<Draft> _drafts = [];
    private readonly SourceMap _sources = new(source);

    public Configuration Lower(OutlineDocument outline)
    {
        foreach (OutlineBlock block in outline.Blocks)
        {
            if (block.Words.IsLink)
            {
                LowerLink(block, asPeer: false);
            }
            else
            {
                LowerOther(block);
            }
        }
        AttachPorts();
        ImmutableArray<Deletion> deletions = [.. outline.Deletions.SelectMany(LowerDeletion)];
        return new([.. _drafts.Select(Finish)], deletions, _errors, _sources, outline.Broken);
    }

    private Asked Finish(Draft draft)
    {
        ResourceKey key = draft.Resource.Key;
        foreach ((string attribute, int offset) in draft.Said)
        {
            _sources.Add(key, attribute, offset);
        }
        return new(new Declared(draft.Resource, _sources.Origin(draft.Offset)), draft.IsMention, draft.IsFaulty);
    }

    private void LowerOther(OutlineBlock block)
    {
        Draft draft = new(OtherResource(block), block.At.Start) { IsWritten = true, IsFaulty = block.IsFaulty };
        foreach (OutlineClause clause in block.Clauses)
        {
            if (clause.Clause is AttributeClause { Attribute: var attribute })
            {
                Say(draft, attribute, clause.Value, clause.At);
            }
        }
        draft.Resource = draft.Resource switch
        {
            Route route => WithHops(route, draft, block),
            Rule rule when draft.WhereSaid("family") is null => rule with { Family = Sugar.FamilyOf(rule) },
            var other => other.Completed(),
        };
        _drafts.Add(draft);
    }

    private static Resource OtherResource(OutlineBlock block)
    {
        string head = Sugar.HeadOf(block);
        return block.Words.Head.TryParse(block.Words.Blank, head, out Resource resource)
            ? block.Within is { } link ? ((Address)resource) with { Link = link.Reference } : resource
            : throw new InvalidOperationException($"'{head}' was accepted as a name and is refused now");
    }

    /// <summary>A single next hop is a plain gateway to the kernel, and so it is here.</summary>
    private static Route WithHops(Route route, Draft draft, OutlineBlock block)
    {
        List<NextHop> hops = [];
        foreach (OutlineClause clause in block.Clauses.Where(c => c.Clause is NextHopClause))
        {
            if (NextHopsFormat.TryParseOne(clause.Value, out NextHop? hop))
            {
                hops.Add(hop);
                draft.Note("nexthop", clause.At.Start);
                draft.Note($"nexthop {hop}", clause.At.Start);
            }
        }
        return hops.Count == 0 ? route
            : hops.Count == 1 && route is { Via: null, Dev: null } ? route.By(hops[0])
            : route with { NextHops = NextHopsFormat.Sorted(hops) };
    }

    /// <summary>Sets an attribute, once.</summary>
    private void Say(Draft draft, ResourceAttribute attribute, string value, Token at)
    {
        if (attribute is ListAttribute)
        {
            draft.Add((ListAttribute)attribute, value, at.Start);
            return;
        }
        if (draft.WhereSaid(attribute.Name) is { } before)
        {
            _errors.Add(source, at.Start, at.Length, $"'{attribute.Name}' is said twice: it is '{attribute.Format(draft.Resource)}' on line {source.LineOf(before)}",
                "expected it once");
            return;
        }
        draft.Set(attribute, value, at.Start);
    }
}
