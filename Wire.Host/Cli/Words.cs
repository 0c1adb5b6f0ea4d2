using System.CommandLine.Parsing;
using System.Globalization;

namespace Wire.Host.Cli;

/// <summary>Words of the command line that are more than text; what is none is an error of the command line.</summary>
internal static class Words
{
    /// <summary>"30s", "5m", "1h" as seconds, 1 second to a day.</summary>
    public static int? Seconds(ArgumentResult result)
    {
        string word = result.Tokens.Single().Value;
        int unit = word.Length == 0 ? 0 : word[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        if (unit > 0
            && int.TryParse(word.AsSpan(0, word.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= 1 && number <= Api.ApiLimits.ConfirmSecondsMax / unit)
        {
            return number * unit;
        }

        result.AddError($"'{word}' is no time to confirm in: say 30s, 5m or 1h; at most 24h");
        return null;
    }

    /// <summary>"90s", "15m", "12h", "30d", "8w": how old something is, at most 100 years.</summary>
    public static TimeSpan Age(ArgumentResult result)
    {
        const int DaysMax = 36_525;
        string word = result.Tokens.Single().Value;
        TimeSpan unit = word.Length == 0 ? default : word[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            'w' => TimeSpan.FromDays(7),
            _ => default,
        };
        if (unit > default(TimeSpan)
            && int.TryParse(word.AsSpan(0, word.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number <= TimeSpan.FromDays(DaysMax) / unit)
        {
            return number * unit;
        }

        result.AddError($"'{word}' is no age: say 90s, 15m, 12h, 30d or 8w; at most 100 years");
        return default;
    }

    /// <summary>"12" or "#12".</summary>
    public static int? ChangeNumber(ArgumentResult result)
    {
        string word = result.Tokens.Single().Value;
        if (int.TryParse(word.AsSpan(word.StartsWith('#') ? 1 : 0), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1)
        {
            return number;
        }

        result.AddError($"'{word}' is no change: say 12 or '#12', as wire log shows it");
        return null;
    }

    /// <summary>How many, from 1.</summary>
    public static int? Limit(ArgumentResult result)
    {
        string word = result.Tokens.Single().Value;
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1)
        {
            return number;
        }

        result.AddError($"'{word}' is no number from 1");
        return null;
    }

    /// <summary>"1200" or "@1200".</summary>
    public static long? Position(ArgumentResult result)
    {
        string word = result.Tokens.Single().Value;
        if (long.TryParse(word.AsSpan(word.StartsWith('@') ? 1 : 0), NumberStyles.None, CultureInfo.InvariantCulture, out long position) && position >= 1)
        {
            return position;
        }

        result.AddError($"'{word}' is no position: say 1200 or @1200");
        return null;
    }
}
