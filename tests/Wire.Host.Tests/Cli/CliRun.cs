using System.Globalization;
using System.Text;
using Wire.Host.Cli;
using Wire.Host.Node;
using Wire.Host.Tests.Api;

namespace Wire.Host.Tests.Cli;

/// <summary>One command line in this process, on a scripted node instead of journal and kernel.</summary>
internal sealed class CliRun
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    public ScriptedNode Node { get; init; } = Samples.Node();

    public byte[] Input { get; init; } = [];

    public bool Terminal { get; init; }

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal) { ["WIRE_SOCKET"] = "/nonexistent/wire.sock" };

    /// <summary>Which node the command opened.</summary>
    public NodeOptions? Opened { get; private set; }

    public DaemonOptions? Daemon { get; private set; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    /// <summary>Output, errors and the exit code, as a person at a terminal has them.</summary>
    public string Transcript(int exit) => $"{Output}{Error}(exit {exit})";

    public async Task<int> RunAsync(params string[] arguments) =>
        await CommandLine().RunAsync(arguments, TestContext.Current.CancellationToken);

    public WireCommandLine CommandLine() => new(new CliHost
    {
        Output = new StringWriter(_output, CultureInfo.InvariantCulture),
        Error = new StringWriter(_error, CultureInfo.InvariantCulture),
        Input = () => new MemoryStream(Input),
        OutputIsTerminal = Terminal,
        DirectNode = Open,
        Daemon = (options, _) =>
        {
            Daemon = options;
            return Task.FromResult(0);
        },
        Environment = name => Environment.GetValueOrDefault(name),
        TimeZone = () => TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), null, null),
    });

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private ScriptedNode Open(NodeOptions options)
    {
        Opened = options;
        return Node;
    }
}
