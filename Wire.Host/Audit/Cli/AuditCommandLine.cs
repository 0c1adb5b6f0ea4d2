using System.CommandLine;
using Npgsql;
using Wire.Audit.Following;
using Wire.Audit.Postgres;
using Wire.Journal;
using Wire.Journal.Central;

namespace Wire.Audit.Cli;

/// <summary>The command line of <c>wire-audit</c>.</summary>
internal static class AuditCommandLine
{
    private const int Fine = 0;

    private const int Failed = 1;

    /// <summary>"@" is a character like others.</summary>
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command line to its end and gives the exit code: 0, or 1 when it failed.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter errors, CancellationToken cancel)
    {
        RootCommand root = new("wire-audit: the journals of Wire's nodes in a PostgreSQL database.");
        root.Add(Follow(errors));
        InvocationConfiguration invocation = new() { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false, Error = errors };
        try
        {
            return await root.Parse(arguments, Parsing).InvokeAsync(invocation, cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return Fine;
        }
        catch (Exception error) when (error is HistoryDiffersException or CentralStoreException or JournalException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"wire-audit: {error.Message}").ConfigureAwait(false);
            return Failed;
        }
    }

    private static Command Follow(TextWriter errors)
    {
        Option<string> journal = new("--journal") { Description = "The journal's directory; it is only read", HelpName = "DIR", Required = true };
        Option<string> store = new("--store")
        {
            Description = "The database, as Npgsql reads it: 'Host=/run/postgresql;Database=wire;Username=wire-audit'. Without a password, which everybody on the machine "
                + "could read there: it is taken from the file of PGPASSFILE (or Passfile=FILE in here, or ~/.pgpass), or from PGPASSWORD",
            HelpName = "CONNECTION",
            Required = true,
        };
        store.Validators.Add(result => Complain(result.AddError, () => ThrowIfNoConnection(result.GetValueOrDefault<string>())));
        Option<string> node = new("--node") { Description = "The node's name in the store; the host's when left out", HelpName = "NAME", DefaultValueFactory = _ => Environment.MachineName };
        node.Validators.Add(result => Complain(result.AddError, () => _ = new NodeStream(result.GetValueOrDefault<string>(), "")));
        Command follow = new("follow", "Send a journal to the store, as it grows, until stopped. It goes on where the store is; a store that is away is waited for.") { journal, store, node };
        follow.SetAction(async (parsed, cancel) =>
        {
            using var reader = JournalReader.Open(parsed.GetRequiredValue(journal));
            var connection = parsed.GetRequiredValue(store);
            Forwarder forwarder = new(
                reader, parsed.GetRequiredValue(node), async c => await PostgresStore.OpenAsync(connection, c).ConfigureAwait(false), new ForwarderTimes(),
                line => errors.WriteLine($"wire-audit: {line}"));
            await forwarder.RunAsync(cancel).ConfigureAwait(false);
            return Fine;
        });
        return follow;
    }

    private static void ThrowIfNoConnection(string? text)
    {
        NpgsqlConnectionStringBuilder connection = new(text);
        if (connection.Password is not null)
        {
            throw new ArgumentException("--store has a password, which everybody on this machine can read in the list of processes: put it into the file of PGPASSFILE, and change it");
        }
    }

    private static void Complain(Action<string> add, Action check)
    {
        try
        {
            check();
        }
        catch (ArgumentException wrong)
        {
            add(wrong.Message);
        }
    }
}
