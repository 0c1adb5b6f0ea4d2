using MessagePack;

namespace Wire.Domain;

/// <summary>A statement of a rule, by its text.</summary>
internal sealed class NftStatementFormat : StringFormat
{
    public static NftStatementFormat Instance { get; } = new();

    public override string Expects => "a statement of nft(8), such as 'ip saddr 10.0.0.0/8', 'tcp dport 22', 'ct state established,related', 'iifname eth0', 'ip saddr @SET', "
        + "'limit rate 5/second', 'log prefix \"x\"', 'tcp dport { 22, 80 }', 'counter', 'accept', 'drop', 'reject', 'jump CHAIN', 'dnat to ADDRESS:PORT', 'masquerade'";

    public override bool TryParse(string text, out string value)
    {
        NftStatement? statement = NftRuleText.Parse(text);
        value = statement?.ToString() ?? text;
        return statement is not null;
    }
}

/// <summary>A name of a table, chain or set: nft(8) knows letters, digits, and <c>_ - . / \</c>; NFT_NAME_MAXLEN is 256.</summary>
internal sealed class NftNameFormat : StringFormat
{
    private const int BytesMax = 127;

    public static NftNameFormat Instance { get; } = new();

    public static bool IsName(string text) => text.Length is > 0 and <= BytesMax && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    public override string Expects => "a name: a letter, then letters, digits, '_', '-' or '.'";

    public override bool TryParse(string text, out string value)
    {
        value = text;
        return IsName(text);
    }
}

/// <summary>The type of a set's keys: one of nft(8)'s, or several with " . " between them.</summary>
internal sealed class NftTypeFormat(bool verdict) : StringFormat
{
    public const string Verdict = "verdict";

    public override string Expects => $"{string.Join(", ", NftType.OfSets.Select(t => $"'{t.Name}'"))}, {(verdict ? "or 'verdict'" : "or several of them with ' . ' between")}";

    public override bool TryParse(string text, out string value)
    {
        value = text;
        return (verdict && text == Verdict) || (NftType.FindAll(text) is { } types && (!verdict || types.Length == 1));
    }
}

/// <summary>An element of a set: a value, a prefix or a range, several fields with " . " between, and behind " : " what a map says of it.</summary>
internal sealed class NftElementFormat : StringFormat
{
    public static NftElementFormat Instance { get; } = new();

    public override string Expects => "an element of the set's type: '10.0.0.1', '10.0.0.0/8', '1000-2000', '10.0.0.1 . 22'; in a set of the flag timeout perhaps with 'timeout 1h'; in a map with ' : ' and what it maps to";

    public override bool TryParse(string text, out string value)
    {
        value = text;
        return text.Length > 0 && !text.Any(c => char.IsControl(c) || c is ',');
    }
}

/// <summary>A comment: nft(8) has 128 bytes for it with the zero at its end (NFTNL_UDATA_COMMENT_MAXLEN), and prints it in quotes.</summary>
internal sealed class NftCommentFormat : StringFormat
{
    private const int BytesMax = 127;

    public static NftCommentFormat Instance { get; } = new();

    public override string Expects => "a text of at most 127 bytes without '\"'";

    public override bool TryParse(string text, out string value)
    {
        value = text;
        return System.Text.Encoding.UTF8.GetByteCount(text) is > 0 and <= BytesMax && !text.Any(c => char.IsControl(c) || c == '"');
    }
}

/// <summary>A time in milliseconds, as nft(8) writes it: "1h30m".</summary>
internal sealed class NftTimeFormat : ValueFormat<ulong>
{
    public static NftTimeFormat Instance { get; } = new();

    public override string Expects => "a time such as '30s', '5m' or '1h30m'";

    public override bool TryParse(string text, out ulong value)
    {
        ulong? parsed = NftWords.ParseTime(text);
        value = parsed ?? 0;
        return parsed is not null;
    }

    public override string Format(ulong value) => NftWords.Time(value);

    public override void Write(ref MessagePackWriter writer, ulong value) => writer.Write(value);

    public override ulong Read(ref MessagePackReader reader) => reader.ReadUInt64();
}
