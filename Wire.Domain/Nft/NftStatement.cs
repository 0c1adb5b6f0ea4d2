using System.Globalization;

namespace Wire.Domain;

/// <summary>A part of a rule: what a packet has to be like, or what is done with it. Its text is the one that nft(8) prints.</summary>
public abstract record NftStatement
{
    /// <summary>It lets some packets through to what follows and others not; it does nothing else.</summary>
    public virtual bool IsMatch => false;

    /// <summary>The set or map that it names; null for none.</summary>
    public virtual string? Set => null;

    /// <summary>The chain that it leads to; null for none.</summary>
    public virtual string? Chain => null;

    /// <summary>The set or map without a name that it brings along; null for none.</summary>
    public virtual NftInlineSet? Inline => null;

    /// <summary>All chains that it leads to.</summary>
    public IEnumerable<string> Chains => Chain is { } chain ? [chain] : Inline?.Chains ?? [];

    /// <summary>What is read of the packet.</summary>
    public virtual IEnumerable<NftSelector> Reads => [];

    private protected static string Key(ValueList<NftSelector> key) => string.Join(" . ", key.Select(s => s.Text));
}

public enum NftOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <param name="Selector">What is looked at.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Value">With what. Words for bits (<c>ct state new,related</c>) stand for any of them.</param>
/// <param name="Mask">The bits that count, as in <c>tcp flags syn / syn,ack</c> and <c>meta mark &amp; 0xff == 0x1</c>; null for all.</param>
public sealed record NftMatch(NftSelector Selector, NftOperator Operator, NftValue Value, ValueList<byte>? Mask = null) : NftStatement
{
    public override bool IsMatch => true;

    public override IEnumerable<NftSelector> Reads => [Selector];

    public override string ToString()
    {
        string value = Value.Format(Selector.Type);
        if (Mask is { } mask)
        {
            string bits = Selector.Type.Format(mask);
            return Selector.Type.IsFlags ? $"{Selector} {NftWords.Of(Operator)}{value} / {bits}"
                : $"{Selector} & {bits} {(Operator == NftOperator.Equal ? "== " : NftWords.Of(Operator))}{value}";
        }
        return $"{Selector} {NftWords.Of(Operator)}{value}";
    }
}

/// <summary>Whether a key is in a set.</summary>
public sealed record NftLookup(ValueList<NftSelector> Keys, bool IsNot, string? Name, NftInlineSet? Own = null) : NftStatement
{
    public override bool IsMatch => true;

    public override string? Set => Name;

    public override NftInlineSet? Inline => Own;

    public override IEnumerable<NftSelector> Reads => Keys;

    public override string ToString() => $"{Key(Keys)} {(IsNot ? "!= " : "")}{Own?.ToString() ?? $"@{Name}"}";
}

/// <summary>What a verdict map says of a key.</summary>
public sealed record NftVerdictMap(ValueList<NftSelector> Keys, string? Name, NftInlineSet? Own = null) : NftStatement
{
    public override string? Set => Name;

    public override NftInlineSet? Inline => Own;

    public override IEnumerable<NftSelector> Reads => Keys;

    public override string ToString() => $"{Key(Keys)} vmap {Own?.ToString() ?? $"@{Name}"}";
}

/// <summary>Sets a mark to a value, or to what a map says of a key.</summary>
public sealed record NftAssignment(NftSelector Target, ValueList<byte>? Value, ValueList<NftSelector> Keys, string? Map, NftInlineSet? Own = null) : NftStatement
{
    public override string? Set => Map;

    public override NftInlineSet? Inline => Own;

    public override IEnumerable<NftSelector> Reads => Keys;

    public override string ToString() => Value is { } value ? $"{Target} set {Target.Type.Format(value)}" : $"{Target} set {Key(Keys)} map {Own?.ToString() ?? $"@{Map}"}";
}

/// <summary>Puts a key of the packet into a set (add), or in and its timeout back (update), or takes it out (delete).</summary>
/// <param name="Operation">NFT_DYNSET_OP_*.</param>
/// <param name="Name">The set.</param>
/// <param name="Keys">What is put in.</param>
/// <param name="TimeoutMs">Of this element; null for the set's.</param>
public sealed record NftSetChange(uint Operation, string Name, ValueList<NftSelector> Keys, ulong? TimeoutMs) : NftStatement
{
    public override string? Set => Name;

    public override IEnumerable<NftSelector> Reads => Keys;

    public override string ToString() =>
        $"{NftWords.DynsetOperations[(int)Operation]} @{Name} {{ {Key(Keys)}{(TimeoutMs is { } time ? $" timeout {NftWords.Time(time)}" : "")} }}";
}

/// <summary>Counts packets and bytes. The numbers are no part of a rule.</summary>
public sealed record NftCounter : NftStatement
{
    public override string ToString() => "counter";
}

/// <summary>Lets only so much through to what follows; with <c>over</c> only what is beyond.</summary>
/// <param name="Rate">Packets, or bytes, in a unit of time.</param>
/// <param name="Seconds">The unit of time.</param>
/// <param name="Burst">So much more at once.</param>
/// <param name="IsBytes">Bytes and not packets.</param>
/// <param name="IsOver">For what is beyond.</param>
public sealed record NftLimit(ulong Rate, ulong Seconds, uint Burst, bool IsBytes, bool IsOver) : NftStatement
{
    /// <summary>Packets that nft(8) takes when nothing is said, and then does not print.</summary>
    public const uint UsualBurst = 5;

    public override bool IsMatch => true;

    public override string ToString()
    {
        string over = IsOver ? "over " : "";
        string unit = NftWords.Units.First(u => u.Seconds == Seconds).Word;
        return IsBytes
            ? $"limit rate {over}{NftWords.Bytes(Rate)}/{unit}{(Burst == 0 ? "" : $" burst {NftWords.Bytes(Burst)}")}"
            : string.Create(CultureInfo.InvariantCulture, $"limit rate {over}{Rate}/{unit}") + (Burst == UsualBurst ? "" : string.Create(CultureInfo.InvariantCulture, $" burst {Burst} packets"));
    }
}

/// <summary>Logs the packet, to the kernel's log or to a group of nfnetlink_log.</summary>
/// <param name="Prefix">Up to 127 bytes.</param>
/// <param name="Level">0 (emerg) to 7 (debug); null for 4 (warn).</param>
/// <param name="Group">Of nfnetlink_log; null for the kernel's log.</param>
public sealed record NftLog(string? Prefix, uint? Level, uint? Group) : NftStatement
{
    public override string ToString() => "log" + (Prefix is null ? "" : $" prefix \"{Prefix}\"")
        + (Group is { } group ? string.Create(CultureInfo.InvariantCulture, $" group {group}") : "") + (Level is { } level ? $" level {NftWords.Levels[(int)level]}" : "");
}

/// <summary>What becomes of the packet: <c>accept</c>, <c>drop</c>, <c>return</c>, <c>continue</c>, or on in another chain.</summary>
public sealed record NftVerdict(int Code, string? Target) : NftStatement
{
    public override string? Chain => Target;

    public override string ToString() => NftWords.OfVerdict(Code) + (Target is null ? "" : $" {Target}");
}

/// <summary>Drops the packet and tells its sender so.</summary>
/// <param name="Type">NFT_REJECT_*: 0 ICMP unreachable, 1 TCP reset, 2 either ICMP; null for what the family has without more words.</param>
/// <param name="Icmp6">Type 0 in IPv6: the code is one of ICMPv6.</param>
/// <param name="Code">Of the ICMP message.</param>
public sealed record NftReject(uint? Type, bool Icmp6, uint Code) : NftStatement
{
    public override string ToString() => Type switch
    {
        null => "reject",
        1 => "reject with tcp reset",
        2 => $"reject with icmpx {NftWords.WordOf(NftWords.IcmpxCodes, Code)}",
        _ when Icmp6 => $"reject with icmpv6 {NftWords.WordOf(NftWords.Icmp6Codes, Code)}",
        _ => $"reject with icmp {NftWords.WordOf(NftWords.IcmpCodes, Code)}",
    };
}

/// <summary>A whole rule that nobody here can read: its expressions as the kernel has them, in hex. Never declared.</summary>
public sealed record NftOpaque(string Hex) : NftStatement
{
    public override string ToString() => $"raw {Hex}";
}
