using Wire.Host.Api;

namespace Wire.Host.Cli.Render;

/// <summary>
/// Links on one screen: what they do now (OPER) beside what Wire makes of them (SETUP). The Ethernet address is shown where
/// all are of one kind: with the kinds and the addresses it would not fit 80 columns.
/// </summary>
internal static class LinkTable
{
    public static void Write(Report report, IReadOnlyList<ResourceView> links, IEnumerable<ResourceView> addresses)
    {
        ILookup<string, string> prefixes = addresses.ToLookup(view => Text(view, "link"), view => Text(view, "prefix"), StringComparer.Ordinal);
        bool oneKind = links.Select(link => link.Kind).Distinct(StringComparer.Ordinal).Count() == 1;
        Table table = new Table("NAME", "KIND", "OPER", "SETUP", "MTU", "MAC", "MASTER", "ADDRESSES").AlignRight(4);
        foreach (ResourceView link in links)
        {
            string[] own = [.. prefixes[link.Name]];
            table.Add(
                link.Name, link.Kind, Oper(link), SetupText.Word(link), Text(link, "mtu"), oneKind ? Text(link, "mac") : "", Master(link),
                own.FirstOrDefault(""));
            foreach (string further in own.Skip(1))
            {
                table.Add("", "", "", "", "", "", "", further);
            }
        }

        table.Paint((column, text) => Paint(column, text, report.Palette)).Write(report);
    }

    /// <summary>The operational state; a link that is administratively down is "off", whatever else it says.</summary>
    private static string Oper(ResourceView link) => Text(link, "up") == "off" ? "off" : Text(link, "operstate");

    private static string Master(ResourceView link) => Text(link, "master") is var name and not "none" ? name : "";

    private static string Paint(int column, string text, Palette palette) => (column, text) switch
    {
        (0, _) => palette.Strong(text),
        (2, "up") => palette.Good(text),
        (2, "off" or "unknown") => palette.Faint(text),
        (2, _) => palette.Changed(text),
        (3, _) => SetupText.Paint(text, palette),
        _ => text,
    };

    private static string Text(ResourceView view, string attribute) => ValueText.Of(view.Attributes[attribute]);
}
