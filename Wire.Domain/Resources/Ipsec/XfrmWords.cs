using System.Globalization;

namespace Wire.Domain;

/// <summary>Words of ip-xfrm(8) that states and policies share.</summary>
internal static class XfrmWords
{
    public const uint Esp = 50, Ah = 51, Comp = 108;

    public const uint Transport = 0, Tunnel = 1, Beet = 4;

    /// <summary>What a state transforms with.</summary>
    public static ValueFormat<uint> Protocol { get; } = ValueFormats.Words(("esp", Esp), ("ah", Ah), ("comp", Comp));

    /// <summary>What a template may ask for: the extension headers of mobile IPv6 (RFC 6275) too.</summary>
    public static ValueFormat<uint> ProtocolOfTemplate { get; } = ValueFormats.WordsOrNumber(255, ("esp", Esp), ("ah", Ah), ("comp", Comp), ("route2", 43), ("hao", 60));

    /// <summary>XFRM_MODE_*.</summary>
    public static ValueFormat<uint> Mode { get; } = ValueFormats.Words(("transport", Transport), ("tunnel", Tunnel), ("beet", Beet));

    public static ValueFormat<uint> ModeOfTemplate { get; } = ValueFormats.WordsOrNumber(255, ("transport", Transport), ("tunnel", Tunnel), ("ro", 2), ("in_trigger", 3), ("beet", Beet));

    /// <summary>The words of a phrase in pairs of name and value; null when one stands twice, is not known, or has no value.</summary>
    public static Dictionary<string, string>? Pairs(ReadOnlySpan<string> words, params ReadOnlySpan<string> known)
    {
        Dictionary<string, string> pairs = [];
        for (int i = 0; i < words.Length; i += 2)
        {
            if (i + 1 == words.Length || !known.Contains(words[i]) || !pairs.TryAdd(words[i], words[i + 1]))
            {
                return null;
            }
        }
        return pairs;
    }

    /// <summary>The value of a word in the format; null without the word. False when the value is none.</summary>
    public static bool TryTake<T>(this Dictionary<string, string> pairs, string word, ValueFormat<T> format, out T? value)
        where T : struct
    {
        value = null;
        if (!pairs.TryGetValue(word, out string? text))
        {
            return true;
        }
        bool parsed = format.TryParse(text, out T taken);
        value = taken;
        return parsed;
    }

    public static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);
}
