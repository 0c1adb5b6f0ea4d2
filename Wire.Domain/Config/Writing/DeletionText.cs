namespace Wire.Domain;

internal static class DeletionText
{
    /// <summary>A <c>delete</c> line; both forms write it alike.</summary>
    public static string Of(OutlineDeletion deletion)
    {
        OutlineBlock target = deletion.Target;
        IEnumerable<string> words = target.Clauses.Where(c => !c.IsNetns || !target.Words.IsLink).Select(c => c.Clause.Print(c.Value))
            .Prepend(target.Within is { } link
                ? $"{Vocabulary.Delete} {link.Words.Kind.Name} {Quoting.Quote(link.Reference)} {target.Words.Kind.Name} {Quoting.Quote(target.Name)}"
                : $"{Vocabulary.Delete} {target.Words.Kind.Name} {Quoting.Quote(target.Reference)}");
        return string.Join(' ', deletion.Clause is null ? words : words.Append(deletion.Value is null ? deletion.Clause.Word : deletion.Clause.Print(deletion.Value)));
    }
}
