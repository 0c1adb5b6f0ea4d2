using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Render;

namespace Wire.Host.Cli.Verbs;

internal static class VersionVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command("version", "Print the version.", "wire version");
        shell.OnFiles(command, (_, report, _) =>
        {
            report.Print(new VersionReply(WireVersion.Text), CliJson.Types.VersionReply, (text, reply) => text.Line($"wire {reply.Version}"));
            return Task.FromResult(ExitCode.Fine);
        });
        return command;
    }
}
