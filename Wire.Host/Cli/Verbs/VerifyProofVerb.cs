using System.CommandLine;
using System.Text;
using Wire.Host.Api;
using Wire.Host.Cli.Render;
using Wire.Host.Node;
using Wire.Host.Proofs;
using Wire.Journal.Proofs;

namespace Wire.Host.Cli.Verbs;

/// <summary>Checks what <see cref="ProveVerb"/> made, with nothing but what the caller trusts: a public key, or a head kept from before.</summary>
internal static class VerifyProofVerb
{
    /// <summary>An event of 16 MiB in base64, and its proof.</summary>
    private const int FileBytesMax = 32 << 20;

    public static Command Create(Shell shell)
    {
        Command command = Shell.Command(
            "verify-proof",
            "Check a proof of 'wire prove', anywhere, without the journal. Ends with 1 when it proves nothing.",
            "wire verify-proof event.tlog-proof --key node1.pub",
            "wire verify-proof event.tlog-proof --head monday.head",
            "wire verify-proof journal.proof --old monday.head --key node1.pub");
        Argument<string> file = new("FILE") { Description = "The proof; - for standard input" };
        Option<string?> key = new("--key") { Description = "The node's public key, or a file with it: who signed the proof's head", HelpName = "KEY|FILE" };
        Option<string?> head = new("--head") { Description = "A head of which you know that it is the journal's: the proof has to be of this one", HelpName = "FILE" };
        Option<string?> old = new("--old") { Description = "The earlier head, for a proof that one journal became another", HelpName = "FILE" };
        command.Add(file);
        command.Add(key);
        command.Add(head);
        command.Add(old);
        command.Validators.Add(result =>
        {
            if (result.GetValue(key) is null && result.GetValue(head) is null)
            {
                result.AddError("nobody vouches for the proof's head: say --key KEY of the node, or --head FILE that you kept");
            }
        });
        shell.OnFiles(command, (parsed, report, _) =>
        {
            NoteKey? signer = parsed.GetValue(key) is { } given ? KeyFrom(given) : null;
            ProofFile proof = Parsed(shell, parsed.GetRequiredValue(file), ProofFile.Parse);
            TreeHead now = Trusted(proof.Head, signer,
                parsed.GetValue(head) is { } kept ? Parsed(shell, kept, text => HeadNote.Read(SignedNote.Parse(text))) : null);
            ProvedView proved = proof.Event is { } one ? Prove(one, now)
                : Prove(proof.Earlier!, parsed.GetValue(old) is { } earlier ? Parsed(shell, earlier, text => HeadNote.Read(SignedNote.Parse(text))) : null, now);
            report.Print(proved, CliJson.Types.ProvedView, ProofText.Write);
            return Task.FromResult(ExitCode.Fine);
        });
        return command;
    }

    private static TreeHead Trusted(SignedNote note, NoteKey? key, TreeHead? kept)
    {
        TreeHead head = Format("the proof's head", () => HeadNote.Read(note));
        if (key is not null && !key.Signed(note))
        {
            throw Refused($"the head is not signed by {key.Name}");
        }
        return kept is null || kept == head ? head : throw Refused($"the proof is of a journal of {head.Size} positions with root {head.Root}: that is not the head given");
    }

    private static ProvedView Prove(InclusionProof proof, TreeHead head)
    {
        var recorded = Format("the proof's event", () => EventLeaf.Decode(proof.Leaf.Span));
        if (!proof.IsProvedBy(head) || recorded.Position != proof.Position)
        {
            throw Refused($"the event is not the one at position {proof.Position} of that journal");
        }
        return new(head.Journal, head.Size, head.Root.ToString(), null, EventViews.Of(recorded));
    }

    private static ProvedView Prove(ConsistencyProof proof, TreeHead? old, TreeHead head)
    {
        if (old is null)
        {
            throw new NodeException(NodeError.BadRequest, "the proof is about two heads", ["say the earlier one: --old FILE"]);
        }
        return proof.Joins(old, head)
            ? new(head.Journal, head.Size, head.Root.ToString(), old.Size, null)
            : throw Refused($"the journal of {head.Size} positions does not begin with the one of {old.Size}: what was recorded was changed, or it is another journal");
    }

    private static NodeException Refused(string why) => new(NodeError.BadRequest, $"not proved: {why}");

    private static NoteKey KeyFrom(string given) => Format("the key", () => NoteKey.Parse((File.Exists(given) ? File.ReadAllText(given) : given).Trim()));

    private static T Parsed<T>(Shell shell, string file, Func<string, T> parse) => Format(file, () => parse(Read(shell, file)));

    private static T Format<T>(string what, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (FormatException e)
        {
            throw new NodeException(NodeError.BadRequest, $"{what}: {e.Message}", inner: e);
        }
    }

    private static string Read(Shell shell, string file)
    {
        using Stream stream = file == "-" ? shell.Host.Input() : File.OpenRead(file);
        byte[] bytes = new byte[FileBytesMax + 1];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= FileBytesMax ? Encoding.UTF8.GetString(bytes, 0, length) : throw new FormatException($"it has more than {FileBytesMax >> 20} MiB");
    }
}
