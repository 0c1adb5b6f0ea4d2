namespace Wire.Domain;

internal sealed partial class Binder
{
    private static string Kinds => "one of " + string.Join(", ", Vocabulary.Kinds);

    private void Report(Token at, string message, string? advice) => errors.Add(source, at.Start, at.Length, message, advice);

    private void ReportUnknownKind(Token word, int index)
    {
        if (word.Text == Address.TheKind.Name)
        {
            Report(word, "an address stands in the block of its link", "expected for example 'interface NAME { address 10.0.0.1/24 }'");
            return;
        }
        IEnumerable<string> known = index == 0 ? Vocabulary.Kinds.Append(Vocabulary.Set).Append(Vocabulary.Delete) : Vocabulary.Kinds;
        Report(word, $"unknown word '{word.Text}'", errors.IsFull ? null : NearWord.Advice(word.Text, known) ?? $"expected {Kinds}");
    }

    private void ReportUnknownWord(BlockWords words, Token word)
    {
        IEnumerable<string> known = words.Clauses.Select(c => c.Word);
        Report(word, $"unknown word '{word.Text}' in the block of {Article.A(words.Kind)}",
            errors.IsFull ? null : NearWord.Advice(word.Text, known) ?? "expected one of " + string.Join(", ", known.Order(StringComparer.Ordinal)));
    }
}
