using System.CommandLine;
using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Cli.Render;

namespace Wire.Host.Cli.Verbs;

internal static class FormatVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command(
            "fmt",
            "Print the canonical text of a configuration, in either form. Order and comments stay.",
            "wire fmt office.wire",
            "wire fmt --sequential office.wire",
            "wire fmt --check office.wire || wire fmt -w office.wire");
        Argument<string> file = SharedSymbols.File();
        Option<bool> sequential = new("--sequential") { Description = "One statement a line, instead of blocks" };
        Option<bool> write = new("--write", "-w") { Description = "Rewrite FILE instead of printing" };
        Option<bool> check = new("--check") { Description = "Print nothing; end with 2 when FILE is not canonical" };
        command.Add(file);
        command.Add(sequential);
        command.Add(write);
        command.Add(check);
        command.Validators.Add(result =>
        {
            if (result.GetValue(write) && result.GetValue(file) == ConfigFile.StandardInput)
            {
                result.AddError("standard input cannot be rewritten");
            }
        });
        shell.OnFiles(command, async (parsed, report, cancel) =>
        {
            string name = parsed.GetRequiredValue(file);
            string before = await ConfigFile.ReadAsync(name, shell.Host, cancel).ConfigureAwait(false);
            string after = Canonical(before, name, parsed.GetValue(sequential) ? ConfigForm.Sequential : ConfigForm.Hierarchical);
            bool same = before == after;
            if (parsed.GetValue(check))
            {
                return same ? ExitCode.Fine : ExitCode.Differences;
            }

            if (!parsed.GetValue(write))
            {
                report.Print(new FormatReply(name, same, after), CliJson.Types.FormatReply, (text, reply) => text.Text(reply.Text));
            }
            else if (!same)
            {
                await ReplaceAsync(name, after, cancel).ConfigureAwait(false);
            }

            return ExitCode.Fine;
        });
        return command;
    }

    private static string Canonical(string text, string file, ConfigForm form)
    {
        ConfigResult result = ConfigDocument.Parse(text, file);
        return result is { ErrorCount: 0, Document: { } document }
            ? ConfigWriter.Format(document, form)
            : throw new NodeException(
                NodeError.InvalidConfiguration,
                $"{file} has {Quantity.Count(result.ErrorCount, "error")}",
                [.. result.Errors.Select(error => error.Render())]);
    }

    /// <summary>Written beside it, synced and renamed: the file is the old one or the new one, never a half.</summary>
    private static async Task ReplaceAsync(string file, string text, CancellationToken cancel)
    {
        string target = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;
        string beside = target + ".wire-fmt";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = File.GetUnixFileMode(target) };
        FileStream stream = new(beside, options);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancel).ConfigureAwait(false);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, target, overwrite: true);
    }
}
