using System.CommandLine;
using Wire.Host.Api;

namespace Wire.Host.Cli.Verbs;

/// <summary>Arguments and options that several verbs have, with one wording.</summary>
internal static class SharedSymbols
{
    public static Argument<string> File() => new("FILE") { Description = "The configuration; - is standard input" };

    public static Option<string?> Message()
    {
        Option<string?> message = new("--message", "-m") { Description = "Why, for the log", HelpName = "TEXT" };
        message.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && System.Text.Encoding.UTF8.GetByteCount(text) > ApiLimits.MessageBytesMax)
            {
                result.AddError($"a message has at most {ApiLimits.MessageBytesMax} bytes");
            }
        });
        return message;
    }

    /// <summary>A name may have blanks ("br0 10.0.0.1/24"): several words are one name.</summary>
    public static string? Name(string[]? words) => words is { Length: > 0 } ? string.Join(' ', words) : null;
}
