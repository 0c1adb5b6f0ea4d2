using Wire.Domain;
using Wire.Host.Api;

namespace Wire.Host.Cli.Render;

/// <summary>Objects: links as a table with their addresses, the others one a line, or one object with all its attributes.</summary>
internal static class ShowText
{
    public static void Write(Report report, ShowReply reply)
    {
        ILookup<string, ResourceView> byCollection = reply.Resources.ToLookup(view => ResourceKinds.Find(view.Kind)?.Collection ?? view.Kind, StringComparer.Ordinal);
        ResourceView[] links = [.. byCollection["link"]];
        if (links.Length > 0)
        {
            LinkTable.Write(report, links, byCollection["address"]);
        }

        foreach (IGrouping<string, ResourceView> collection in byCollection.Where(group => group.Key != "link" && (group.Key != "address" || links.Length == 0)))
        {
            if (links.Length > 0)
            {
                report.Line();
            }

            Others(report, collection);
        }

        if (reply.Resources.Count == 0)
        {
            report.Line("Nothing.");
        }
    }

    public static void WriteFully(Report report, ShowReply reply)
    {
        foreach (ResourceView view in reply.Resources)
        {
            report.Line($"{view.Kind} {report.Palette.Strong(view.Name)}  {SetupText.Of(view, report.Palette)}");
            Table attributes = new();
            foreach ((string name, System.Text.Json.Nodes.JsonNode? value) in view.Attributes)
            {
                attributes.Add(name, ValueText.Of(value));
            }

            attributes.Paint((column, text) => column == 0 ? report.Palette.Faint(text) : text).Write(report, "  ");
        }
    }

    private static void Others(Report report, IGrouping<string, ResourceView> collection)
    {
        Table table = new(collection.Key.ToUpperInvariant(), "SETUP", "");
        foreach (ResourceView view in collection)
        {
            table.Add(view.Name, SetupText.Word(view), Told(view));
        }

        table.Paint((column, text) => column == 1 ? SetupText.Paint(text, report.Palette) : text).Write(report);
    }

    /// <summary>What neither its name says already nor only the kernel decides.</summary>
    private static string Told(ResourceView view) => string.Join(' ',
        (ResourceKinds.Find(view.Kind)?.Attributes ?? [])
            .Where(attribute => attribute.Mutability is not (Mutability.Identity or Mutability.Observed) && view.Attributes.ContainsKey(attribute.Name))
            .Select(attribute => $"{attribute.Name} {ValueText.Of(view.Attributes[attribute.Name])}"));
}
