namespace Wire.Domain;

internal sealed partial class Binder
{
    /// <summary><c>delete KIND NAME [what tells it from others of its name] [WORD [VALUE]]</c>.</summary>
    private OutlineDeletion? BindDelete(StatementSyntax statement)
    {
        if (BindHead(statement, 1) is not { } target)
        {
            return null;
        }
        if (statement.Block is { } braces)
        {
            Report(braces.Open, "a 'delete' line has no block", "expected ';' or a line end");
        }
        OutlineDeletion? deletion = BindTarget(target, new(source, errors, statement.Words, target.Words, 3), statement.First);
        if (deletion is not null)
        {
            deletion.Comment = statement.Comment;
        }
        return deletion;
    }

    private OutlineDeletion? BindTarget(OutlineBlock target, WordReader reader, Token at)
    {
        while (reader.Next() is { } word)
        {
            if (target.Words.Find(word.Text) is not { } clause)
            {
                ReportUnknownWord(target.Words, word);
                return null;
            }
            if (clause is AddressClause address)
            {
                return address.TakePrefix(word, reader) is { } named
                    ? BindTarget(new(Vocabulary.Address, named.Value, named.At) { Within = target }, reader with { Block = Vocabulary.Address }, at) : null;
            }
            bool tellsApart = clause.IsIdentity && reader.Peek is not null;
            if (!tellsApart && reader.Peek is null && clause is AttributeClause or PeerClause or BothClause)
            {
                return new(target, clause is AttributeClause { Fixed: not null } flag ? target.Words.ClauseOf(flag.Attribute) : clause, null, at);
            }
            if (clause.Take(word, reader) is not { } bound)
            {
                return null;
            }
            if (tellsApart)
            {
                target.Nodes.Add(bound);
            }
            else if (clause is PeerClause && reader.Peek is not null)
            {
                return BindTarget(bound.Nested ?? new(target.Words, bound.Value, bound.At), reader, at);
            }
            else
            {
                ExpectEnd(new(reader.Words.ToList()), reader.At, "expected ';' or a line end: a 'delete' line names one thing");
                return new(target, bound.Clause, clause is PeerClause ? bound.Nested?.Reference ?? bound.Value : bound.Value, at);
            }
        }
        return new(target, null, null, at);
    }
}
