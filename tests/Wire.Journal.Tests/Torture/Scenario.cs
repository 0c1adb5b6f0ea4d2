using Wire.Journal.Disk;
using Wire.Journal.Tests.Disk;

namespace Wire.Journal.Tests.Torture;

/// <summary>A script that is the same each time, so that the machine can die in each of its operations in turn.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Prepare">What is there before; the machine does not die in it.</param>
/// <param name="Run">The script.</param>
/// <param name="Check">What must hold when the machine is up again, whether or not the script came to its end.</param>
internal sealed record Scenario(string Name, Action<Stage> Prepare, Action<Stage> Run, Action<Stage> Check)
{
    public override string ToString() => Name;
}

/// <summary>What a scenario plays on.</summary>
internal sealed class Stage(int seed, Func<IDisk, IDisk>? mutation)
{
    public const string Source = "/journal";
    public const string Copy = "/copy";

    public SimulatedDisk Machine { get; } = new(seed);

    /// <summary>What the journal has of it: all that a test does by itself goes past the mutation.</summary>
    public IDisk Disk => mutation?.Invoke(Machine) ?? Machine;

    public Random Random { get; } = new(seed);

    /// <summary>Of the journal in <see cref="Source"/>. The same in each run of a scenario, whatever becomes of it.</summary>
    public Ledger Ledger { get; } = new(1);

    /// <summary>The files of <see cref="Source"/> as they were before the script began.</summary>
    public List<(string Path, byte[] Bytes)> Before { get; set; } = [];

    public EventJournal Open() => TortureOptions.Open(Source, Disk);

    public List<(string Path, byte[] Bytes)> Files(string directory) =>
        [.. Machine.Paths.Where(path => Path.GetDirectoryName(path) == directory).Order(StringComparer.Ordinal).Select(path => (path, Machine.FileOf(path).ToArray()))];

    /// <summary>Does something in which the machine or its disk may fail. True: it did not.</summary>
    public static bool Survives(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception error) when (error is SimulatedCrashException or DiskException { Errno: 5 }
            or JournalPoisonedException { InnerException: SimulatedCrashException or DiskException { Errno: 5 } })
        {
            return false;
        }
    }
}
