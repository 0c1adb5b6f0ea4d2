using System.Text.Json;
using Wire.Host.Api;

namespace Wire.Host.Cli.Render;

/// <summary>A failure: one sentence, then its details as they are, carets under their columns.</summary>
internal static class ErrorText
{
    public static void Write(TextWriter writer, ErrorReply error, bool json)
    {
        if (json)
        {
            writer.WriteLine(JsonSerializer.Serialize(error, CliJson.Types.ErrorReply));
            return;
        }

        writer.WriteLine(TerminalText.Harmless($"wire: {error.Message}"));
        foreach (string detail in error.Details)
        {
            writer.WriteLine(TerminalText.Harmless(detail));
        }

        if (error.Retry)
        {
            writer.WriteLine("(the same command may succeed later)");
        }
    }
}
