using System.CommandLine;
using System.Globalization;
using Wire.Domain;
using Wire.Host.Api;

namespace Wire.Host.Cli.Completion;

/// <summary>Candidates that only the node knows. A node that does not answer at once has none: a person is waiting at the keyboard.</summary>
internal static class LiveCompletions
{
    private const int ChangesMax = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static Func<ParseResult, IEnumerable<string>> LinkNames(Shell shell) =>
        before => Names(shell, before, new ShowQuery("link"));

    public static Func<ParseResult, IEnumerable<string>> KindsAndLinkNames(Shell shell) =>
        before => ResourceKinds.All.Select(kind => kind.Name).Concat(ResourceKinds.All.Select(kind => kind.Collection)).Distinct().Concat(Names(shell, before, new ShowQuery("link")));

    public static Func<ParseResult, IEnumerable<string>> NamesOfKind(Shell shell, Argument<string?> kind) =>
        before => Names(shell, before, new ShowQuery(before.GetValue(kind)));

    public static Func<ParseResult, IEnumerable<string>> Backups(Shell shell) =>
        before => Ask(shell, before, async (node, cancel) =>
            (await node.ListBackupsAsync(cancel).ConfigureAwait(false)).Backups.Select(backup => backup.Name));

    public static Func<ParseResult, IEnumerable<string>> Changes(Shell shell) =>
        before => ChangeNumbers(shell, before);

    public static Func<ParseResult, IEnumerable<string>> Points(Shell shell) =>
        before => ChangeNumbers(shell, before).Select(number => "#" + number).Prepend("now");

    private static string[] ChangeNumbers(Shell shell, ParseResult before) =>
        Ask(shell, before, async (node, cancel) =>
            (await node.LogAsync(new LogQuery(Limit: ChangesMax), cancel).ConfigureAwait(false)).Entries
                .Where(entry => entry.Change is not null)
                .Select(entry => entry.Change!.Value.ToString(CultureInfo.InvariantCulture)));

    private static string[] Names(Shell shell, ParseResult before, ShowQuery query) =>
        Ask(shell, before, async (node, cancel) =>
            (await node.ShowAsync(query, cancel).ConfigureAwait(false)).Resources.Select(view => view.Name));

    private static string[] Ask(Shell shell, ParseResult before, Func<INode, CancellationToken, Task<IEnumerable<string>>> ask)
    {
        try
        {
            return Task.Run(async () =>
            {
                using CancellationTokenSource patience = new(Patience);
                INode node = await shell.OpenAsync(before, patience.Token).ConfigureAwait(false);
                await using (node.ConfigureAwait(false))
                {
                    return (await ask(node, patience.Token).ConfigureAwait(false)).ToArray();
                }
            }).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is NodeException or OperationCanceledException)
        {
            return [];
        }
    }
}
