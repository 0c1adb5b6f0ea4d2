using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Render;
using Wire.Host.Node;

namespace Wire.Host.Cli.Verbs;

internal static class VersionVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command("version", "Print the version.", "wire version");
        shell.OnFiles(command, (_, report, _) =>
        {
            report.Print(new VersionReply(ProductVersion.Text), CliJson.Types.VersionReply, (text, reply) => text.Line($"wire {reply.Version}"));
            return Task.FromResult(ExitCode.Fine);
        });
        return command;
    }
}
