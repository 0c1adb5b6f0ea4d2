using System.Diagnostics;

namespace Wire.Audit.Tests.Postgres;

/// <summary>
/// A PostgreSQL of a test's own: on a socket in its own directory and on no network, as a user without rights. Stopped, and gone with all it has, afterwards.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private const string User = "postgres";

    private readonly string _programs;
    private readonly string _directory;
    private int _databases;

    private PostgresServer(string programs, string directory) => (_programs, _directory) = (programs, directory);

    private string Data => Path.Combine(_directory, "data");

    private string Aside => Path.Combine(_directory, "aside");

    /// <summary>Made and started; skips the test on a machine without PostgreSQL.</summary>
    public static PostgresServer Start()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderBy(d => int.Parse(Path.GetFileName(d), System.Globalization.CultureInfo.InvariantCulture)).LastOrDefault()
            : null;
        Assert.SkipWhen(programs is null, "needs PostgreSQL: the Debian package postgresql");
        PostgresServer server = new(Path.Combine(programs!, "bin"), Directory.CreateTempSubdirectory("wire-postgres-").FullName);
        if (Environment.IsPrivilegedProcess)
        {
            Execute("chown", [User, server._directory]);
        }

        server.Run("initdb", "-D", server.Data, "-U", User, "--auth=trust", "--no-locale", "-E", "UTF8", "--no-sync");
        server.Up();
        return server;
    }

    /// <summary>How to connect to a database that this makes; it is empty.</summary>
    public string NewDatabase()
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        Sql("postgres", $"create database {name}");
        return $"Host={_directory};Username={User};Database={name}";
    }

    /// <summary>What a statement prints, one row a line.</summary>
    public string Sql(string database, string statement) =>
        Run("psql", "-h", _directory, "-U", User, "-d", database, "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement).Trim();

    /// <summary>A user who owns a database and needs a password; how to connect, without it.</summary>
    public string WithPassword(string database, string user, string password)
    {
        Sql(database, $"create role {user} login password '{password}'");
        Sql(database, $"alter database {database} owner to {user}");
        var rules = Path.Combine(Data, "pg_hba.conf");
        File.WriteAllText(rules, $"local all {user} scram-sha-256\n{File.ReadAllText(rules)}");
        Run("pg_ctl", "-D", Data, "reload");
        return $"Host={_directory};Username={user};Database={database}";
    }

    /// <summary>As after a loss of power: whoever is connected is cut off, and nothing is tidied up.</summary>
    public void Kill() => Run("pg_ctl", "-D", Data, "-m", "immediate", "stop");

    public void Stop() => Run("pg_ctl", "-D", Data, "-m", "fast", "stop");

    public void Up() => Run("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_directory, "log"), "-o", $"-k {_directory} -h ''", "start");

    /// <summary>Keeps a copy of all databases as they are. The server is stopped.</summary>
    public void SetAside() => AsUser("cp", "-a", Data, Aside);

    /// <summary>Goes back to that copy. The server is stopped.</summary>
    public void BringBack()
    {
        Directory.Delete(Data, recursive: true);
        Directory.Move(Aside, Data);
    }

    public void Dispose()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            Kill();
        }

        Directory.Delete(_directory, recursive: true);
    }

    private string Run(string program, params string[] arguments) => AsUser(Path.Combine(_programs, program), arguments);

    /// <summary>PostgreSQL does not run as root.</summary>
    private static string AsUser(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? Execute("setpriv", [$"--reuid={User}", $"--regid={User}", "--init-groups", program, .. arguments])
        : Execute(program, arguments);

    private static string Execute(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program}: {output}{errors.Result}");
    }
}
