using System.Text.Json.Nodes;
using Wire.Domain;
using Wire.Host.Api;

namespace Wire.Host.Tests.EndToEnd;

/// <summary>What Wire says of a network, as sorted lines in the words of <see cref="IpReading"/>.</summary>
internal static class CanonicalLines
{
    private const string TestMacs = "02:aa:";

    public static IReadOnlyList<string> Of(IEnumerable<ResourceView> resources) => [.. resources.Select(Line).OfType<string>().Order(StringComparer.Ordinal)];

    private static string? Line(ResourceView view)
    {
        string? Get(string name) => view.Attributes[name] is JsonValue value ? value.ToString() : null;
        return view.Kind switch
        {
            "address" => Get("link") == "lo" || Get("prefix")!.Contains(':', StringComparison.Ordinal) ? null : $"address {Get("link")} {Get("prefix")}",
            "route" => Get("table") is "local" || Get("protocol") == "2" || Get("prefix")!.Contains(':', StringComparison.Ordinal) ? null
                : $"route {Get("prefix")} via {Get("via") ?? "-"} dev {Get("dev") ?? "-"} table {Get("table") ?? "main"} metric {Get("metric") ?? "0"}",
            "rule" => Get("priority") is "0" or "32766" or "32767" ? null : $"rule {Get("priority")} from {Get("from") ?? "all"} table {Get("table")}",
            "fdb" => Get("mac")!.StartsWith(TestMacs, StringComparison.Ordinal) ? $"fdb {Get("mac")} dev {Get("dev")} remote {Get("remote") ?? "-"}" : null,
            _ when ResourceKinds.Find(view.Kind) is not { IsLink: true } => null,
            _ => Get("name") == "lo" ? null
                : $"link {Get("name")} {view.Kind} {(Get("up") == "true" ? "up" : "down")} mtu {Get("mtu")} mac {Get("mac")} master {Get("master") ?? "none"} alias {Get("alias")}"
                    + (view.Kind == "vxlan" ? $" vni {Get("vni")} remote {Get("remote")}" : ""),
        };
    }

    /// <summary>What of the expectations is not shown, and what of Wire's is shown and was not expected.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<string> expected, IReadOnlyList<string> shown)
    {
        List<string> differences = [];
        HashSet<string> explained = [];
        foreach (string wish in expected)
        {
            string[] parts = wish.Split(" .. ");
            string? line = shown.FirstOrDefault(l => l.StartsWith(parts[0], StringComparison.Ordinal) && parts.All(p => l.Contains(p.Trim(), StringComparison.Ordinal)));
            if (line is null)
            {
                differences.Add($"missing: {wish}");
            }
            else
            {
                explained.Add(line);
            }
        }
        differences.AddRange(shown.Where(l => IsWires(l) && !explained.Contains(l)).Select(l => $"left: {l}"));
        return differences;
    }

    private static bool IsWires(string line)
    {
        string[] words = line.Split(' ');
        return words[0] switch
        {
            "link" => words[1][0] == 'w',
            "address" => words[2].StartsWith("10.", StringComparison.Ordinal),
            "route" => words[1].StartsWith("192.0.", StringComparison.Ordinal),
            "rule" => words[1].Length == 4 && words[1].StartsWith("11", StringComparison.Ordinal),
            _ => words[1].StartsWith("02:aa:00:00:00:", StringComparison.Ordinal),
        };
    }
}
