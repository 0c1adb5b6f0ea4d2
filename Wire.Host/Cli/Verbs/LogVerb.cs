using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Completion;
using Wire.Host.Cli.Render;

namespace Wire.Host.Cli.Verbs;

internal static class LogVerb
{
    /// <summary>Entries when nobody says how many.</summary>
    private const int LimitDefault = 50;

    public static Command Create(Shell shell)
    {
        Command command = Shell.Command(
            "log",
            "The changes, newest first: number, time, who, from where, what for, and what they did.",
            "wire log",
            "wire log -p -n 1                         # the newest, with all its differences",
            "wire log --object br0 --since '1h ago' --all");
        Option<bool> patch = new("--patch", "-p") { Description = "With the differences" };
        Option<string?> name = new("--object") { Description = "Only what touched it", HelpName = "NAME" };
        Completions.Offer(name, LiveCompletions.LinkNames(shell));
        Option<string?> since = new("--since") { Description = "Only what is newer", HelpName = "POINT" };
        Completions.Offer(since, LiveCompletions.Points(shell));
        Option<bool> all = new("--all") { Description = "Also healings, and what the kernel and other programs did" };
        Option<int?> limit = new("--limit", "-n") { Description = $"At most so many; {LimitDefault} when left out", HelpName = "NUMBER", CustomParser = Words.Limit };
        foreach (Option option in (Option[])[patch, name, since, all, limit])
        {
            command.Add(option);
        }

        shell.OnNode(command, async (node, parsed, report, cancel) =>
        {
            LogQuery query = new(parsed.GetValue(patch), parsed.GetValue(name), parsed.GetValue(since), parsed.GetValue(all), parsed.GetValue(limit) ?? LimitDefault);
            report.Print(await node.LogAsync(query, cancel).ConfigureAwait(false), CliJson.Types.LogReply, LogText.Write);
            return ExitCode.Fine;
        });
        return command;
    }
}
