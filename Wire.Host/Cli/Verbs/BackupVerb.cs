using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Completion;
using Wire.Host.Cli.Render;

namespace Wire.Host.Cli.Verbs;

internal static class BackupVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command(
            "backup",
            "Named copies of the journal up to now, each complete in itself.",
            "wire backup create before-upgrade -m 'kernel 6.12'",
            "wire backup list",
            "wire backup restore before-upgrade");
        command.Add(CreateBackup(shell));
        command.Add(List(shell));
        command.Add(Show(shell));
        command.Add(Restore(shell));
        return command;
    }

    private static Command CreateBackup(Shell shell)
    {
        Command command = Shell.Command("create", "Copy the journal as it is now.", "wire backup create", "wire backup create before-upgrade -m 'kernel 6.12'");
        Argument<string?> name = new("NAME") { Description = "1 to 64 letters, digits, - _ or .; made of the time when left out", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> message = SharedSymbols.Message();
        command.Add(name);
        command.Add(message);
        shell.OnNode(command, async (node, parsed, report, cancel) =>
        {
            BackupCommand backup = new(parsed.GetValue(name), parsed.GetValue(message));
            report.Print(await node.CreateBackupAsync(backup, cancel).ConfigureAwait(false), CliJson.Types.BackupView, BackupText.WriteCreated);
            return ExitCode.Fine;
        });
        return command;
    }

    private static Command List(Shell shell)
    {
        Command command = Shell.Command("list", "All backups.", "wire backup list");
        shell.OnNode(command, async (node, _, report, cancel) =>
        {
            report.Print(await node.ListBackupsAsync(cancel).ConfigureAwait(false), CliJson.Types.BackupListReply, BackupText.WriteList);
            return ExitCode.Fine;
        });
        return command;
    }

    private static Command Show(Shell shell)
    {
        Command command = Shell.Command("show", "One backup: whether it is whole, and what it would restore. Ends with 1 when it is damaged.", "wire backup show before-upgrade");
        Argument<string> name = Name(shell);
        command.Add(name);
        shell.OnNode(command, async (node, parsed, report, cancel) =>
        {
            BackupDetailReply detail = await node.ShowBackupAsync(parsed.GetRequiredValue(name), cancel).ConfigureAwait(false);
            report.Print(detail, CliJson.Types.BackupDetailReply, BackupText.WriteDetail);
            return detail.Verified ? ExitCode.Fine : ExitCode.Failed;
        });
        return command;
    }

    private static Command Restore(Shell shell)
    {
        Command command = Shell.Command("restore", "Make the network what it was when the backup was made, by a new change.", "wire backup restore before-upgrade -m 'the upgrade failed'");
        Argument<string> name = Name(shell);
        Option<string?> message = SharedSymbols.Message();
        command.Add(name);
        command.Add(message);
        shell.OnNode(command, async (node, parsed, report, cancel) =>
        {
            RestoreCommand restore = new(parsed.GetRequiredValue(name), parsed.GetValue(message));
            report.Print(await node.RestoreBackupAsync(restore, cancel).ConfigureAwait(false), CliJson.Types.ChangeReply, ChangeText.Write);
            return ExitCode.Fine;
        });
        return command;
    }

    private static Argument<string> Name(Shell shell)
    {
        Argument<string> name = new("NAME") { Description = "The backup" };
        Completions.Offer(name, LiveCompletions.Backups(shell));
        return name;
    }
}
