using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Render;

namespace Wire.Host.Cli.Verbs;

internal static class WatchVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command(
            "watch",
            "Events as they are recorded, one line each, until interrupted.",
            "wire watch",
            "wire watch --from 1200 --json | jq -r .summary");
        Option<long?> from = new("--from") { Description = "Begin with this position, instead of with what comes", HelpName = "POSITION", CustomParser = Words.Position };
        command.Add(from);
        shell.OnNode(command, async (node, parsed, report, cancel) =>
        {
            try
            {
                await foreach (EventView item in node.WatchAsync(new WatchQuery(parsed.GetValue(from)), cancel).ConfigureAwait(false))
                {
                    report.Print(item, CliJson.Types.EventView, EventText.Write);
                    report.Flush();
                }
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                // How a watch ends.
            }

            return ExitCode.Fine;
        });
        return command;
    }
}
