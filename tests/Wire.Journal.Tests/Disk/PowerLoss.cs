namespace Wire.Journal.Tests.Disk;

/// <summary>What a loss of power does with what was not synced: with each sector, each length and each name.</summary>
internal enum PowerLoss
{
    /// <summary>All of it is gone.</summary>
    Drops,

    /// <summary>All of it had reached the disk.</summary>
    Keeps,

    /// <summary>Each sector is there or not by itself, and of several writes into one sector any, in any order.</summary>
    Tears,

    /// <summary>As <see cref="Tears"/>, or what a write changed in a sector comes out as anything. What it left as it was stays.</summary>
    Garbles,
}
