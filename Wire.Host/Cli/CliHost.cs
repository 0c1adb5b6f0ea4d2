using System.Text;
using Wire.Host.Api;
using Wire.Host.Node;

namespace Wire.Host.Cli;

/// <summary>What surrounds a command: its streams, its terminal, its place and time, and how it gets at a node.</summary>
public sealed record CliHost
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Opened only when a command reads it.</summary>
    public required Func<Stream> Input { get; init; }

    /// <summary>Colours are for a person who looks.</summary>
    public required bool OutputIsTerminal { get; init; }

    /// <summary>Opens a node in this process, on journal and kernel.</summary>
    public required Func<NodeOptions, INode> DirectNode { get; init; }

    /// <summary>Runs the daemon until cancelled and gives the exit code; null leaves the command out.</summary>
    public Func<DaemonOptions, CancellationToken, Task<int>>? Daemon { get; init; }

    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    public Func<TimeZoneInfo> TimeZone { get; init; } = () => TimeZoneInfo.Local;

    /// <summary>Of the process itself. Its output is buffered: what runs a command flushes it.</summary>
    public static CliHost OfProcess(Func<NodeOptions, INode> directNode, Func<DaemonOptions, CancellationToken, Task<int>>? daemon) => new()
    {
        Output = Writer(Console.OpenStandardOutput()),
        Error = Writer(Console.OpenStandardError()),
        Input = Console.OpenStandardInput,
        OutputIsTerminal = !Console.IsOutputRedirected,
        DirectNode = directNode,
        Daemon = daemon,
    };

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 32 << 10);
}
