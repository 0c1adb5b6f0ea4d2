using System.CommandLine;
using Wire.Host.Cli.Completion;

namespace Wire.Host.Cli.Verbs;

/// <summary><c>wire complete -- WORD…</c>: what could stand in the place of the last word, one a line. Called by the shell's script.</summary>
internal static class CompleteVerb
{
    public static Command Create(Shell shell, Func<IReadOnlyList<string>, ParseResult> parse)
    {
        Command command = Shell.Command("complete", "What could stand in the place of the last word.");
        command.Hidden = true;
        Argument<string[]> words = new("WORD") { Arity = ArgumentArity.ZeroOrMore };
        command.Add(words);
        shell.OnFiles(command, (parsed, report, _) =>
        {
            foreach (string candidate in Candidates.For(parse, parsed.GetValue(words) ?? []))
            {
                report.Line(candidate);
            }

            return Task.FromResult(ExitCode.Fine);
        });
        return command;
    }
}
