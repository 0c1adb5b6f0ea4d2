using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Wire.Host.Tests.Life;

/// <summary>
/// A place in a program's JSON: <c>[0].linkinfo.info_data.id</c>. In brackets stand a number, <c>key=value</c> for the first element
/// with that value (<c>key</c> may be a place in it), or <c>=value</c> for the element itself, as in <c>flags[=UP]</c>.
/// </summary>
internal static class JsonPath
{
    /// <summary>Null when nothing is there.</summary>
    public static JsonNode? Find(JsonNode? root, string path)
    {
        JsonNode? at = root;
        int i = 0;
        while (at is not null && i < path.Length)
        {
            if (path[i] == '[')
            {
                int close = path.IndexOf(']', i);
                at = Element(at as JsonArray, path[(i + 1)..close]);
                i = close + 1;
            }
            else
            {
                i += path[i] == '.' ? 1 : 0;
                int end = path.AsSpan(i).IndexOfAny('.', '[') is >= 0 and int length ? i + length : path.Length;
                at = (at as JsonObject)?[path[i..end]];
                i = end;
            }
        }
        return at;
    }

    private static JsonNode? Element(JsonArray? array, string which)
    {
        if (array is null)
        {
            return null;
        }
        int equals = which.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            int index = int.Parse(which, CultureInfo.InvariantCulture);
            return index < array.Count ? array[index] : null;
        }
        string key = which[..equals], value = which[(equals + 1)..];
        return array.FirstOrDefault(e => Text(key.Length == 0 ? e : Find(e, key)) == value);
    }

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? (string?)node : node?.ToJsonString();
}
