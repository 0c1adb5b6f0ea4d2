using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Render;
using Wire.Host.Node;
using Wire.Host.Proofs;
using Wire.Journal.Proofs;
using Wire.Kernel;

namespace Wire.Host.Cli.Verbs;

/// <summary>Proofs of what the journal holds, for somebody who has no journal. Straight on its files, also while a daemon writes them.</summary>
internal static class ProveVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command(
            "prove",
            "Prove that an event is in the journal as it was recorded, or that the journal begins with what it was before. The proof has a head that "
            + "the node signs; 'wire verify-proof' checks it without the journal.",
            "wire prove 1234 > event.tlog-proof",
            "wire prove --head > monday.head",
            "wire prove --consistency 1000 2000 > journal.proof",
            "wire prove --key");
        Argument<long?> position = new("POSITION") { Description = "The event", Arity = ArgumentArity.ZeroOrOne, CustomParser = Words.Position };
        Option<long[]> consistency = new("--consistency") { Description = "That the journal of B positions begins with the one of A", HelpName = "A B", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
        Option<bool> head = new("--head") { Description = "Only the signed head: keep it where this machine cannot change it" };
        Option<bool> key = new("--key") { Description = "The public key that heads are verified with" };
        Option<long?> size = new("--size") { Description = "In the journal as it was with so many positions; all of it when left out", HelpName = "N", CustomParser = Words.Position };
        Option<string?> directory = new("--journal") { Description = "A journal's directory; the node's own when left out", HelpName = "DIR" };
        command.Add(position);
        foreach (Option option in new Option[] { consistency, head, key, size, directory })
        {
            command.Add(option);
        }
        command.Validators.Add(result =>
        {
            bool[] asked = [result.GetValue(position) is not null, result.GetResult(consistency) is not null, result.GetValue(head), result.GetValue(key)];
            if (asked.Count(a => a) != 1)
            {
                result.AddError("say what to prove: a position, --consistency A B, --head, or --key");
            }
        });
        shell.OnFiles(command, (parsed, report, cancel) =>
        {
            KeyDirectory keys = new(shell.Globals.Node(parsed).KeyDirectory);
            using JournalTree tree = JournalTree.Open(parsed.GetValue(directory) ?? shell.Globals.Node(parsed).JournalDirectory, cancellationToken: cancel);
            try
            {
                Write(report, parsed.GetValue(key) ? new(KeyOf(tree, keys)) : parsed.GetValue(consistency) is [var old, var later] ? Of(tree, keys, later, null, old)
                    : Of(tree, keys, parsed.GetValue(size), parsed.GetValue(position), null));
                return Task.FromResult(ExitCode.Fine);
            }
            catch (KeyException e)
            {
                throw new NodeException(NodeError.BadRequest, e.Message, e.Advice is null ? [] : [e.Advice], inner: e);
            }
        });
        return command;
    }

    private static string KeyOf(JournalTree tree, KeyDirectory keys)
    {
        keys.MakeIfMissing(HeadNote.KeyName);
        return NoteKey.Of(keys, HeadNote.KeyName, HeadNote.Origin(tree.Head(0).Journal)) + "\n";
    }

    private static ProofView Of(JournalTree tree, KeyDirectory keys, long? size, long? position, long? old)
    {
        SignedNote head = HeadNote.Sign(tree.Head(size), keys);
        return new(position is { } at ? new ProofFile(tree.ProveInclusion(at, size), null, head).ToString()
            : old is { } before ? new ProofFile(null, tree.ProveConsistency(before, size), head).ToString() : head.ToString());
    }

    private static void Write(Report report, ProofView proof) => report.Print(proof, CliJson.Types.ProofView, static (text, view) => text.Text(view.Text));
}
