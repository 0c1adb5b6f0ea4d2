using System.Globalization;

namespace Wire.Kernel.Tests.Fuzzing;

/// <summary>
/// Truncated, malformed, huge and hostile messages, found by which branches they reach. A bounded run; longer ones by
/// WIRE_FUZZ_SECONDS, and what they find is left in WIRE_FUZZ_FOUND, to be added to Corpus.
/// </summary>
public sealed class FuzzTests
{
    private const int SecondsDefault = 15;

    private static string Corpus => Path.Combine(AppContext.BaseDirectory, "Corpus");

    [Fact]
    public void NoReaderBreaksAtWhatCoverageLeadsTo()
    {
        int seconds = Environment.GetEnvironmentVariable("WIRE_FUZZ_SECONDS") is { } said ? int.Parse(said, CultureInfo.InvariantCulture) : SecondsDefault;
        int seed = Environment.GetEnvironmentVariable("WIRE_FUZZ_SEED") is { } chosen ? int.Parse(chosen, CultureInfo.InvariantCulture) : Environment.TickCount & int.MaxValue;
        string found = Environment.GetEnvironmentVariable("WIRE_FUZZ_FOUND") ?? Directory.CreateTempSubdirectory("wire-fuzz-found.").FullName;
        using FuzzProcess process = new();

        (int status, string output) = process.Run(Corpus, found, seconds, seed);

        TestContext.Current.SendDiagnosticMessage("{0}", output);
        Assert.True(status == 0, $"exit code {status}, seed {seed}, inputs in {found}:\n{output}");
        if (Environment.GetEnvironmentVariable("WIRE_FUZZ_FOUND") is null)
        {
            Directory.Delete(found, recursive: true);
        }
    }

    /// <summary>Every input that ever led somewhere new, or broke a reader, stays refused or read.</summary>
    [Fact]
    public void CorpusIsReadOrRefused()
    {
        FuzzInput[] corpus = [.. Directory.EnumerateFiles(Corpus, "*.bin").Select(FuzzInput.Load)];

        Assert.NotEmpty(corpus);
        Assert.All(corpus, input => Assert.Null(FuzzTarget.Fault(input)));
    }
}
