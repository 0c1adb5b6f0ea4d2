using System.Text;
using MessagePack;

namespace Wire.Domain;

/// <summary>
/// Gives one string for many equal ones that are read again and again: a hundred thousand routes name a handful of links.
/// A fixed number of slots, the newest text in each; a race between threads costs one string.
/// </summary>
internal sealed class NamePool
{
    /// <summary>A longer text is no name of a link or a program, and is not kept.</summary>
    private const int BytesMax = 64;

    private readonly string?[] _slots = new string?[4096];

    public static NamePool Shared { get; } = new();

    /// <exception cref="MessagePackSerializationException">The next value is no text.</exception>
    public string Read(ref MessagePackReader reader)
    {
        if (!reader.TryReadStringSpan(out ReadOnlySpan<byte> utf8))
        {
            return reader.ReadString() ?? throw new MessagePackSerializationException("a name is missing");
        }
        return utf8.Length <= BytesMax ? Intern(utf8) : Encoding.UTF8.GetString(utf8);
    }

    private string Intern(ReadOnlySpan<byte> utf8)
    {
        ref string? slot = ref _slots[StableHash.Of(utf8) % (ulong)_slots.Length];
        if (slot is { } kept && Equal(utf8, kept))
        {
            return kept;
        }
        return slot = Encoding.UTF8.GetString(utf8);
    }

    private static bool Equal(ReadOnlySpan<byte> utf8, string text)
    {
        Span<char> chars = stackalloc char[BytesMax];
        return Encoding.UTF8.TryGetChars(utf8, chars, out int written) && text.AsSpan().SequenceEqual(chars[..written]);
    }
}
