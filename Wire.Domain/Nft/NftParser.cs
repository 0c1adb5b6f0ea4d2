using System.Globalization;

namespace Wire.Domain;

/// <summary>Reads one statement in the words of nft(8).</summary>
internal sealed class NftParser
{
    private const uint LogPrefixBytesMax = 127;

    private readonly List<string> _words;
    private int _at;

    private NftParser(List<string> words) => _words = words;

    /// <summary>Null when the text is no statement that is known here.</summary>
    public static NftStatement? Parse(string text)
    {
        if (Split(text) is not { Count: > 0 } words)
        {
            return null;
        }
        NftParser parser = new(words);
        NftStatement? statement = parser.Statement();
        return parser._at == words.Count ? statement : null;
    }

    /// <summary>Words between blanks; a quoted text is one, and so is a brace.</summary>
    private static List<string>? Split(string text)
    {
        List<string> words = [];
        for (int at = 0; at < text.Length;)
        {
            if (text[at] == ' ')
            {
                at++;
                continue;
            }
            int end = text[at] == '"' ? text.IndexOf('"', at + 1) + 1 : text[at] is '{' or '}' ? at + 1 : text.AsSpan(at).IndexOfAny(" {}") is >= 0 and var length ? at + length : -1;
            if (end == 0)
            {
                return null;
            }
            end = end < 0 ? text.Length : end;
            words.Add(text[at..end]);
            at = end;
        }
        return words;
    }

    private bool Ends => _at == _words.Count;

    private string Next() => Ends ? "" : _words[_at++];

    private bool Take(string word)
    {
        bool taken = !Ends && _words[_at] == word;
        _at += taken ? 1 : 0;
        return taken;
    }

    private NftStatement? Statement() => Next() switch
    {
        "counter" => new NftCounter(),
        "limit" => Limit(),
        "log" => Log(),
        "reject" => Reject(),
        "raw" => Next() is { Length: > 0 } hex && hex.Length % 2 == 0 && hex.All(char.IsAsciiHexDigit) ? new NftOpaque(hex) : null,
        "add" => SetChange(0),
        "update" => SetChange(1),
        "delete" => SetChange(2),
        "snat" => Nat(NftNatKind.Snat),
        "dnat" => Nat(NftNatKind.Dnat),
        "masquerade" => Nat(NftNatKind.Masquerade),
        "redirect" => Nat(NftNatKind.Redirect),
        var word when NftWords.Verdicts.Any(v => v.Word == word) => Verdict(NftWords.Verdicts.First(v => v.Word == word).Code),
        _ => OfKey(),
    };

    private NftVerdict? Verdict(int code)
    {
        string? chain = code is -3 or -4 ? Next() : null;
        return chain is null || IsName(chain) ? new(code, chain) : null;
    }

    private NftNat? Nat(NftNatKind kind)
    {
        NftNat? nat = NftNat.Parse([.. _words[_at..]], kind);
        _at = _words.Count;
        return nat;
    }

    private static bool IsName(string word) => NftNameFormat.IsName(word);

    private NftSelector? Selector()
    {
        for (int count = Math.Min(3, _words.Count - _at); count > 0; count--)
        {
            string text = string.Join(' ', _words.Skip(_at).Take(count));
            if ((NftSelector.Find(text) ?? NftSelector.Find("meta " + text) ?? (text.StartsWith("meta ", StringComparison.Ordinal) ? NftSelector.Find(text[5..]) : null)) is { } found)
            {
                _at += count;
                return found;
            }
        }
        return null;
    }

    private ValueList<NftSelector>? Keys()
    {
        List<NftSelector> keys = [];
        do
        {
            if (Selector() is not { } selector)
            {
                return null;
            }
            keys.Add(selector);
        }
        while (Take("."));
        return keys.ToValueList();
    }

    private bool Opens => !Ends && _words[_at] == "{";

    /// <summary>What stands in braces.</summary>
    private NftInlineSet? InlineSet(ValueList<NftSelector> keys, string? mapsTo)
    {
        int end = _words.IndexOf("}", _at);
        if (end < 0)
        {
            return null;
        }
        string text = string.Join(' ', _words[(_at + 1)..end]);
        _at = end + 1;
        return NftInlineSet.Parse(keys, mapsTo, text);
    }

    private string? SetName() => Next() is ['@', .. var name] && IsName(name) ? name : null;

    private NftStatement? OfKey()
    {
        _at--;
        if (Keys() is not { } keys)
        {
            return null;
        }
        if (Take("vmap"))
        {
            return Opens ? InlineSet(keys, NftTypeFormat.Verdict) is { } own ? new NftVerdictMap(keys, null, own) : null
                : SetName() is { } map ? new NftVerdictMap(keys, map) : null;
        }
        if (keys.Count == 1 && keys[0].IsSettable && Take("set"))
        {
            return Assignment(keys[0]);
        }
        NftOperator op = Take("!=") ? NftOperator.NotEqual : Take("<=") ? NftOperator.LessOrEqual : Take("<") ? NftOperator.Less
            : Take(">=") ? NftOperator.GreaterOrEqual : Take(">") ? NftOperator.Greater : NftOperator.Equal;
        if (op == NftOperator.Equal)
        {
            Take("==");
        }
        if (Opens)
        {
            return op is NftOperator.Equal or NftOperator.NotEqual && InlineSet(keys, null) is { } own ? new NftLookup(keys, op == NftOperator.NotEqual, null, own) : null;
        }
        if (!Ends && _words[_at][0] == '@')
        {
            return op is NftOperator.Equal or NftOperator.NotEqual && SetName() is { } set ? new NftLookup(keys, op == NftOperator.NotEqual, set) : null;
        }
        return keys.Count == 1 ? Match(keys[0], op) : null;
    }

    private NftMatch? Match(NftSelector selector, NftOperator op)
    {
        NftType type = selector.Type;
        ValueList<byte>? mask = null;
        if (type.HasMasks && Take("&"))
        {
            if (type.Parse(Next()) is not { } bits)
            {
                return null;
            }
            mask = bits;
            op = Take("!=") ? NftOperator.NotEqual : NftOperator.Equal;
            Take("==");
        }
        if (NftValue.Parse(type, Next()) is not { } value)
        {
            return null;
        }
        if (selector.Type == NftType.TcpFlags && Take("/"))
        {
            if (type.Parse(Next()) is not { } bits)
            {
                return null;
            }
            mask = bits;
        }
        bool ordered = op is not (NftOperator.Equal or NftOperator.NotEqual);
        bool several = type.IsFlags && System.Numerics.BitOperations.PopCount(type.NumberOf(value.First)) > 1 && mask is null;
        bool partial = type.IsName && value.First.Count < type.Bytes;
        return (ordered && (!value.IsOne || !type.HasRanges || selector.Mask != 0)) || (several && op != NftOperator.Equal) || (!value.IsOne && (mask is not null || selector.Mask != 0))
            || (partial && ordered) || (type.IsFlags && ordered) ? null : new NftMatch(selector, op, value, mask);
    }

    private NftAssignment? Assignment(NftSelector target)
    {
        if (target.Type.Parse(_at == _words.Count - 1 ? _words[_at] : "") is { } value)
        {
            _at++;
            return new(target, value, [], null);
        }
        return Keys() is not { } keys || !Take("map") ? null
            : Opens ? InlineSet(keys, target.Type.Name) is { } own ? new(target, null, keys, null, own) : null
            : SetName() is { } map ? new(target, null, keys, map) : null;
    }

    private NftSetChange? SetChange(uint operation)
    {
        if (SetName() is not { } set || !Take("{") || Keys() is not { } keys)
        {
            return null;
        }
        ulong? timeout = null;
        if (Take("timeout"))
        {
            timeout = NftWords.ParseTime(Next());
            if (timeout is null)
            {
                return null;
            }
        }
        return Take("}") ? new(operation, set, keys, timeout) : null;
    }

    private NftLimit? Limit()
    {
        if (!Take("rate"))
        {
            return null;
        }
        bool over = Take("over");
        if (!over)
        {
            Take("until");
        }
        string[] parts = Next().Split('/');
        if (parts.Length == 2)
        {
            return ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out ulong rate) && rate is > 0 and <= uint.MaxValue && Seconds(parts[1]) is { } seconds
                ? Burst(b => uint.TryParse(b, NumberStyles.None, CultureInfo.InvariantCulture, out uint burst) && Take("packets") ? burst : null, NftLimit.UsualBurst) is { } packets
                    ? new(rate, seconds, packets, IsBytes: false, over) : null
                : null;
        }
        string[] unit = Next().Split('/');
        return unit.Length == 2 && NftWords.ParseBytes(parts[0], unit[0]) is > 0 and var bytes && Seconds(unit[1]) is { } length
            && Burst(b => NftWords.ParseBytes(b, Next()) is <= uint.MaxValue and var burst ? (uint)burst : null, 0) is { } extra
                ? new(bytes, length, extra, IsBytes: true, over) : null;
    }

    private uint? Burst(Func<string, uint?> parse, uint without) => Take("burst") ? parse(Next()) : without;

    private static ulong? Seconds(string unit) => NftWords.Units.Any(u => u.Word == unit) ? NftWords.Units.First(u => u.Word == unit).Seconds : null;

    private NftLog? Log()
    {
        string? prefix = null;
        uint? level = null, group = null;
        while (!Ends)
        {
            switch (Next())
            {
                case "prefix":
                    prefix = Next().Trim('"');
                    if (System.Text.Encoding.UTF8.GetByteCount(prefix) is 0 or > (int)LogPrefixBytesMax)
                    {
                        return null;
                    }
                    break;
                case "level" when NftWords.Levels.IndexOf(Next()) is >= 0 and var number:
                    level = number == 4 ? null : (uint)number;
                    break;
                case "group" when ushort.TryParse(Next(), NumberStyles.None, CultureInfo.InvariantCulture, out ushort number):
                    group = number;
                    break;
                default:
                    return null;
            }
        }
        return group is not null && level is not null ? null : new(prefix, level, group);
    }

    private NftReject? Reject()
    {
        if (!Take("with"))
        {
            return new(null, false, 0);
        }
        switch (Next())
        {
            case "tcp":
                return Take("reset") ? new(1, false, 0) : null;
            case "icmpx":
                return NftWords.CodeOf(NftWords.IcmpxCodes, Next()) is { } either ? new(2, false, either) : null;
            case "icmp":
                return NftWords.CodeOf(NftWords.IcmpCodes, Next()) is { } code ? new(0, false, code) : null;
            case "icmpv6":
                return NftWords.CodeOf(NftWords.Icmp6Codes, Next()) is { } code6 ? new(0, true, code6) : null;
            default:
                return null;
        }
    }
}
