using System.Diagnostics;
using Wire.Host.Tests.Node;

namespace Wire.Host.Tests.EndToEnd;

/// <summary>Two namespaces of the lab's kernel with a cable between: v0 of both ends, 192.0.2.1/24 at Wire's and 192.0.2.2/24 at the other; and a state directory.</summary>
internal sealed class CabledNamespaces : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public CabledNamespaces()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("WIRE_LAB") == "1", "runs on the lab's kernel: ./ops/test guest");
        State = Directory.CreateDirectory(_directory.File("state")).FullName;
        Run($"ip netns add {Ours}; ip netns add {Theirs}; ip -n {Ours} link add v0 type veth peer name v0 netns {Theirs}");
        Run($"for n in {Ours} {Theirs}; do ip -n $n link set lo up; ip -n $n link set v0 up; done; ip -n {Ours} address add 192.0.2.1/24 dev v0; ip -n {Theirs} address add 192.0.2.2/24 dev v0");
    }

    public string Ours { get; } = $"wire-cab-{Guid.NewGuid():N}"[..14] + "a";

    public string Theirs => Ours[..^1] + "b";

    public string State { get; }

    public string File(string name) => _directory.File(name);

    /// <summary>Puts a key where <c>wire key import</c> would.</summary>
    public void Keep(string name, byte[] key) => new Host.Node.KeyDirectory(Path.Combine(State, "keys")).Write(name, key);

    public void Dispose()
    {
        Run($"ip netns delete {Ours}; ip netns delete {Theirs}");
        _directory.Dispose();
    }

    /// <summary>Runs shell commands, each of which has to succeed, and returns what they print.</summary>
    public static string Run(string command)
    {
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-ec", command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{command}: {output} {errors.Result}");
        return output;
    }
}
