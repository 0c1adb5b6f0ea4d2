using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Wire.Host.Tests.Life;

/// <summary>What another program has to say: written by a person who knows that program, never taken from Wire's output.</summary>
/// <param name="Command">For a shell in the namespace; null for <see cref="KindLife.Look"/>.</param>
/// <param name="Path">A <see cref="JsonPath"/>, from <see cref="KindLife.At"/> when there is no command; null for the plain text of the output.</param>
/// <param name="Expected">In words, for the failure.</param>
/// <param name="Holds">Judges what was found; null is "not there".</param>
internal sealed record Reading(string? Command, string? Path, string Expected, Func<JsonNode?, bool> Holds)
{
    /// <summary>A later reading of the same place takes the place of an earlier one.</summary>
    public (string?, string?) Place => (Command, Path);

    public override string ToString() => Path is null ? $"`{Command}`" : Command is null ? Path : $"`{Command}` {Path}";
}

/// <summary>The words that lives are written in: <c>using static</c>.</summary>
internal static class Readings
{
    /// <summary>The object's JSON has the value there: a text, a number or a truth. Null for "nothing there".</summary>
    public static Reading Is(string path, object? value) => new(null, path, Words(value), found => Same(found, value));

    /// <summary>Another command's JSON has the value there.</summary>
    public static Reading Is(string command, string path, object? value) => new(command, path, Words(value), found => Same(found, value));

    /// <summary>What <paramref name="holds"/> says of the place, with the expectation in words.</summary>
    public static Reading Has(string path, string expected, Func<JsonNode?, bool> holds) => new(null, path, expected, holds);

    /// <summary>A command that knows no JSON prints exactly this, without blanks around it.</summary>
    public static Reading Prints(string command, string text) => new(command, null, Words(text), found => Same(found, text));

    private static bool Same(JsonNode? found, object? value) => value switch
    {
        null => found is null,
        string text => found?.GetValueKind() == JsonValueKind.String && (string)found! == text,
        _ => found?.ToJsonString() == Words(value),
    };

    private static string Words(object? value) => value switch
    {
        null => "nothing",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
