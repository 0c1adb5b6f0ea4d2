using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Wire.Host.Proofs;

/// <summary>A text and who signed it, as c2sp.org/signed-note writes it: the text, an empty line, a line for each signature.</summary>
/// <param name="Text">Ends with a line's end.</param>
/// <param name="Signatures">In their order.</param>
internal sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const string Mark = "— ";

    /// <exception cref="FormatException">It is none.</exception>
    public static SignedNote Parse(string note)
    {
        int end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || note.Any(c => c < ' ' && c != '\n'))
        {
            throw new FormatException("expected a text, an empty line, and a line for each signature");
        }
        string text = note[..(end + 1)];
        string[] lines = note[(end + 2)..].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new(text, [.. lines.Select(line => TryParse(line, out NoteSignature? signature) ? signature : throw new FormatException($"'{line}' is no signature"))]);
    }

    public override string ToString()
    {
        StringBuilder note = new(Text);
        note.Append('\n');
        foreach (NoteSignature signature in Signatures)
        {
            note.Append(Mark).Append(signature.Name).Append(' ').Append(Convert.ToBase64String([.. signature.KeyId.AsSpan(), .. signature.Signature.AsSpan()])).Append('\n');
        }
        return note.ToString();
    }

    private static bool TryParse(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (!line.StartsWith(Mark, StringComparison.Ordinal) || line[Mark.Length..].Split(' ') is not [{ Length: > 0 } name, var base64])
        {
            return false;
        }
        byte[] bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out int length) || length <= NoteKey.IdBytes)
        {
            return false;
        }
        signature = new(name, bytes[..NoteKey.IdBytes], bytes[NoteKey.IdBytes..length]);
        return true;
    }
}

/// <param name="Name">Whose key, as the signer calls it.</param>
/// <param name="KeyId">By which the key is found; it proves nothing.</param>
/// <param name="Signature">Over the note's text.</param>
internal sealed record NoteSignature(string Name, byte[] KeyId, byte[] Signature);
