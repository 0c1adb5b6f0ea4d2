using System.Diagnostics;
using SharpFuzz;

namespace Wire.Kernel.Tests.Fuzzing;

/// <summary>A copy of this test program in which the assemblies under test count their branches, and a run of it.</summary>
internal sealed class FuzzProcess : IDisposable
{
    private static readonly string[] Instrumented = ["Wire.Kernel.dll", "Wire.Domain.dll"];

    private readonly string _directory = Directory.CreateTempSubdirectory("wire-fuzz.").FullName;

    public FuzzProcess()
    {
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(_directory, Path.GetFileName(file)));
        }
        foreach (string assembly in Instrumented)
        {
            Fuzzer.Instrument(Path.Combine(_directory, assembly), static _ => true, Options.Value);
        }
    }

    /// <summary>What the worker printed, and its exit code.</summary>
    public (int Status, string Output) Run(string corpus, string found, int seconds, int seed)
    {
        string program = Path.Combine(_directory, Path.GetFileName(Environment.ProcessPath!));
        using Process worker = Process.Start(new ProcessStartInfo(program, [FuzzWorker.Word, corpus, found, $"{seconds}", $"{seed}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = worker.StandardError.ReadToEndAsync();
        string output = worker.StandardOutput.ReadToEnd();
        // A reader that never ends would otherwise be waited for without end.
        bool ended = worker.WaitForExit(TimeSpan.FromSeconds(seconds + 120));
        if (!ended)
        {
            worker.Kill(entireProcessTree: true);
        }
        return (ended ? worker.ExitCode : -1, output + errors.Result);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
