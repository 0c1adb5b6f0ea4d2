using System.CommandLine;
using Wire.Host.Cli.Completion;

namespace Wire.Host.Cli.Verbs;

internal static class CompletionVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command("completion", "Print the script that lets the shell complete commands, options and names.", "source <(wire completion bash)");
        Command bash = Shell.Command("bash", "For bash.", "source <(wire completion bash)", "wire completion bash > /etc/bash_completion.d/wire");
        shell.OnFiles(bash, (_, report, _) =>
        {
            report.Text(BashScript.Text);
            return Task.FromResult(ExitCode.Fine);
        });
        command.Add(bash);
        return command;
    }
}
