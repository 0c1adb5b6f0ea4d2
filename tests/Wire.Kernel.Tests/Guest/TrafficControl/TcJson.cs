using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Wire.Kernel.Tests.Guest.TrafficControl;

/// <summary>tc(8) in a namespace of the lab's kernel.</summary>
internal static class TcJson
{
    /// <summary>Runs a command in the namespace; it has to succeed.</summary>
    public static string Run(this GuestNetns netns, string command)
    {
        using Process process = Process.Start(new ProcessStartInfo("ip", ["netns", "exec", netns.Name, "sh", "-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{command}: {errors.Result}");
        return output;
    }

    /// <summary>
    /// All of traffic control on a link, as <c>tc -j -d</c> shows it, without the link's name, numbers that the kernel gives out
    /// one after the other, and counters.
    /// </summary>
    public static string Tc(this GuestNetns netns, string dev)
    {
        List<string> shown = [];
        foreach (string what in new[] { "qdisc show dev DEV", "filter show dev DEV", "filter show dev DEV ingress", "filter show dev DEV egress" })
        {
            string json = netns.Run($"tc -j -d {what.Replace("DEV", dev, StringComparison.Ordinal)}");
            try
            {
                JsonNode all = JsonNode.Parse(json.Trim().Length == 0 ? "[]" : json)!;
                Scrub(all);
                shown.AddRange(all.AsArray().Select(o => o!.ToJsonString()).Order(StringComparer.Ordinal));
            }
            catch (Exception odd) when (odd is JsonException or ArgumentException)
            {
                // tc(8) 6.1 writes JSON that is none: u32's hash tables without values, several matches under one name.
                shown.AddRange(Lines(netns, $"tc -d {what.Replace("DEV", dev, StringComparison.Ordinal)}").Select(l => Regex.Replace(l, @"(index \d+ )?ref \d+ bind \d+|police 0x[0-9a-f]+", "")));
            }
        }
        // tc(8) 6.1 has no JSON for the classes of htb.
        shown.AddRange(Lines(netns, $"tc -d class show dev {dev}").Where(l => l.StartsWith("class htb ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        return string.Join('\n', shown);
    }

    private static string[] Lines(GuestNetns netns, string command) => netns.Run(command).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static void Scrub(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject one:
                // Whole numbers of actions, seeds and counters; a qdisc that was made without a handle has the next free one.
                foreach (string name in new[] { "dev", "index", "ref", "bind", "refcnt", "seed", "direct_packets_stat", "not_in_hw", "indev" })
                {
                    one.Remove(name);
                }
                if (one["handle"] is JsonValue handle && handle.ToString() is { Length: 5 } text && text.StartsWith('8'))
                {
                    one.Remove("handle");
                }
                foreach ((_, JsonNode? child) in one)
                {
                    Scrub(child);
                }
                break;
            case JsonArray many:
                foreach (JsonNode? child in many)
                {
                    Scrub(child);
                }
                break;
        }
    }
}
