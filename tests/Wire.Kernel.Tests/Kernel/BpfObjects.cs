using System.Diagnostics;
using Wire.Testing;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>The tests' programs for BPF, compiled once.</summary>
internal static class BpfObjects
{
    private static readonly Lazy<string?> _dropIcmp = new(Compile);

    /// <summary>The object's path.</summary>
    public static string DropIcmp
    {
        get
        {
            Assert.SkipWhen(_dropIcmp.Value is null, "needs clang to compile programs for BPF");
            return _dropIcmp.Value!;
        }
    }

    private static string? Compile()
    {
        string? clang = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').SelectMany(d => new[] { $"{d}/clang", $"{d}/clang-14" }).FirstOrDefault(File.Exists);
        if (clang is null)
        {
            return null;
        }
        string directory = Directory.CreateTempSubdirectory("wire-bpf-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        string path = $"{directory}/drop-icmp.o";
        using Process process = Process.Start(clang, ["-O2", "-target", "bpf", "-c", Repository.PathOf("tests", "Wire.Testing", "Bpf", "drop-icmp.c"), "-o", path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return path;
    }
}
