using System.Globalization;
using System.Text;
using Wire.Journal.Proofs;

namespace Wire.Host.Proofs;

/// <summary>
/// A proof as a text that stands alone: of one event in the form of c2sp.org/tlog-proof, with the event itself as its extra data; of two heads as
/// c2sp.org/tlog-witness has it, so that a witness of others takes it too. Both end with a head.
/// </summary>
/// <param name="Event">That an event is in the journal; or null.</param>
/// <param name="Earlier">That the journal begins with an earlier one; or null.</param>
/// <param name="Head">Of the journal that it is proved of.</param>
internal sealed record ProofFile(InclusionProof? Event, ConsistencyProof? Earlier, SignedNote Head)
{
    private const string FirstLine = "c2sp.org/tlog-proof@v1";
    private const string Extra = "extra ";
    private const string Index = "index ";
    private const string Old = "old ";

    public override string ToString()
    {
        StringBuilder text = new();
        if (Event is { } one)
        {
            text.Append(FirstLine).Append('\n').Append(Extra).Append(Convert.ToBase64String(one.Leaf.Span)).Append('\n')
                .Append(CultureInfo.InvariantCulture, $"{Index}{one.Position - 1}\n");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"{Old}{Earlier!.OldSize}\n");
        }
        foreach (TreeHash hash in Event?.Path ?? Earlier!.Path)
        {
            text.Append(hash.ToString()).Append('\n');
        }
        return text.Append('\n').Append(Head).ToString();
    }

    /// <exception cref="FormatException">It is no proof.</exception>
    public static ProofFile Parse(string text)
    {
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0)
        {
            throw new FormatException("expected a proof of 'wire prove'");
        }
        SignedNote head = SignedNote.Parse(text[(end + 2)..]);
        Queue<string> lines = new(text[..end].Split('\n'));
        if (lines.TryPeek(out string? first) && first.StartsWith(Old, StringComparison.Ordinal))
        {
            return new(null, new(Number(lines.Dequeue(), Old), Hashes(lines)), head);
        }
        if (!lines.TryDequeue(out first) || first != FirstLine || !lines.TryDequeue(out string? extra) || !extra.StartsWith(Extra, StringComparison.Ordinal))
        {
            throw new FormatException($"expected '{FirstLine}' with an event, or '{Old.Trim()} SIZE'");
        }
        byte[] leaf = Convert.FromBase64String(extra[Extra.Length..]);
        return new(new(lines.TryDequeue(out string? index) ? Number(index, Index) + 1 : throw new FormatException("expected 'index NUMBER'"), leaf, Hashes(lines)), null, head);
    }

    private static long Number(string line, string word) =>
        line.StartsWith(word, StringComparison.Ordinal) && long.TryParse(line.AsSpan(word.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number < long.MaxValue
            ? number
            : throw new FormatException($"expected '{word.Trim()} NUMBER', found '{line}'");

    private static List<TreeHash> Hashes(IEnumerable<string> lines) =>
        [.. lines.Select(line => Convert.FromBase64String(line) is { Length: TreeHash.Bytes } bytes ? TreeHash.From(bytes) : throw new FormatException($"'{line}' is no hash"))];
}
