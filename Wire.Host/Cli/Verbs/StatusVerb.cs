using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Render;

namespace Wire.Host.Cli.Verbs;

internal static class StatusVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command("status", "One screen: daemon, journal, what is declared and live, drift, the last change, what waits for you.", "wire status", "wire status --json | jq .drift");
        shell.OnNode(command, async (node, _, report, cancel) =>
        {
            report.Print(await node.StatusAsync(cancel).ConfigureAwait(false), CliJson.Types.StatusReply, StatusText.Write);
            return ExitCode.Fine;
        });
        return command;
    }
}
