using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Render;

namespace Wire.Host.Cli.Verbs;

internal static class ExportVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command(
            "export",
            "The live state as configuration text: a beginning for a file of your own.",
            "wire export > /etc/wire/node.wire",
            "wire export --desired --sequential");
        Option<bool> sequential = new("--sequential") { Description = "One statement a line, instead of blocks" };
        Option<bool> desired = new("--desired") { Description = "What is declared, instead of what the kernel shows" };
        command.Add(sequential);
        command.Add(desired);
        shell.OnNode(command, async (node, parsed, report, cancel) =>
        {
            ExportQuery query = new(parsed.GetValue(sequential), parsed.GetValue(desired));
            report.Print(await node.ExportAsync(query, cancel).ConfigureAwait(false), CliJson.Types.ExportReply, (text, reply) => text.Text(reply.Text));
            return ExitCode.Fine;
        });
        return command;
    }
}
