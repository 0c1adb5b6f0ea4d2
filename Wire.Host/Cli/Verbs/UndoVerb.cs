using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Completion;
using Wire.Host.Cli.Render;

namespace Wire.Host.Cli.Verbs;

internal static class UndoVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command(
            "undo",
            "Take back a change, by a new one. Where later changes depend on it, they are shown and nothing is done.",
            "wire undo                                # the newest that is not undone",
            "wire undo 12 -m 'the uplink was fine'    # a # would begin a comment in most shells");
        Argument<int?> change = new("CHANGE") { Description = "Its number", Arity = ArgumentArity.ZeroOrOne, CustomParser = Words.ChangeNumber };
        Completions.Offer(change, LiveCompletions.Changes(shell));
        Option<string?> message = SharedSymbols.Message();
        command.Add(change);
        command.Add(message);
        shell.OnNode(command, async (node, parsed, report, cancel) =>
        {
            UndoCommand undo = new(parsed.GetValue(change), parsed.GetValue(message));
            report.Print(await node.UndoAsync(undo, cancel).ConfigureAwait(false), CliJson.Types.ChangeReply, ChangeText.Write);
            return ExitCode.Fine;
        });
        return command;
    }
}
