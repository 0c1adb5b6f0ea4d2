using System.Globalization;
using System.Text.Json.Nodes;
using Wire.Domain;
using Wire.Host.Api;

namespace Wire.Host.Node;

/// <summary>Values of the Domain as the API shows them. It walks the attribute tables: no kind is known by name here.</summary>
internal static class Views
{
    public static IReadOnlyList<ChangeView> Changes(IEnumerable<PlannedChange> changes) => [.. changes.Select(Change)];

    public static ChangeView Change(PlannedChange change) => new(
        Mark(change.Mark),
        change.Resource.Kind.Name,
        change.Resource.Key.Id,
        [.. change.Attributes.Select(a => new AttributeChangeView(a.Name, a.Old, a.New, a.ForcesRecreation))],
        change.Interrupts);

    public static string Mark(ChangeMark mark) => mark switch
    {
        ChangeMark.Create => "+",
        ChangeMark.Change => "~",
        ChangeMark.Recreate => "-/+",
        _ => "-",
    };

    public static ResourceView Resource(Resource resource, string owner, string? state)
    {
        JsonObject attributes = [];
        foreach (ResourceAttribute attribute in resource.Kind.Attributes)
        {
            if (attribute.Format(resource) is { } text)
            {
                attributes[attribute.Name] = attribute is ListAttribute list
                    ? new JsonArray([.. list.Items(resource).Select(item => (JsonNode)Json(attribute.Json, item))])
                    : Json(attribute.Json, text);
            }
        }
        return new(resource.Kind.Name, resource.Key.Id, owner, state, attributes);
    }

    private static JsonValue Json(JsonForm form, string text) => form switch
    {
        JsonForm.Boolean => JsonValue.Create(text == "on"),
        JsonForm.Number => JsonValue.Create(decimal.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(text),
    };

    public static string Conflict(PlanConflict conflict) =>
        conflict.Origin is null ? $"{conflict.Key}: {conflict.Message}" : $"{conflict.Origin}: {conflict.Key}: {conflict.Message}";
}
