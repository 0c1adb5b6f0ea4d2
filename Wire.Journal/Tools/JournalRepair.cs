using Wire.Journal.Tools;

namespace Wire.Journal;

/// <summary>What a repair could save.</summary>
public sealed record RepairReport
{
    /// <summary>The journal's id, which the copy keeps.</summary>
    public required Guid JournalId { get; init; }

    /// <summary>How many batches are in the copy.</summary>
    public required long KeptBatches { get; init; }

    /// <summary>How many events are in the copy.</summary>
    public required long KeptEvents { get; init; }

    /// <summary>The last position of the copy.</summary>
    public required long LastPosition { get; init; }

    /// <summary>What is not in the copy. Positions that are known to be lost are recorded in it as a gap.</summary>
    public required IReadOnlyList<LostPositions> Lost { get; init; }

    /// <summary>Everything that was wrong in the source.</summary>
    public required IReadOnlyList<JournalFinding> Damage { get; init; }
}

/// <summary>Saves what is whole of a damaged journal into a new one. The source is only read.</summary>
public static class JournalRepair
{
    /// <summary>
    /// Copies every whole batch under its own position. Positions between them that are lost become a gap: readers see them missing,
    /// everything else keeps its number. The copy has a new chain and the same journal id.
    /// </summary>
    /// <param name="source">The damaged journal; nobody should be writing it.</param>
    /// <param name="destination">A directory that holds no journal.</param>
    /// <exception cref="JournalNotFoundException">The source holds no journal.</exception>
    /// <exception cref="JournalExistsException">The destination holds one.</exception>
    /// <exception cref="JournalUnfinishedException">The source or the destination is a copy that was not finished.</exception>
    /// <exception cref="JournalFullException">No room for the copy.</exception>
    /// <exception cref="JournalPoisonedException">The disk failed under the copy.</exception>
    public static RepairReport Repair(string source, string destination, JournalOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new JournalOptions();
        using var salvage = new Salvage(destination, options);
        new SalvageWalk(options.Disk, source, salvage).Run(cancellationToken);
        return salvage.Finish();
    }
}
