using System.CommandLine;
using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Cli.Completion;
using Wire.Host.Cli.Render;

namespace Wire.Host.Cli.Verbs;

internal static class ShowVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command(
            "show",
            "Show what the kernel has, or what is declared, now or at a point in the past.",
            "wire show",
            "wire show bridge br0",
            "wire show br0 --at '5m ago'",
            "wire show route --desired",
            "wire show eth0 --stats");
        Argument<string?> kind = new("KIND") { Description = "bridge, veth, route, …, or link for all kinds of them; may be left out before a NAME", Arity = ArgumentArity.ZeroOrOne };
        Completions.Offer(kind, LiveCompletions.KindsAndLinkNames(shell));
        Argument<string[]> name = new("NAME") { Description = "One object, with all its attributes", Arity = ArgumentArity.ZeroOrMore };
        Completions.Offer(name, LiveCompletions.NamesOfKind(shell, kind));
        Option<string?> at = new("--at") { Description = "A point in the past", HelpName = "POINT" };
        Completions.Offer(at, LiveCompletions.Points(shell));
        Option<bool> desired = new("--desired") { Description = "What was declared, instead of what the kernel shows" };
        Option<bool> statistics = new("--stats") { Description = "The counters of the driver too, as ethtool -S has them" };
        command.Add(kind);
        command.Add(name);
        command.Add(at);
        command.Add(desired);
        command.Add(statistics);
        shell.OnNode(command, async (node, parsed, report, cancel) =>
        {
            ShowQuery query = Query(parsed.GetValue(kind), parsed.GetValue(name) ?? []) with { At = parsed.GetValue(at), Desired = parsed.GetValue(desired), Statistics = parsed.GetValue(statistics) };
            ShowReply reply = await node.ShowAsync(query, cancel).ConfigureAwait(false);
            report.Print(reply, CliJson.Types.ShowReply, query switch
            {
                { Name: not null } or { Statistics: true } => ShowText.WriteFully,
                { Kind: not null } => ShowText.Write,
                _ => ShowText.WriteOverview,
            });
            return ExitCode.Fine;
        });
        return command;
    }

    /// <summary>A first word that is no kind begins the name.</summary>
    internal static ShowQuery Query(string? first, string[] rest) =>
        first is null ? new ShowQuery()
        : IsKind(first) ? new ShowQuery(first, SharedSymbols.Name(rest))
        : new ShowQuery(null, SharedSymbols.Name([first, .. rest]));

    private static bool IsKind(string word) => ResourceKinds.All.Any(kind => kind.Name == word || kind.Collection == word);
}
