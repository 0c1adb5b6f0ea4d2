using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Render;
using Wire.Journal;

namespace Wire.Host.Cli;

/// <summary>What the verbs are made with: it gives a command its help, its node and its report, and turns failures into words and exit codes.</summary>
internal sealed class Shell(CliHost host, GlobalOptions globals)
{
    private readonly NodeFactory _nodes = new(host.DirectNode);

    public CliHost Host => host;

    public GlobalOptions Globals => globals;

    /// <summary>A command without an action.</summary>
    /// <param name="name">Its word.</param>
    /// <param name="description">What it does, one or two sentences.</param>
    /// <param name="examples">Lines for its help that can be typed as they are.</param>
    public static Command Command(string name, string description, params ReadOnlySpan<string> examples)
    {
        Command command = new(name, description);
        Examples.Of(command).AddRange(examples);
        return command;
    }

    /// <summary>An action that needs no node.</summary>
    public void OnFiles(Command command, Func<ParseResult, Report, CancellationToken, Task<int>> run) =>
        command.SetAction((parsed, cancel) => GuardAsync(parsed, report => run(parsed, report, cancel)));

    /// <summary>An action on the daemon's node, or on one in this process.</summary>
    public void OnNode(Command command, Func<INode, ParseResult, Report, CancellationToken, Task<int>> run) =>
        command.SetAction((parsed, cancel) => GuardAsync(parsed, async report =>
        {
            Caller.Current = Caller.OfThisProcess("cli");
            INode node = await OpenAsync(parsed, cancel).ConfigureAwait(false);
            await using (node.ConfigureAwait(false))
            {
                return await run(node, parsed, report, cancel).ConfigureAwait(false);
            }
        }));

    public Task<INode> OpenAsync(ParseResult parsed, CancellationToken cancel) =>
        _nodes.OpenAsync(globals.Node(parsed), globals.Socket(parsed), cancel);

    private async Task<int> GuardAsync(ParseResult parsed, Func<Report, Task<int>> run)
    {
        Report report = new(host.Output, globals.Palette(parsed), host.TimeZone, globals.Json(parsed));
        try
        {
            return await run(report).ConfigureAwait(false);
        }
        catch (NodeException error)
        {
            ErrorText.Write(host.Error, error.Reply, report.Json);
        }
        catch (JournalException error)
        {
            ErrorText.Write(host.Error, JournalErrors.Reply(error), report.Json);
        }
        catch (OperationCanceledException)
        {
            host.Error.WriteLine("wire: interrupted");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ErrorText.Write(host.Error, new ErrorReply(NodeError.BadRequest, error.Message, [], Retry: false), report.Json);
        }
        catch (Exception error)
        {
            ErrorText.Write(host.Error, ErrorHandling.Unexpected(error), report.Json);
        }

        return ExitCode.Failed;
    }
}
