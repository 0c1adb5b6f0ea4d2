using System.Buffers;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Wire.Host.Tests.Life;

/// <summary>A network namespace of one life, and the other programs in it.</summary>
internal sealed class LifeNamespace : IDisposable
{
    /// <summary>What only a shell understands.</summary>
    private static readonly SearchValues<char> _shells = SearchValues.Create("\n\"'$`|&;<>()*?\\~#");

    private readonly KindLife _life;
    private readonly Dictionary<string, string> _environment;

    /// <param name="life">Whose.</param>
    /// <param name="number">1, or 2 for the replay's.</param>
    /// <param name="state">Wire's state directory.</param>
    public LifeNamespace(KindLife life, int number, string state)
    {
        _life = life;
        _environment = new() { ["NETNS"] = Name, ["STATE"] = state, ["N"] = $"{number}" };
        Must(Start("ip", ["netns", "add", Name]));
        try
        {
            Must("ip link set lo up");
            if (life.Setup.Count > 0)
            {
                Must(string.Join('\n', life.Setup));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Name { get; } = $"wire-life-{Guid.NewGuid():N}"[..15];

    /// <summary>The output of a command that has to succeed.</summary>
    public string Must(string command) => Must(Shell(command));

    /// <summary>What a command prints; null when it fails, as ip does for a link that is not there.</summary>
    public string? Output(string command)
    {
        Ended ended = Shell(command);
        return ended.Code == 0 ? ended.Output : null;
    }

    /// <summary>What a command prints, read as JSON; null when it fails or prints nothing.</summary>
    public JsonNode? Json(string command) => Output(command) is { } text && text.Trim().Length > 0 ? JsonNode.Parse(text) : null;

    public void Dispose()
    {
        foreach (string command in _life.Teardown)
        {
            Shell(command);
        }
        Start("ip", ["netns", "delete", Name]);
    }

    /// <summary>iproute2's programs go there themselves, several times faster than a shell with mounts of its own.</summary>
    private Ended Shell(string command)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words[0] is "ip" or "bridge" or "tc" && command.AsSpan().IndexOfAny(_shells) < 0
            ? Start(words[0], ["-n", Name, .. words[1..]])
            : Start("ip", ["netns", "exec", Name, "sh", "-ec", command]);
    }

    private Ended Start(string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in _environment)
        {
            start.Environment[name] = value;
        }
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, $"{program} {string.Join(' ', arguments)} ({process.ExitCode}): {errors.Result}");
    }

    private static string Must(Ended ended)
    {
        Assert.True(ended.Code == 0, ended.Story);
        return ended.Output;
    }

    private sealed record Ended(int Code, string Output, string Story);
}
