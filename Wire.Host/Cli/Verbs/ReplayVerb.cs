using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Completion;
using Wire.Host.Cli.Render;

namespace Wire.Host.Cli.Verbs;

internal static class ReplayVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command(
            "replay",
            "Make the network what it was at a point of the journal: on the node itself, or in an empty namespace to look at.",
            "wire replay --to '#12' -m 'back to last week'",
            "ip netns add past && wire replay --to '5m ago' --netns past");
        Option<string> to = new("--to") { Description = "The point", HelpName = "POINT", Required = true };
        Completions.Offer(to, LiveCompletions.Points(shell));
        Option<string?> netns = new("--netns") { Description = "Build it in this named, empty namespace, and leave the node as it is", HelpName = "NAME" };
        Option<string?> message = SharedSymbols.Message();
        command.Add(to);
        command.Add(netns);
        command.Add(message);
        shell.OnNode(command, async (node, parsed, report, cancel) =>
        {
            ReplayCommand replay = new(parsed.GetRequiredValue(to), parsed.GetValue(netns), parsed.GetValue(message));
            report.Print(await node.ReplayAsync(replay, cancel).ConfigureAwait(false), CliJson.Types.ReplayReply, ChangeText.Write);
            return ExitCode.Fine;
        });
        return command;
    }
}
