using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Completion;
using Wire.Host.Cli.Render;
using Wire.Host.Node;
using Wire.Journal;
using Wire.Kernel;
using Wire.Projections;

namespace Wire.Host.Cli.Verbs;

/// <summary>On the journal's files and in namespaces of its own: no daemon is asked.</summary>
internal static class BisectVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command("bisect", "Find the event that broke something.", "wire bisect run --from '#12' --to now -- ip route get 10.1.0.1");
        command.Add(Run(shell));
        return command;
    }

    private static Command Run(Shell shell)
    {
        Command command = Shell.Command(
            "run",
            "Halve the journal between two points, build the network of each midpoint in an empty namespace, and run COMMAND there: exit code 0 is good, 1 to 124 are "
            + "bad, 125 leaves the point out. Names the event that turned good into bad. The node itself is left alone.",
            "wire bisect run --from '#12' --to now -- ip route get 10.1.0.1",
            "wire bisect run --from '2h ago' --to now --desired -- sh -c 'ip -j link show br0 | grep -q UP'");
        Option<string> from = new("--from") { Description = "A point at which COMMAND succeeds", HelpName = "POINT", Required = true };
        Option<string> to = new("--to") { Description = "A later point at which it fails", HelpName = "POINT", DefaultValueFactory = _ => "now" };
        Option<bool> desired = new("--desired") { Description = "Build what was declared, instead of what the kernel had" };
        Argument<string[]> program = new("COMMAND") { Description = "The program and its arguments, behind --", Arity = ArgumentArity.OneOrMore };
        Completions.Offer(from, LiveCompletions.Points(shell));
        Completions.Offer(to, LiveCompletions.Points(shell));
        command.Add(from);
        command.Add(to);
        command.Add(desired);
        command.Add(program);
        shell.OnFiles(command, (parsed, report, cancel) => Task.Run(() =>
        {
            BisectRequest request = new(parsed.GetRequiredValue(from), parsed.GetRequiredValue(to), parsed.GetValue(desired), [.. parsed.GetRequiredValue(program)], report.Json);
            NodeOptions options = shell.Globals.Node(parsed);
            using JournalReader journal = JournalReader.Open(options.JournalDirectory);
            Bisection bisection = new(journal, new PastStates(options.CheckpointDirectory), netns => NodeOpener.Real(options with { Netns = netns }), request, step =>
            {
                if (!report.Json)
                {
                    BisectText.Write(report, step);
                }
            });
            try
            {
                report.Print(bisection.Run(cancel), CliJson.Types.BisectReply, BisectText.Write);
            }
            catch (PointException e)
            {
                throw new NodeException(NodeError.BadRequest, e.Message, inner: e);
            }
            catch (NetlinkException e)
            {
                throw new NodeException(e.Errno == Errno.EPERM ? NodeError.NotPermitted : NodeError.BadRequest, e.Message, inner: e);
            }
            return ExitCode.Fine;
        }, cancel));
        return command;
    }
}
