using System.Globalization;

namespace Wire.Journal.Format;

/// <summary>File names of segments: the first position, 20 decimal digits, and of what they are archived in.</summary>
internal static class SegmentName
{
    public const string Suffix = ".segment";

    /// <summary>A segment being made.</summary>
    public const string NewSuffix = ".new";

    public const string ArchiveSuffix = Suffix + ".zst";

    /// <summary>An archive being made.</summary>
    public const string ArchivingSuffix = ".archiving";

    public const string Lock = "lock";

    /// <summary>In a directory where a copy is being made, or was not finished.</summary>
    public const string Unfinished = "unfinished";

    private const int Digits = 20;

    public static string Of(long firstPosition) => Of(firstPosition, Suffix);

    public static string NewOf(long firstPosition) => Of(firstPosition, NewSuffix);

    public static string ArchiveOf(long firstPosition) => Of(firstPosition, ArchiveSuffix);

    public static string ArchivingOf(long firstPosition) => Of(firstPosition, ArchivingSuffix);

    public static bool TryParse(string name, out long firstPosition, out bool isArchive)
    {
        firstPosition = 0;
        isArchive = name.Length == Digits + ArchiveSuffix.Length && name.EndsWith(ArchiveSuffix, StringComparison.Ordinal);
        return (isArchive || (name.Length == Digits + Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal)))
            && long.TryParse(name.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out firstPosition);
    }

    private static string Of(long firstPosition, string suffix) => firstPosition.ToString("D20", CultureInfo.InvariantCulture) + suffix;
}
