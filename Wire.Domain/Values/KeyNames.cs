using System.Globalization;
using System.Text;

namespace Wire.Domain;

/// <summary>
/// References to secret keys: names of files in the node's directory of keys. A key itself is nowhere in declarations,
/// observations, plans or events.
/// </summary>
public static class KeyNames
{
    /// <summary>The key of the link itself, made when it is first needed (<see cref="OfLink"/>).</summary>
    public const string Auto = "auto";

    /// <summary>No key.</summary>
    public const string None = "none";

    /// <summary>Observed only: a key that is not among the node's.</summary>
    public const string Unknown = "unknown";

    public const int BytesMax = 64;

    /// <summary>Between the names of one observed key: the same bytes may be kept under several.</summary>
    private const char Or = '=';

    /// <summary>The name of the key that <see cref="Auto"/> means on a link: the link's own.</summary>
    /// <param name="netns">The link's namespace; null for the home namespace.</param>
    /// <param name="name">The link's name.</param>
    public static string OfLink(string? netns, string name)
    {
        StringBuilder text = new();
        foreach (byte b in Encoding.UTF8.GetBytes(netns is null ? name : $"{netns}@{name}"))
        {
            // What cannot stand in a key's name, or would hide the file.
            bool plain = IsPlain((char)b) && !(b == '.' && text.Length == 0);
            text.Append(plain ? ((char)b).ToString() : string.Create(CultureInfo.InvariantCulture, $"%{b:x2}"));
        }
        return text.ToString();
    }

    /// <summary>Whether a person may call a key that.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= BytesMax && text[0] != '.' && text.All(c => IsPlain(c) || c == '%') && text is not (Auto or None or Unknown);

    /// <summary>What the kernel has, as it is observed.</summary>
    /// <param name="names">The node's keys of the same bytes.</param>
    public static string Observed(IReadOnlyList<string> names) => names.Count == 0 ? Unknown : string.Join(Or, names);

    /// <summary>The first name of an observed key; a declared one as it is.</summary>
    public static string First(string reference) => reference.Split(Or)[0];

    public static bool Fits(string declared, string observed) => observed.Split(Or).Contains(declared);

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '@';
}
