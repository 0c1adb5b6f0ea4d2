using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Cli.Completion;
using Wire.Host.Cli.Render;
using Wire.Host.Cli.Verbs;
using Wire.Host.Node;

namespace Wire.Host.Cli;

/// <summary>The command line of <c>wire</c>: every verb, and how one invocation runs.</summary>
public sealed class WireCommandLine
{
    /// <summary>"@1234" is a position in the journal here, not a file with more arguments.</summary>
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = true };

    private readonly CliHost _host;
    private readonly GlobalOptions _globals;
    private readonly RootCommand _root = new("wire: the network of this server, and its memory.");

    public WireCommandLine(CliHost host)
    {
        _host = host;
        _globals = new GlobalOptions(host);
        foreach (Option option in _globals.All)
        {
            _root.Add(option);
        }

        Shell shell = new(host, _globals);
        foreach (Command verb in Verbs(shell))
        {
            _root.Add(verb);
        }

        Examples.Of(_root).AddRange(
            "wire plan office.wire && wire apply office.wire",
            "wire status",
            "wire log -p",
            "wire undo");
        _root.Options.OfType<HelpOption>().Single().Action = new WireHelp();
        _root.Options.OfType<VersionOption>().Single().Action = new WireVersion();
        _root.SetAction(parsed => HelpText.Write(parsed.InvocationConfiguration.Output, _root));
    }

    /// <summary>Runs one command line to its end and gives the exit code.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        InvocationConfiguration invocation = new()
        {
            Output = _host.Output,
            Error = _host.Error,
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            ParseResult parsed = Parse(arguments);
            return parsed.Action is ParseErrorAction ? Refuse(parsed) : await parsed.InvokeAsync(invocation, cancel).ConfigureAwait(false);
        }
        finally
        {
            await _host.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            await _host.Error.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    internal ParseResult Parse(IReadOnlyList<string> arguments) => _root.Parse(arguments, Parsing);

    private IEnumerable<Command> Verbs(Shell shell) =>
    [
        PlanVerb.Create(shell), ApplyVerb.Create(shell), ConfirmVerb.Create(shell),
        ShowVerb.Create(shell), StatusVerb.Create(shell), WatchVerb.Create(shell),
        LogVerb.Create(shell), DiffVerb.Create(shell), BlameVerb.Create(shell), BisectVerb.Create(shell),
        UndoVerb.Create(shell), RedoVerb.Create(shell), ReplayVerb.Create(shell), BackupVerb.Create(shell),
        FormatVerb.Create(shell), ExportVerb.Create(shell), KeyVerb.Create(shell), JournalVerb.Create(shell),
        ProveVerb.Create(shell), VerifyProofVerb.Create(shell),
        .. _host.Daemon is { } daemon ? [DaemonVerb.Create(shell, daemon)] : Array.Empty<Command>(),
        CompletionVerb.Create(shell), CompleteVerb.Create(shell, Parse), VersionVerb.Create(shell),
    ];

    private int Refuse(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string[] errors = [.. parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal)];
        if (_globals.Json(parsed))
        {
            ErrorText.Write(_host.Error, new ErrorReply(NodeError.BadRequest, errors[0], errors[1..], Retry: false), json: true);
            return ExitCode.Failed;
        }

        foreach (string error in errors)
        {
            _host.Error.WriteLine($"wire: {error}");
        }

        if (parsed.UnmatchedTokens is [string word, ..] && NearWord.Advice(word, command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name)) is { } advice)
        {
            _host.Error.WriteLine($"wire: {advice}");
        }

        _host.Error.WriteLine($"wire: see {HelpText.PathOf(command)} --help");
        return ExitCode.Failed;
    }

    private sealed class WireVersion : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(ProductVersion.Text);
            return ExitCode.Fine;
        }
    }

    private sealed class WireHelp : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult) =>
            HelpText.Write(parseResult.InvocationConfiguration.Output, parseResult.CommandResult.Command);
    }
}
