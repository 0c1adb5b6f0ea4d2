using System.Diagnostics;
using Wire.Testing;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>The tests' programs for BPF, compiled once.</summary>
internal static class BpfObjects
{
    private static readonly Lazy<string?> _dropIcmp = new(() => Compile("drop-icmp"));
    private static readonly Lazy<string?> _countIcmp = new(() => Compile("count-icmp", "-g"));
    private static readonly Lazy<string?> _untypedMaps = new(() => Compile("count-icmp"));

    /// <summary>The object's path.</summary>
    public static string DropIcmp => Made(_dropIcmp);

    /// <summary>Its maps are told by types.</summary>
    public static string CountIcmp => Made(_countIcmp);

    /// <summary>The same, compiled without types.</summary>
    public static string UntypedMaps => Made(_untypedMaps);

    private static string Made(Lazy<string?> compiled)
    {
        Assert.SkipWhen(compiled.Value is null, "needs clang to compile programs for BPF");
        return compiled.Value!;
    }

    private static string? Compile(string name, params string[] options)
    {
        string? clang = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').SelectMany(d => new[] { $"{d}/clang", $"{d}/clang-14" }).FirstOrDefault(File.Exists);
        if (clang is null)
        {
            return null;
        }
        string directory = Directory.CreateTempSubdirectory("wire-bpf-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        string path = $"{directory}/{name}.o";
        using Process process = Process.Start(clang, ["-O2", .. options, "-target", "bpf", "-c", Repository.PathOf("tests", "Wire.Testing", "Bpf", $"{name}.c"), "-o", path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return path;
    }
}
