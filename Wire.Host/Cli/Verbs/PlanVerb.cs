using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Render;

namespace Wire.Host.Cli.Verbs;

internal static class PlanVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command(
            "plan",
            "Show what apply would do, and do nothing. Ends with 0 when there is nothing to do, 2 when there is, 1 when something is in the way.",
            "wire plan office.wire",
            "echo 'set bridge br0 mtu 9000' | wire plan --merge -");
        ConfigSymbols config = new();
        config.AddTo(command);
        shell.OnNode(command, async (node, parsed, report, cancel) =>
        {
            PlanReply plan = await node.PlanAsync(await config.ReadAsync(parsed, shell.Host, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
            report.Print(plan, CliJson.Types.PlanReply, PlanText.Write);
            return plan switch
            {
                { Conflicts.Count: > 0 } => ExitCode.Failed,
                { Changes.Count: > 0 } => ExitCode.Differences,
                _ => ExitCode.Fine,
            };
        });
        return command;
    }
}
