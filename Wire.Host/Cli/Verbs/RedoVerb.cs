using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Render;

namespace Wire.Host.Cli.Verbs;

internal static class RedoVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command("redo", "Do again what the last undo took back.", "wire redo");
        Option<string?> message = SharedSymbols.Message();
        command.Add(message);
        shell.OnNode(command, async (node, parsed, report, cancel) =>
        {
            report.Print(await node.RedoAsync(new RedoCommand(parsed.GetValue(message)), cancel).ConfigureAwait(false), CliJson.Types.ChangeReply, ChangeText.Write);
            return ExitCode.Fine;
        });
        return command;
    }
}
