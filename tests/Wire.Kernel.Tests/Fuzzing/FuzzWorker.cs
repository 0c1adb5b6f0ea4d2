using System.Diagnostics;

namespace Wire.Kernel.Tests.Fuzzing;

/// <summary>The process whose copy of Wire.Kernel counts its branches (<see cref="FuzzProcess"/>).</summary>
internal static class FuzzWorker
{
    public const string Word = "fuzz";

    /// <summary>Ends with 1 at the first input that breaks a reader, which is then in <paramref name="found"/>.</summary>
    /// <param name="corpus">Inputs to begin with, beside the vectors.</param>
    /// <param name="found">Where inputs go that took a way that none took before, and what breaks a reader.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="seed">The same seed makes the same inputs as long as the code is the same.</param>
    public static int Run(string corpus, string found, string seconds, string seed)
    {
        using Coverage coverage = new();
        Random random = new(int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture));
        Mutator mutator = new(random);
        List<FuzzInput> inputs = [];
        foreach (FuzzInput input in FuzzTarget.Vectors().Concat(Directory.EnumerateFiles(corpus, "*.bin").Order(StringComparer.Ordinal).Select(FuzzInput.Load)))
        {
            if (!Try(input, coverage, inputs, found))
            {
                return 1;
            }
        }
        int known = inputs.Count;
        int begun = coverage.Branches;
        long runs = 0;
        Stopwatch clock = Stopwatch.StartNew();
        TimeSpan limit = TimeSpan.FromSeconds(double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture));
        while (clock.Elapsed < limit)
        {
            FuzzInput from = inputs[random.Next(inputs.Count)];
            FuzzInput other = inputs[random.Next(inputs.Count)];
            string source = random.Next(32) == 0 ? FuzzTarget.Sources[random.Next(FuzzTarget.Sources.Count)] : from.Source;
            if (!Try(new(source, mutator.Mutate(from.Datagram, other.Datagram)), coverage, inputs, found))
            {
                return 1;
            }
            runs++;
        }
        foreach (FuzzInput input in inputs.Skip(known))
        {
            input.Save(found);
        }
        Console.WriteLine($"{runs} inputs in {clock.Elapsed.TotalSeconds:F0} s, seed {seed}: {begun} branches by {known} known inputs, {coverage.Branches} by {inputs.Count}");
        // Instrumentation that counts nothing would find nothing, in silence.
        return coverage.Branches > 100 ? 0 : 2;
    }

    private static bool Try(FuzzInput input, Coverage coverage, List<FuzzInput> inputs, string found)
    {
        coverage.Begin();
        string? fault = FuzzTarget.Fault(input);
        if (coverage.IsNews())
        {
            inputs.Add(input);
        }
        if (fault is null)
        {
            return true;
        }
        input.Save(Path.Combine(found, "faults"));
        Console.WriteLine($"{input.FileName}: {fault}");
        Console.WriteLine(Convert.ToHexStringLower(input.Datagram));
        return false;
    }
}
