using System.Globalization;

namespace Wire.Host.Cli.Render;

/// <summary>Sizes, spans and counts as people say them.</summary>
internal static class Quantity
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>"512 B", "1.5 KiB", "128 MiB".</summary>
    public static string Bytes(long bytes)
    {
        double value = bytes;
        int unit = 0;
        for (; value >= 1024 && unit < Units.Length - 1; unit++)
        {
            value /= 1024;
        }

        return value.ToString(value < 10 && unit > 0 ? "0.#" : "0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    /// <summary>"4.3 ms", "1.25 s".</summary>
    public static string Duration(double milliseconds) => milliseconds < 1000
        ? milliseconds.ToString("0.0", CultureInfo.InvariantCulture) + " ms"
        : (milliseconds / 1000).ToString("0.00", CultureInfo.InvariantCulture) + " s";

    /// <summary>"1 operation", "7 operations".</summary>
    public static string Count(long count, string one) => count == 1 ? $"1 {one}" : string.Create(CultureInfo.InvariantCulture, $"{count} {one}s");
}
