using System.Globalization;
using Wire.Domain;
using Wire.Host.Api;

namespace Wire.Host.Cli.Render;

/// <summary>Objects: links as a table with their addresses, the others one a line, or one object with all its attributes.</summary>
internal static class ShowText
{
    /// <summary>Routes, rules and the like of an overview, each; a host may have a hundred thousand.</summary>
    private const int OverviewMax = 20;

    /// <summary>All there is on about one screen: what the kernel makes for itself is only counted.</summary>
    public static void WriteOverview(Report report, ShowReply reply)
    {
        if (reply.Resources.Count == 0)
        {
            report.Line("Nothing.");
            return;
        }

        ILookup<string, ResourceView> byCollection = ByCollection(reply);
        LinkTable.Write(report, [.. byCollection["link"]], byCollection["address"]);
        foreach (IGrouping<string, ResourceView> collection in byCollection.Where(group => group.Key is not ("link" or "address")))
        {
            ResourceView[] shown = [.. collection.Where(view => view.Owner != "kernel").Take(OverviewMax)];
            if (shown.Length > 0)
            {
                report.Line();
                Others(report, collection.Key, shown);
            }

            int more = collection.Count() - shown.Length;
            if (shown.Length == OverviewMax && more > 0)
            {
                report.Line(report.Palette.Faint($"and {more} more: wire show {collection.Key}"));
            }
        }
    }

    public static void Write(Report report, ShowReply reply)
    {
        if (reply.Resources.Count == 0)
        {
            report.Line("Nothing.");
        }

        foreach (IGrouping<string, ResourceView> collection in ByCollection(reply))
        {
            if (collection.Key == "link")
            {
                LinkTable.Write(report, [.. collection], []);
            }
            else
            {
                Others(report, collection.Key, collection);
            }
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
            if (reply.Statistics?.FirstOrDefault(s => s.Link == view.Name) is { } statistics && ResourceKinds.Find(view.Kind) is { IsLink: true })
            {
                WriteCounters(report, statistics);
            }
        }
    }

    private static void WriteCounters(Report report, StatisticsView statistics)
    {
        if (statistics.Counters.Count == 0)
        {
            report.Line(report.Palette.Faint("  its driver has no counters"));
            return;
        }
        report.Line("  counters of its driver");
        Table counters = new();
        foreach (CounterView counter in statistics.Counters)
        {
            counters.Add(counter.Name, counter.Value.ToString(CultureInfo.InvariantCulture));
        }
        counters.Paint((column, text) => column == 0 ? report.Palette.Faint(text) : text).Write(report, "    ");
    }

    private static ILookup<string, ResourceView> ByCollection(ShowReply reply) =>
        reply.Resources.ToLookup(view => ResourceKinds.Find(view.Kind)?.Collection ?? view.Kind, StringComparer.Ordinal);

    private static void Others(Report report, string collection, IEnumerable<ResourceView> views)
    {
        Table table = new(collection.ToUpperInvariant(), "SETUP", "");
        foreach (ResourceView view in views)
        {
            table.Add(view.Name, SetupText.Word(view), string.Join(' ', Told(view)));
        }

        table.Paint((column, text) => column == 1 ? SetupText.Paint(text, report.Palette) : text).Write(report);
    }

    /// <summary>What its name does not say already, what is not as it always is, and what not only the kernel decides.</summary>
    private static IEnumerable<string> Told(ResourceView view)
    {
        foreach (ResourceAttribute attribute in ResourceKinds.Find(view.Kind)?.Attributes ?? [])
        {
            string value = ValueText.Of(view.Attributes[attribute.Name]);
            string told = $"{attribute.Name} {value}";
            if (attribute.Mutability is not (Mutability.Identity or Mutability.Observed)
                && value != (attribute.Default ?? "") && value is not ("" or "off")
                && !view.Name.Contains(told, StringComparison.Ordinal))
            {
                yield return told;
            }
        }
    }
}
