using System.Diagnostics;
using Wire.Domain;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>A pinned program as a filter: it is told back by its path, and goes.</summary>
[Trait("Category", "Kernel")]
public sealed class BpfFilterTests : IDisposable
{
    /// <summary>TC_ACT_SHOT for everything.</summary>
    private const string DropsAll = "__attribute__((section(\"tc\"), used)) int drop(void *packet) { return 2; }";

    private readonly TestNetns _netns = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("wire-bpf-").FullName;
    private bool _mounted;

    private string Files => Path.Combine(_directory, "fs");

    private string Pinned => Path.Combine(Files, "drop");

    public void Dispose()
    {
        if (_mounted)
        {
            Run("umount", Files);
        }
        Directory.Delete(_directory, recursive: true);
        _netns.Dispose();
    }

    private void Pin()
    {
        string? clang = Find("clang") ?? Find("clang-14");
        Assert.SkipUnless(clang is not null && Find("bpftool") is not null, "needs clang and bpftool");
        string source = Path.Combine(_directory, "drop.c"), program = Path.Combine(_directory, "drop.o");
        File.WriteAllText(source, DropsAll);
        Run(clang, "-O2", "-target", "bpf", "-c", source, "-o", program);
        Directory.CreateDirectory(Files);
        Run("mount", "-t", "bpf", "bpf", Files);
        _mounted = true;
        Run("bpftool", "prog", "load", program, Pinned, "type", "classifier");
    }

    [Fact]
    public void PinnedProgramIsAttachedToldBackAndTakenOff()
    {
        Pin();
        using Wired wired = new(_netns);
        _netns.Ip("link add name v0 type veth peer name v1");
        _netns.Ip("link set dev v0 up");
        _netns.Ip("link set dev v1 up");
        wired.Learn("v0");
        ClsactQdisc place = new() { Dev = "v0" };
        BpfFilter filter = new() { Dev = "v0", Parent = TcHandles.FilterIngress, Priority = 7, Protocol = 3, Pinned = Pinned, DirectAction = true };

        wired.Create(place, filter);

        BpfFilter seen = wired.See<BpfFilter>("v0 ingress priority 7");
        Assert.Equal((Pinned, true), (seen.Pinned, seen.DirectAction));
        Assert.NotNull(seen.ProgramId);

        ExecutionResult missing = wired.Execute(Wired.Creation(filter with { Priority = 8, Pinned = Pinned + "-not" }));
        Assert.Equal("ENOENT", Assert.NotNull(missing.Refused).Refusal.Name);

        wired.Do(Wired.Deletion(seen), Wired.Deletion(place));
        Assert.DoesNotContain(wired.Look(), r => r is Filter or Qdisc);
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists);

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {errors.Result}");
    }
}
