using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Render;
using Wire.Host.Node;
using Wire.Journal;

namespace Wire.Host.Cli.Verbs;

/// <summary>Straight on the files, also while a daemon writes them.</summary>
internal static class JournalVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command(
            "journal",
            "Look at the journal's files: whether they are whole, how large they are, what is in them; and compress old ones.",
            "wire journal verify",
            "wire journal dump --from 1200 | jq -r .summary",
            "wire journal archive --older-than 30d",
            "wire journal repair /var/lib/wire/journal /var/lib/wire/journal-saved");
        command.Add(Verify(shell));
        command.Add(Stat(shell));
        command.Add(Dump(shell));
        command.Add(Archive(shell));
        command.Add(Repair(shell));
        return command;
    }

    private static Command Verify(Shell shell)
    {
        Command command = Shell.Command("verify", "Read every byte and recompute the chain of hashes. Ends with 1 when something is damaged.", "wire journal verify", "wire journal verify /mnt/backup/journal");
        Argument<string?> directory = Directory();
        command.Add(directory);
        shell.OnFiles(command, (parsed, report, cancel) =>
        {
            VerificationReport found = JournalVerifier.Verify(Of(shell, parsed, directory), cancellationToken: cancel);
            report.Print(found, CliJson.Types.VerificationReport, JournalText.Write);
            return Task.FromResult(found.IsWhole ? ExitCode.Fine : ExitCode.Failed);
        });
        return command;
    }

    private static Command Stat(Shell shell)
    {
        Command command = Shell.Command("stat", "Size and counts.", "wire journal stat");
        Argument<string?> directory = Directory();
        command.Add(directory);
        shell.OnFiles(command, (parsed, report, _) =>
        {
            JournalStatistics found = JournalStatistics.Of(Of(shell, parsed, directory));
            JournalStatReply reply = new(
                found.JournalId, found.Segments, found.Archived, found.Bytes, found.Batches, found.Events, found.LastPosition, found.FirstTime, found.LastTime, found.LastHash,
                found.Streams.ToDictionary(stream => stream.Name, stream => stream.Events, StringComparer.Ordinal));
            report.Print(reply, CliJson.Types.JournalStatReply, JournalText.Write);
            return Task.FromResult(ExitCode.Fine);
        });
        return command;
    }

    private static Command Dump(Shell shell)
    {
        Command command = Shell.Command("dump", "Events as JSON, one a line, as wire watch --json prints them.", "wire journal dump --from 1200 --to 1300 | jq .");
        Argument<string?> directory = Directory();
        Option<long?> from = new("--from") { Description = "The first one", HelpName = "POSITION", CustomParser = Words.Position };
        Option<long?> to = new("--to") { Description = "The last one", HelpName = "POSITION", CustomParser = Words.Position };
        command.Add(directory);
        command.Add(from);
        command.Add(to);
        shell.OnFiles(command, (parsed, report, cancel) =>
        {
            using JournalReader reader = JournalReader.Open(Of(shell, parsed, directory));
            foreach (RecordedEvent recorded in reader.Read(parsed.GetValue(from) ?? 1, parsed.GetValue(to) ?? long.MaxValue))
            {
                cancel.ThrowIfCancellationRequested();
                report.JsonLine(EventViews.Of(recorded), CliJson.Types.EventView);
            }

            return Task.FromResult(ExitCode.Fine);
        });
        return command;
    }

    private static Command Archive(Shell shell)
    {
        Command command = Shell.Command(
            "archive",
            "Compress segments of events that are older than some time (zstd). They are read as before, by everything. Of the node's own journal only those behind a checkpoint, which no start reads.",
            "wire journal archive",
            "wire journal archive --older-than 90d",
            "wire journal archive --older-than 0d /mnt/backup/journal");
        Argument<string?> directory = Directory();
        Option<TimeSpan> olderThan = new("--older-than") { Description = "90s, 15m, 12h, 30d or 8w; 30d when left out", HelpName = "AGE", CustomParser = Words.Age, DefaultValueFactory = _ => TimeSpan.FromDays(30) };
        command.Add(directory);
        command.Add(olderThan);
        shell.OnFiles(command, (parsed, report, cancel) =>
        {
            NodeOptions node = shell.Globals.Node(parsed);
            string journal = parsed.GetValue(directory) ?? node.JournalDirectory;
            long upTo = Path.GetFullPath(journal) == Path.GetFullPath(node.JournalDirectory) ? new PastStates(node.CheckpointDirectory).Newest : long.MaxValue;
            ArchiveReport done = JournalArchive.Archive(journal, DateTimeOffset.UtcNow - parsed.GetValue(olderThan), upTo, cancellationToken: cancel);
            report.Print(done, CliJson.Types.ArchiveReport, JournalText.Write);
            return Task.FromResult(ExitCode.Fine);
        });
        return command;
    }

    private static Command Repair(Shell shell)
    {
        Command command = Shell.Command(
            "repair",
            "Save what is whole of a damaged journal into a new one, and say what is lost. The damaged one is only read.",
            "wire journal repair /var/lib/wire/journal /var/lib/wire/journal-saved");
        Argument<string> source = new("SOURCE") { Description = "The damaged journal; nobody should be writing it" };
        Argument<string> destination = new("DESTINATION") { Description = "A directory that holds no journal" };
        command.Add(source);
        command.Add(destination);
        shell.OnFiles(command, (parsed, report, cancel) =>
        {
            RepairReport done = JournalRepair.Repair(parsed.GetRequiredValue(source), parsed.GetRequiredValue(destination), cancellationToken: cancel);
            report.Print(done, CliJson.Types.RepairReport, JournalText.Write);
            return Task.FromResult(ExitCode.Fine);
        });
        return command;
    }

    private static Argument<string?> Directory() => new("DIR") { Description = "A journal's directory; the node's own when left out", Arity = ArgumentArity.ZeroOrOne };

    private static string Of(Shell shell, ParseResult parsed, Argument<string?> directory) =>
        parsed.GetValue(directory) ?? shell.Globals.Node(parsed).JournalDirectory;
}
