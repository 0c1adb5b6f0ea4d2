using System.Globalization;

namespace Wire.Projections;

/// <summary>A point in the past as people name it. A closed set.</summary>
public abstract record Point
{
    private Point()
    {
    }

    public sealed record Now : Point;

    /// <summary>The state after an event of the journal.</summary>
    public sealed record AtPosition(long Position) : Point;

    /// <summary>The state after a change was settled.</summary>
    public sealed record AfterChange(int Number) : Point;

    public sealed record AtTime(DateTimeOffset Time) : Point;

    /// <summary>
    /// Reads "now", "5m ago" (s, m, h, d, w), "#12", "@1234" or "1234", and ISO 8601 times; a time without an offset is of the
    /// offset of <paramref name="now"/>.
    /// </summary>
    /// <exception cref="PointException">It is none of them.</exception>
    public static Point Parse(string text, DateTimeOffset now)
    {
        string trimmed = text.Trim();
        return trimmed == "now" ? new Now()
            : trimmed.StartsWith('#') ? new AfterChange((int)Numeral(text, trimmed[1..], int.MaxValue))
            : trimmed.StartsWith('@') ? new AtPosition(Numeral(text, trimmed[1..], long.MaxValue))
            : trimmed.Length > 0 && trimmed.All(char.IsAsciiDigit) ? new AtPosition(Numeral(text, trimmed, long.MaxValue))
            : trimmed.EndsWith(" ago", StringComparison.Ordinal) ? new AtTime(Ago(text, trimmed[..^4].TrimEnd(), now))
            : new AtTime(IsoTime(text, trimmed, now));
    }

    private static long Numeral(string text, string digits, long max) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= max ? number : throw PointException.NotAPoint(text);

    private static DateTimeOffset Ago(string text, string span, DateTimeOffset now)
    {
        long seconds = span.Length == 0 ? 0 : span[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86400,
            'w' => 7 * 86400,
            _ => 0,
        };
        if (seconds == 0 || !int.TryParse(span[..^1].TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            || count * seconds > (now - DateTimeOffset.MinValue).TotalSeconds)
        {
            throw PointException.NotAPoint(text);
        }
        return now.AddSeconds(-count * seconds);
    }

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    private static DateTimeOffset IsoTime(string text, string trimmed, DateTimeOffset now)
    {
        if (!DateTime.TryParseExact(trimmed.Replace(' ', 'T'), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out DateTime time))
        {
            throw PointException.NotAPoint(text);
        }
        return time.Kind == DateTimeKind.Utc ? new(time) : new(time, now.Offset);
    }
}
