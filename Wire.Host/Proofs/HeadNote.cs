using System.Globalization;
using Wire.Host.Node;
using Wire.Journal.Proofs;
using Wire.Kernel;

namespace Wire.Host.Proofs;

/// <summary>A journal's head as a checkpoint (c2sp.org/tlog-checkpoint): which journal, how long, its root; signed by the node.</summary>
internal static class HeadNote
{
    /// <summary>The node's key that heads are signed with.</summary>
    public const string KeyName = "wire-journal";

    private const string OriginPrefix = "wire-journal/";

    public static string Origin(Guid journal) => OriginPrefix + journal;

    /// <summary>Signed with the node's key, which is made with the first head.</summary>
    /// <exception cref="KeyException">The key cannot be read or written.</exception>
    public static SignedNote Sign(TreeHead head, KeyDirectory keys)
    {
        keys.MakeIfMissing(KeyName);
        string origin = Origin(head.Journal);
        return NoteKey.Sign(string.Create(CultureInfo.InvariantCulture, $"{origin}\n{head.Size}\n{head.Root}\n"), keys, KeyName, origin);
    }

    /// <summary>What a note says; who signed it is another question.</summary>
    /// <exception cref="FormatException">It is no head of a journal.</exception>
    public static TreeHead Read(SignedNote note)
    {
        Span<byte> root = stackalloc byte[TreeHash.Bytes + 1];
        return note.Text.Split('\n') is [var origin, var size, var base64, ..]
            && origin.StartsWith(OriginPrefix, StringComparison.Ordinal) && Guid.TryParseExact(origin.AsSpan(OriginPrefix.Length), "D", out Guid journal)
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long positions)
            && Convert.TryFromBase64String(base64, root, out int length) && length == TreeHash.Bytes
            ? new(journal, positions, TreeHash.From(root[..length]))
            : throw new FormatException("expected the head of a journal: its origin, its size, its root");
    }
}
