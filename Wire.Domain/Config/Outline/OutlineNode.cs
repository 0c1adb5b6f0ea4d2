namespace Wire.Domain;

/// <summary>
/// A configuration by its meaning, with its comments: what both forms are read into and written from. Whatever stood in
/// several <c>set</c> lines is one block here.
/// </summary>
internal abstract class OutlineNode;

internal sealed class OutlineBlank : OutlineNode;

internal sealed class OutlineComment(string text) : OutlineNode
{
    /// <summary>With its <c>#</c>.</summary>
    public string Text { get; } = text;
}

/// <summary>One resource with all that is said of it.</summary>
/// <param name="words">Its kind's words.</param>
/// <param name="name">The canonical text of its head: a link's bare name, a route's prefix.</param>
/// <param name="at">Where it is named; the default when not read from a text.</param>
internal sealed class OutlineBlock(BlockWords words, string name, Token at = default) : OutlineNode
{
    public BlockWords Words { get; } = words;

    public string Name { get; } = name;

    public Token At { get; } = at;

    public List<OutlineNode> Nodes { get; } = [];

    /// <summary>The link whose address a deletion names.</summary>
    public OutlineBlock? Within { get; init; }

    /// <summary>Behind the opening brace.</summary>
    public string? OpenComment { get; set; }

    /// <summary>Behind the closing brace.</summary>
    public string? Comment { get; set; }

    /// <summary>Something in it was not understood: what seems to be missing may have been said.</summary>
    public bool IsFaulty { get; set; }

    public IEnumerable<OutlineClause> Clauses => Nodes.OfType<OutlineClause>();

    public string? Netns => Words.IsLink ? Clauses.FirstOrDefault(c => c.IsNetns)?.Value : null;

    /// <summary>How the sequential form and other resources name it.</summary>
    public string Reference => LinkName.Reference(Netns, Name);

    public void AddNetns(string netns, Token at) => Nodes.Insert(0, new OutlineClause(Words.Find(OutlineClause.Netns)!, netns, at, at));
}

/// <param name="clause">What is said.</param>
/// <param name="value">The canonical text of its value.</param>
/// <param name="word">Where its word stands.</param>
/// <param name="at">Where its value stands; the word for one without.</param>
internal sealed class OutlineClause(Clause clause, string value, Token word = default, Token at = default) : OutlineNode
{
    public const string Netns = "netns";

    public Clause Clause { get; } = clause;

    public string Value { get; } = value;

    public Token Word { get; } = word;

    public Token At { get; } = at;

    /// <summary>The block of a veth's other end, or of an address.</summary>
    public OutlineBlock? Nested { get; set; }

    /// <summary>What tells it from others of its word in the block: its value, and of an address what is part of its name.</summary>
    public string Name => Nested is { Words.IsLink: false } own
        ? string.Join(' ', own.Clauses.Where(c => c.Clause.IsIdentity).Select(c => $"{c.Clause.Word} {c.Value}").Prepend(Value)) : Value;

    public string? Comment { get; set; }

    public bool IsNetns => Clause is AttributeClause { Attribute.Name: Netns };
}

/// <summary>A <c>delete</c> line.</summary>
/// <param name="target">The resource, with the clauses that tell it from others of its name.</param>
/// <param name="clause">What of it is deleted; null for all of it.</param>
/// <param name="value">Which of several, or what it has to be; null for "whatever it is".</param>
/// <param name="at">Where it stands.</param>
internal sealed class OutlineDeletion(OutlineBlock target, Clause? clause, string? value, Token at) : OutlineNode
{
    public OutlineBlock Target { get; } = target;

    public Clause? Clause { get; } = clause;

    public string? Value { get; } = value;

    public Token At { get; } = at;

    public string? Comment { get; set; }
}
