using System.Globalization;

namespace Wire.Journal.Format;

/// <summary>File names of segments: the first position, 20 decimal digits.</summary>
internal static class SegmentName
{
    public const string Suffix = ".segment";

    /// <summary>A segment being made.</summary>
    public const string NewSuffix = ".new";

    public const string Lock = "lock";

    /// <summary>In a directory where a copy is being made, or was not finished.</summary>
    public const string Unfinished = "unfinished";

    public static string Of(long firstPosition) => firstPosition.ToString("D20", CultureInfo.InvariantCulture) + Suffix;

    public static string NewOf(long firstPosition) => firstPosition.ToString("D20", CultureInfo.InvariantCulture) + NewSuffix;

    public static bool TryParse(string name, out long firstPosition)
    {
        firstPosition = 0;
        return name.Length == 20 + Suffix.Length
            && name.EndsWith(Suffix, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(0, 20), NumberStyles.None, CultureInfo.InvariantCulture, out firstPosition);
    }
}
