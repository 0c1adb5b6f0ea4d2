using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Completion;
using Wire.Host.Cli.Render;

namespace Wire.Host.Cli.Verbs;

internal static class BlameVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command("blame", "Each attribute of an object: its value, when it got it, and which change or program set it.", "wire blame br0");
        Argument<string[]> name = new("NAME") { Description = "The object", Arity = ArgumentArity.OneOrMore };
        Completions.Offer(name, LiveCompletions.LinkNames(shell));
        command.Add(name);
        shell.OnNode(command, async (node, parsed, report, cancel) =>
        {
            BlameQuery query = new(SharedSymbols.Name(parsed.GetRequiredValue(name))!);
            report.Print(await node.BlameAsync(query, cancel).ConfigureAwait(false), CliJson.Types.BlameReply, BlameText.Write);
            return ExitCode.Fine;
        });
        return command;
    }
}
