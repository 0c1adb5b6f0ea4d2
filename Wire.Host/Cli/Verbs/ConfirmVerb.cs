using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Render;

namespace Wire.Host.Cli.Verbs;

internal static class ConfirmVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command("confirm", "Keep the change that was applied with --confirm.", "wire apply office.wire --confirm 30s && ping -c 3 10.0.0.254 && wire confirm");
        shell.OnNode(command, async (node, _, report, cancel) =>
        {
            report.Print(await node.ConfirmAsync(cancel).ConfigureAwait(false), CliJson.Types.ChangeReply, Write);
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Write(Report report, ChangeReply reply) => report.Line($"{report.Palette.Good($"Change #{reply.Change}")} is kept.");
}
