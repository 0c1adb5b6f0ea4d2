using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Completion;
using Wire.Host.Cli.Render;

namespace Wire.Host.Cli.Verbs;

internal static class DiffVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command(
            "diff",
            "What differs between two points. Ends with 0 when nothing does, 2 when something does.",
            "wire diff '5m ago'",
            "wire diff '#11' '#12' --desired");
        Argument<string> from = new("A") { Description = "A point" };
        Argument<string> to = new("B") { Description = "Another one", DefaultValueFactory = _ => "now" };
        Completions.Offer(from, LiveCompletions.Points(shell));
        Completions.Offer(to, LiveCompletions.Points(shell));
        Option<bool> desired = new("--desired") { Description = "Compare what was declared, instead of what the kernel showed" };
        command.Add(from);
        command.Add(to);
        command.Add(desired);
        shell.OnNode(command, async (node, parsed, report, cancel) =>
        {
            DiffQuery query = new(parsed.GetRequiredValue(from), parsed.GetRequiredValue(to), parsed.GetValue(desired));
            DiffReply diff = await node.DiffAsync(query, cancel).ConfigureAwait(false);
            report.Print(diff, CliJson.Types.DiffReply, DiffText.Write);
            return diff.Changes.Count == 0 ? ExitCode.Fine : ExitCode.Differences;
        });
        return command;
    }
}
