using System.Text.Encodings.Web;
using System.Text.Json;
using Wire.Host.Api;

namespace Wire.Host.Cli.Render;

/// <summary>The API's JSON for terminals and pipes: "+", "→" and "ä" stand as they are, which only HTML would mind.</summary>
internal static class CliJson
{
    public static ApiJson Types { get; } =
        new(new JsonSerializerOptions(ApiJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
