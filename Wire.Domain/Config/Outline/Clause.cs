namespace Wire.Domain;

/// <summary>One thing that may be said in a block: its word, and how its value is read and written.</summary>
internal abstract class Clause(string word)
{
    public string Word { get; } = word;

    /// <summary>A different value is a different object.</summary>
    public virtual bool IsIdentity => false;

    /// <summary>May be said more than once in a block.</summary>
    public virtual bool Repeats => false;

    /// <summary>Reads the value; null when it was wrong, which is then reported.</summary>
    public abstract OutlineClause? Take(Token word, WordReader words);

    /// <summary>Word and value, as a line of text.</summary>
    public virtual string Print(string value) => $"{Word} {Quoting.Quote(value)}";

    public override string ToString() => Word;
}

/// <summary>An attribute of the kind's table, or one value of it that has a word of its own.</summary>
internal sealed class AttributeClause(string word, ResourceAttribute attribute) : Clause(word)
{
    public ResourceAttribute Attribute { get; } = attribute;

    /// <summary>The value that the word alone stands for.</summary>
    public string? Fixed { get; init; }

    public override bool IsIdentity => Attribute.Mutability == Mutability.Identity;

    public override bool Repeats => Attribute is ListAttribute;

    public override OutlineClause? Take(Token word, WordReader words)
    {
        if (Fixed is not null)
        {
            return new(words.Block.ClauseOf(Attribute), Fixed, word, word);
        }
        if (Attribute.Json == JsonForm.Boolean && words.Peek is not { Text: "on" or "off" } && words.EndsOrGoesOn)
        {
            return new(this, "on", word, word);
        }
        return words.Value(word, Attribute) is ({ } value, var at) ? new(this, value, word, at) : null;
    }

    public override string Print(string value) => Sugar.FlagFor(Attribute, value) ?? (Attribute.IsPhrase ? $"{Word} {value}" : base.Print(value));
}

/// <summary>One word for two attributes that mostly have one value: a tunnel's <c>key</c> is its <c>ikey</c> and its <c>okey</c>.</summary>
internal sealed class BothClause(string word, ResourceAttribute first, ResourceAttribute second) : Clause(word)
{
    public ResourceAttribute First { get; } = first;

    public ResourceAttribute Second { get; } = second;

    public override OutlineClause? Take(Token word, WordReader words) => words.Value(word, First) is ({ } value, var at) ? new(this, value, word, at) : null;

    /// <summary>The value of both; null when they have not one.</summary>
    public string? ValueIn(Resource resource, IReadOnlyCollection<ResourceAttribute> said) =>
        said.Contains(First) && said.Contains(Second) && First.Format(resource) is { } value && value == Second.Format(resource) ? value : null;
}

/// <summary>A link that becomes a port of this one.</summary>
internal sealed class PortClause(string word) : Clause(word)
{
    public override bool Repeats => true;

    public override OutlineClause? Take(Token word, WordReader words) =>
        words.LinkName(word) is { } name ? new(this, name.Text, word, name) : null;
}

/// <summary>An address of the link: <c>address PREFIX</c>, with more of it behind or in braces.</summary>
internal sealed class AddressClause() : Clause("address")
{
    public override bool Repeats => true;

    public override OutlineClause? Take(Token word, WordReader words)
    {
        if (TakePrefix(word, words) is not { } clause)
        {
            return null;
        }
        WordReader own = words with { Block = Vocabulary.Address };
        while (own.Peek is { } next && Vocabulary.Address.Find(next.Text) is { } more && !IsOfLink(more, own, words.Block))
        {
            own.Next();
            if (more.Take(next, own) is not { } bound)
            {
                return null;
            }
            clause.Nested ??= new(Vocabulary.Address, clause.Value, clause.At);
            clause.Nested.Nodes.Add(bound);
        }
        words.ContinueFrom(own);
        return clause;
    }

    /// <summary>The address alone.</summary>
    public OutlineClause? TakePrefix(Token word, WordReader words) =>
        words.Value(word, Vocabulary.Address.Head, Vocabulary.Address.Blank) is ({ } value, var at) ? new(this, value, word, at) : null;

    /// <summary>A word that both the address and its link have (a veth's <c>peer</c>) is the address's when its value is one of the address's.</summary>
    private static bool IsOfLink(Clause clause, WordReader words, BlockWords link) =>
        link.Find(clause.Word) is not null && clause is AttributeClause { Attribute: var attribute }
        && !(words.PeekSecond is { } value && attribute.TryParse(Vocabulary.Address.Blank, value.Text, out _));
}

/// <summary>The other end of a veth pair, which may have a block of its own.</summary>
internal sealed class PeerClause(ResourceAttribute attribute) : Clause(attribute.Name)
{
    public ResourceAttribute Attribute { get; } = attribute;

    public override OutlineClause? Take(Token word, WordReader words)
    {
        if (words.LinkName(word) is not { } name)
        {
            return null;
        }
        (string? netns, string bare) = LinkName.Split(name.Text);
        OutlineClause clause = new(this, bare, word, name);
        if (netns is not null)
        {
            clause.Nested = new(words.Block, bare, name);
            clause.Nested.AddNetns(netns, name);
        }
        return clause;
    }
}

/// <summary>One of a route's next hops: <c>nexthop [via] ADDRESS [dev LINK] [weight N]</c>, or <c>nexthop dev LINK [weight N]</c>.</summary>
internal sealed class NextHopClause(ResourceAttribute attribute) : Clause(attribute.Name)
{
    private const string Expects = "expected ADDRESS [dev LINK] [weight 1..256] [onlink] [encap \"mpls LABEL\"]";

    public ResourceAttribute Attribute { get; } = attribute;

    public override bool Repeats => true;

    public override OutlineClause? Take(Token word, WordReader words)
    {
        if (words.Peek is { Text: "via" })
        {
            words.Next();
        }
        Token? first = words.Peek;
        List<string> said = [];
        if (first is { Text: not "dev" })
        {
            said.Add(words.Next()!.Value.Text);
        }
        while (words.Peek is { Text: "dev" or "weight" or NextHop.OnLinkWord or NextHop.EncapWord } next)
        {
            said.Add(words.Next()!.Value.Text);
            if (next.Text != NextHop.OnLinkWord)
            {
                said.Add(words.Next()?.Text ?? "");
            }
        }
        if (NextHopsFormat.TryParseOne(string.Join(' ', said), out NextHop? hop) && (hop.Dev is null || LinkName.Check(LinkName.Split(hop.Dev).Name) is null))
        {
            return new(this, hop.ToString(), word, first!.Value);
        }
        words.Report(first ?? word, first is null ? "'nexthop' has no value" : $"'{string.Join(' ', said).TrimEnd()}' is no next hop", Expects);
        return null;
    }

    public override string Print(string value)
    {
        // The encapsulation has blanks and is one word in quotes.
        int encap = value.IndexOf($" {NextHop.EncapWord} ", StringComparison.Ordinal);
        string[] words = encap < 0 ? value.Split(' ') : [.. value[..encap].Split(' '), NextHop.EncapWord, value[(encap + NextHop.EncapWord.Length + 2)..]];
        return $"{Word} {string.Join(' ', words.Select(Quoting.Quote))}";
    }
}
