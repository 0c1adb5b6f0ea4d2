using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Wire.Host.Tests.EndToEnd;

/// <summary>What <c>ip</c> and <c>bridge</c> of iproute2 say of a network namespace, as sorted lines. It knows nothing of Wire.</summary>
internal static class IpReading
{
    public static IReadOnlyList<string> Of(string netns)
    {
        List<string> lines = [];
        foreach (JsonNode? link in Json("ip", "-n", netns, "-j", "-d", "link"))
        {
            AddLink(lines, link!);
        }
        foreach (JsonNode? link in Json("ip", "-n", netns, "-j", "-4", "addr"))
        {
            lines.AddRange((link!["addr_info"] as JsonArray ?? []).Where(a => (string)link["ifname"]! != "lo" && a!["local"] is not null)
                .Select(a => $"address {link["ifname"]} {a!["local"]}/{a["prefixlen"]}"));
        }
        lines.AddRange(Json("ip", "-n", netns, "-j", "-4", "route", "show", "table", "all")
            .Where(r => (string?)r!["table"] != "local" && (string?)r["protocol"] != "kernel")
            .Select(r => $"route {r!["dst"]} via {r["gateway"] ?? "-"} dev {r["dev"] ?? "-"} table {r["table"] ?? "main"} metric {r["metric"] ?? 0}"));
        lines.AddRange(Json("ip", "-n", netns, "-j", "-4", "rule").Where(r => (int)r!["priority"]! is not (0 or 32766 or 32767))
            .Select(r => $"rule {r!["priority"]} from {r["src"]}{(r["srclen"] is { } length ? $"/{length}" : "")} table {r["table"]}"));
        lines.AddRange(Json("bridge", "-n", netns, "-j", "fdb").Where(f => ((string)f!["mac"]!).StartsWith("02:aa:", StringComparison.Ordinal))
            .Select(f => $"fdb {f!["mac"]} dev {f["ifname"]} remote {f["dst"] ?? "-"}"));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static void AddLink(List<string> lines, JsonNode link)
    {
        if ((string)link["ifname"]! == "lo")
        {
            return;
        }
        JsonNode? info = link["linkinfo"];
        string kind = (string?)info?["info_kind"] ?? "interface";
        string state = ((JsonArray)link["flags"]!).Any(f => (string)f! == "UP") ? "up" : "down";
        string own = kind == "vxlan" ? $" vni {info!["info_data"]!["id"]} remote {info["info_data"]!["remote"]}" : "";
        lines.Add($"link {link["ifname"]} {kind} {state} mtu {link["mtu"]} mac {link["address"]} master {link["master"] ?? "none"} alias {link["ifalias"]}{own}");
    }

    private static JsonArray Json(params string[] command)
    {
        using Process process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return text.Trim().Length == 0 ? [] : (JsonArray)JsonNode.Parse(text)!;
    }
}
