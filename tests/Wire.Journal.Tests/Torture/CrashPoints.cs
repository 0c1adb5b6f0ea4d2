using Wire.Journal.Disk;
using Wire.Journal.Tests.Disk;

namespace Wire.Journal.Tests.Torture;

/// <summary>Lets the machine die in each operation of a scenario: at every write, sync, rename, cut, reservation, making and deletion.</summary>
internal sealed class CrashPoints(Scenario scenario, Func<IDisk, IDisk>? mutation = null)
{
    /// <summary>What comes after the death: null is a kill, which loses nothing that was written.</summary>
    private static readonly PowerLoss?[] _deaths = [null, PowerLoss.Drops, PowerLoss.Keeps, PowerLoss.Tears, PowerLoss.Garbles];

    /// <summary>The system calls among them, after <see cref="Count"/>.</summary>
    public HashSet<string> Calls { get; private set; } = [];

    /// <summary>How many operations the script has when nothing fails.</summary>
    public int Count()
    {
        var stage = new Stage(1, mutation);
        scenario.Prepare(stage);
        var before = stage.Machine.Operations;
        stage.Machine.Calls.Clear();
        scenario.Run(stage);
        var count = stage.Machine.Operations - before;
        Calls = [.. stage.Machine.Calls];
        scenario.Check(stage);
        return count;
    }

    /// <summary>Dies in one operation, in every way, and checks what is left.</summary>
    /// <param name="point">Which one, from 1.</param>
    /// <param name="seed">Decides what a loss of power leaves.</param>
    public void Visit(int point, int seed)
    {
        foreach (var death in _deaths)
        {
            try
            {
                Visit(point, seed, death);
            }
            catch (Exception error)
            {
                throw new TortureException($"scenario '{scenario}', operation {point}, {death?.ToString() ?? "Kill"}, seed {seed}: {error.Message}", error);
            }
        }
    }

    private void Visit(int point, int seed, PowerLoss? death)
    {
        var stage = new Stage(seed, mutation);
        scenario.Prepare(stage);
        stage.Machine.CrashAtOperation = stage.Machine.Operations + point;
        Stage.Survives(() => scenario.Run(stage));
        Ledger.Require(stage.Machine.Stopped, "the machine did not die");
        Start(stage.Machine, death);

        // It may die again while it starts.
        for (var starts = stage.Random.Next(3); starts > 0; starts--)
        {
            stage.Machine.CrashAtOperation = stage.Machine.Operations + stage.Random.Next(1, 8);
            Stage.Survives(() => scenario.Check(stage));
            Start(stage.Machine, death);
        }

        scenario.Check(stage);
    }

    private static void Start(SimulatedDisk machine, PowerLoss? death)
    {
        if (death is { } loss)
        {
            machine.StartAfterPowerLoss(loss);
        }
        else
        {
            machine.StartAfterKill();
        }
    }
}
