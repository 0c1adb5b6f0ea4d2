using System.Text.Json;
using System.Text.Json.Nodes;

namespace Wire.Host.Cli.Render;

/// <summary>Values of attributes as the configuration writes them.</summary>
internal static class ValueText
{
    /// <summary>What is not set is "(none)"; a text that is empty or has blanks stands in quotes.</summary>
    public static string Quote(string? value) => value switch
    {
        null => "(none)",
        "" => "\"\"",
        _ when value.Contains(' ', StringComparison.Ordinal) => $"\"{value}\"",
        _ => value,
    };

    public static string Of(JsonNode? value) => value switch
    {
        null => "",
        JsonArray list => string.Join(' ', list.Select(Of)),
        JsonObject fields => string.Join(' ', fields.Select(field => $"{field.Key} {Of(field.Value)}")),
        _ => value.GetValueKind() switch
        {
            JsonValueKind.True => "on",
            JsonValueKind.False => "off",
            JsonValueKind.String => value.GetValue<string>(),
            _ => value.ToJsonString(),
        },
    };
}
