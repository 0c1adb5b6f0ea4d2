using System.Runtime.InteropServices;

namespace Wire.Domain;

internal sealed partial class Binder
{
    /// <summary>What the <c>set</c> lines of one object are gathered in.</summary>
    private sealed class Gathered(OutlineBlock block)
    {
        public OutlineBlock Block { get; } = block;

        /// <summary>A block in braces is part of it; a second one would be a doubled name.</summary>
        public bool HasBraces { get; set; }

        public HashSet<(string Word, string Value)> Said { get; } = [.. block.Clauses.Select(c => (c.Clause.Word, c.Name))];
    }

    private readonly Dictionary<string, Gathered> _gathered = [];

    private void BindSet(StatementSyntax statement, List<OutlineNode> trivia)
    {
        if (BindHead(statement, 1) is not { } line)
        {
            Add(null, trivia);
            return;
        }
        if (statement.Block is { } braces)
        {
            Report(braces.Open, "a 'set' line has no block", "expected ';' or a line end, or the block without 'set'");
        }
        WordReader reader = new(source, errors, statement.Words, line.Words, 3);
        BindClauses(line, reader);
        if (line.Words.IsLink && line.Nodes.LastOrDefault() is OutlineClause last)
        {
            last.Comment = statement.Comment;
        }
        else
        {
            line.Comment = statement.Comment;
        }
        Gather(line, trivia);
    }

    /// <summary>Clause after clause until the line ends; behind a veth's <c>peer NAME</c> they are that one's.</summary>
    private void BindClauses(OutlineBlock block, WordReader reader)
    {
        while (reader.Next() is { } word)
        {
            if (block.Words.Find(word.Text) is not { } clause)
            {
                ReportUnknownWord(block.Words, word);
                block.IsFaulty = true;
                return;
            }
            if (clause.Take(word, reader) is not { } bound)
            {
                block.IsFaulty = true;
                return;
            }
            block.Nodes.Add(bound);
            if (clause is PeerClause && reader.Peek is not null)
            {
                bound.Nested ??= new(block.Words, bound.Value, bound.At);
                BindClauses(bound.Nested, reader);
            }
        }
    }

    /// <summary>Adds a line to its object: the first one makes the block, with the comments before it.</summary>
    private void Gather(OutlineBlock line, List<OutlineNode> trivia)
    {
        ref Gathered? gathered = ref CollectionsMarshal.GetValueRefOrAddDefault(_gathered, Completes(line) ? NameOf(line, line.Name) : IdentityOf(line, line.Name), out bool known);
        if (!known)
        {
            gathered = new(line);
            Add(line, trivia);
            return;
        }
        MoveLastComments(trivia, gathered!.Block.Nodes);
        Add(null, trivia);
        Merge(gathered, line);
    }

    /// <summary>A block in braces: joins what <c>set</c> lines already said of its object, unless braces did before.</summary>
    private OutlineBlock? AddWritten(OutlineBlock block)
    {
        ref Gathered? gathered = ref CollectionsMarshal.GetValueRefOrAddDefault(_gathered, IdentityOf(block, Sugar.HeadOf(block) == IpPrefix.DefaultV6.ToString() ? Sugar.HeadOf(block) : block.Name), out bool known);
        if (!known)
        {
            gathered = new(block) { HasBraces = true };
            return block;
        }
        if (gathered!.HasBraces)
        {
            return block;
        }
        gathered.HasBraces = true;
        Merge(gathered, block);
        return null;
    }

    private static void Merge(Gathered gathered, OutlineBlock more)
    {
        gathered.Block.IsFaulty |= more.IsFaulty;
        List<OutlineNode> nodes = gathered.Block.Nodes;
        nodes.AddRange(new[] { more.OpenComment, more.Comment }.OfType<string>().Select(c => new OutlineComment(c)));
        foreach (OutlineNode node in more.Nodes)
        {
            if (node is not OutlineClause clause || gathered.Said.Add((clause.Clause.Word, clause.Name)))
            {
                nodes.Add(node);
            }
            else if (clause.Nested is { } nested)
            {
                OutlineClause first = gathered.Block.Clauses.First(c => c.Clause == clause.Clause && c.Name == clause.Name);
                first.Nested ??= new(nested.Words, nested.Name, nested.At);
                Merge(new Gathered(first.Nested), nested);
                KeepComment(clause, nodes);
            }
            else
            {
                KeepComment(clause, nodes);
            }
        }
    }

    private static void KeepComment(OutlineClause repeated, List<OutlineNode> nodes)
    {
        if (repeated.Comment is { } comment)
        {
            nodes.Add(new OutlineComment(comment));
        }
    }

    /// <summary>The comments right above a line that joins an earlier object go with it; blanks between such lines go.</summary>
    private static void MoveLastComments(List<OutlineNode> trivia, List<OutlineNode> nodes)
    {
        int first = trivia.FindLastIndex(n => n is OutlineBlank) + 1;
        nodes.AddRange(trivia[first..]);
        trivia.RemoveRange(first, trivia.Count - first);
        trivia.RemoveAll(n => n is OutlineBlank);
    }

    private static string NameOf(OutlineBlock block, string head) => $"{block.Words.Kind.Name} {head}";

    /// <summary>Kind and name, and all that is said to tell it from others of its name.</summary>
    private static string IdentityOf(OutlineBlock block, string head) => string.Join(' ', block.Clauses
        .Where(c => c.Clause.IsIdentity)
        .Select(c => $"{c.Clause.Word} {c.Value}")
        .Order(StringComparer.Ordinal)
        .Prepend(NameOf(block, head)));

    /// <summary>
    /// A line of nothing but what tells an object apart (<c>set route 10.0.0.0/8 metric 50</c>) goes on with the object that is
    /// named without it, unless it says all that its kind has to have (an FDB entry's <c>dev</c>), or says it in the name.
    /// </summary>
    private static bool Completes(OutlineBlock line) => line.Clauses.All(c =>
        c.Clause.IsIdentity && c.At.Start != line.At.Start && c.Clause is not AttributeClause { Attribute.Required: true });
}
