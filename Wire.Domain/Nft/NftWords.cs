using System.Collections.Immutable;
using System.Globalization;

namespace Wire.Domain;

/// <summary>The words of nft(8) for numbers of the kernel.</summary>
internal static class NftWords
{
    /// <summary>NFT_DYNSET_OP_ADD, UPDATE, DELETE.</summary>
    public static ImmutableArray<string> DynsetOperations { get; } = ["add", "update", "delete"];

    /// <summary>LOG_EMERG to LOG_DEBUG, syslog(3).</summary>
    public static ImmutableArray<string> Levels { get; } = ["emerg", "alert", "crit", "err", "warn", "notice", "info", "debug"];

    public static ImmutableArray<(string Word, ulong Seconds)> Units { get; } =
        [("second", 1), ("minute", 60), ("hour", 3600), ("day", 86_400), ("week", 604_800)];

    /// <summary>NF_DROP, NF_ACCEPT (linux/netfilter.h); NFT_CONTINUE to NFT_RETURN (enum nft_verdicts).</summary>
    public static ImmutableArray<(string Word, int Code)> Verdicts { get; } =
        [("drop", 0), ("accept", 1), ("continue", -1), ("jump", -3), ("goto", -4), ("return", -5)];

    /// <summary>ICMP_*_UNREACH and ICMP_*_ANO, linux/icmp.h.</summary>
    public static ImmutableArray<(string Word, uint Code)> IcmpCodes { get; } =
    [
        ("net-unreachable", 0), ("host-unreachable", 1), ("prot-unreachable", 2), ("port-unreachable", 3), ("frag-needed", 4),
        ("net-prohibited", 9), ("host-prohibited", 10), ("admin-prohibited", 13),
    ];

    /// <summary>ICMPV6_*, linux/icmpv6.h.</summary>
    public static ImmutableArray<(string Word, uint Code)> Icmp6Codes { get; } =
        [("no-route", 0), ("admin-prohibited", 1), ("addr-unreachable", 3), ("port-unreachable", 4), ("policy-fail", 5), ("reject-route", 6)];

    /// <summary>NFT_REJECT_ICMPX_*.</summary>
    public static ImmutableArray<(string Word, uint Code)> IcmpxCodes { get; } =
        [("no-route", 0), ("port-unreachable", 1), ("host-unreachable", 2), ("admin-prohibited", 3)];

    public static string WordOf(ImmutableArray<(string Word, uint Code)> words, uint code) =>
        words.FirstOrDefault(w => w.Code == code).Word ?? code.ToString(CultureInfo.InvariantCulture);

    public static uint? CodeOf(ImmutableArray<(string Word, uint Code)> words, string word) =>
        words.Any(w => w.Word == word) ? words.First(w => w.Word == word).Code : byte.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out byte code) ? code : null;

    public static string OfVerdict(int code) => Verdicts.First(v => v.Code == code).Word;

    public static string Of(NftOperator op) => op switch
    {
        NftOperator.NotEqual => "!= ",
        NftOperator.Less => "< ",
        NftOperator.LessOrEqual => "<= ",
        NftOperator.Greater => "> ",
        NftOperator.GreaterOrEqual => ">= ",
        _ => "",
    };

    public static string Bytes(ulong bytes) => bytes switch
    {
        > 0 when bytes % (1 << 20) == 0 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} mbytes"),
        > 0 when bytes % (1 << 10) == 0 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 10} kbytes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
    };

    public static ulong? ParseBytes(string number, string unit) => ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) && value < 1UL << 40
        ? unit switch { "bytes" => value, "kbytes" => value << 10, "mbytes" => value << 20, _ => null }
        : null;

    /// <summary>As nft(8) prints a time: "1d2h3m4s", with milliseconds at the end where there are some.</summary>
    public static string Time(ulong milliseconds)
    {
        string text = "";
        foreach ((char unit, ulong length) in new[] { ('d', 86_400_000UL), ('h', 3_600_000UL), ('m', 60_000UL), ('s', 1000UL) })
        {
            if (milliseconds / length is > 0 and var count)
            {
                text += string.Create(CultureInfo.InvariantCulture, $"{count}{unit}");
                milliseconds %= length;
            }
        }
        return milliseconds > 0 || text.Length == 0 ? text + string.Create(CultureInfo.InvariantCulture, $"{milliseconds}ms") : text;
    }

    /// <summary>Whole seconds: the kernel counts in ticks of 1 to 10 ms, and tells back what they come to.</summary>
    public static ulong? ParseTime(string text)
    {
        ulong total = 0;
        while (text.Length > 0)
        {
            int digits = text.TakeWhile(char.IsAsciiDigit).Count();
            if (digits is 0 or > 9)
            {
                return null;
            }
            ulong number = ulong.Parse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture);
            string unit = new([.. text.Skip(digits).TakeWhile(char.IsAsciiLetter)]);
            ulong? length = unit switch { "d" => 86_400_000, "h" => 3_600_000, "m" => 60_000, "s" or "" => 1000, _ => null };
            if (length is null)
            {
                return null;
            }
            total += number * length.Value;
            text = text[(digits + unit.Length)..];
        }
        return total == 0 ? null : total;
    }
}
