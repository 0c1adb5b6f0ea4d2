using System.Text.Json.Nodes;
using Wire.Domain;

namespace Wire.Host.Api;

/// <summary>The attributes of a resource under their words; numbers and on/off as JSON numbers and booleans, everything else as its canonical text.</summary>
public static class AttributeJson
{
    public static JsonObject Of(Resource resource)
    {
        JsonObject fields = [];
        foreach (ResourceAttribute attribute in resource.Kind.Attributes)
        {
            if (attribute.Format(resource) is { } text)
            {
                fields[attribute.Name] = Value(attribute.Json, text);
            }
        }

        return fields;
    }

    private static JsonValue Value(JsonForm form, string text) => form switch
    {
        JsonForm.Boolean => JsonValue.Create(text == "on"),
        JsonForm.Number when long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out long number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
