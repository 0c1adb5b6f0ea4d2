using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Wire.Host.Cli.Render;

/// <summary>Where a command puts what it found: text for a person, or the reply as JSON.</summary>
internal sealed class Report(TextWriter writer, Palette palette, Func<TimeZoneInfo> zone, bool json)
{
    private TimeZoneInfo? _zone;

    public bool Json => json;

    public Palette Palette => palette;

    public void Line(string text = "") => writer.WriteLine(TerminalText.Harmless(text));

    /// <summary>A text as it is, with its own line ends.</summary>
    public void Text(string text) => writer.Write(text);

    public void Flush() => writer.Flush();

    /// <summary>The reply on one line of JSON, or as <paramref name="render"/> writes it.</summary>
    public void Print<T>(T reply, JsonTypeInfo<T> type, Action<Report, T> render)
    {
        if (json)
        {
            JsonLine(reply, type);
        }
        else
        {
            render(this, reply);
        }
    }

    public void JsonLine<T>(T value, JsonTypeInfo<T> type) => Line(JsonSerializer.Serialize(value, type));

    /// <summary>Local time to the second: "2026-11-23 13:05:12".</summary>
    public string Time(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, _zone ??= zone()).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Like <see cref="Time"/>, with milliseconds.</summary>
    public string PreciseTime(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, _zone ??= zone()).ToString("yyyy-MM-dd HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture);
}
