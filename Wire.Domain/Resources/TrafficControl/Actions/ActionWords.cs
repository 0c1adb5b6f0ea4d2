using System.Globalization;

namespace Wire.Domain;

/// <summary>The words of an action, one after the other.</summary>
internal ref struct ActionWords(string text)
{
    private readonly string[] _words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    private int _at;

    public readonly bool IsAtEnd => _at == _words.Length;

    public readonly string Peek => IsAtEnd ? "" : _words[_at];

    public string Next() => IsAtEnd ? "" : _words[_at++];

    /// <summary>Goes past a word when it is the next one.</summary>
    public bool Take(string word)
    {
        bool isNext = Peek == word;
        _at += isNext ? 1 : 0;
        return isNext;
    }

    public bool Take<T>(ValueFormat<T> format, out T value)
        where T : notnull => format.TryParse(Next(), out value);

    /// <summary>A decimal number, or a hexadecimal one with 0x.</summary>
    public bool TakeNumber(uint max, out uint value) => TryNumber(Next(), max, out value);

    public static bool TryNumber(ReadOnlySpan<char> text, uint max, out uint value) =>
        (text.StartsWith("0x", StringComparison.Ordinal)
            ? uint.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)) && value <= max;
}
