using Wire.Journal.Disk;
using Wire.Journal.Proofs;
using Wire.Journal.Tools;

namespace Wire.Journal;

/// <summary>Reads every byte of a journal and recomputes the chain. Changes nothing, takes no lock: a daemon may be writing meanwhile.</summary>
public static class JournalVerifier
{
    /// <exception cref="JournalNotFoundException">There is no journal.</exception>
    /// <exception cref="JournalFormatException">It is of a newer format.</exception>
    public static VerificationReport Verify(string directory, IDisk? disk = null, CancellationToken cancellationToken = default) =>
        Verify(directory, disk ?? LinuxDisk.Instance, SalvageWalk.BeingWrittenMsMax, cancellationToken);

    /// <summary>For a journal of which it is known whether somebody is writing it.</summary>
    internal static VerificationReport Verify(string directory, IDisk disk, int beingWrittenMsMax, CancellationToken cancellationToken)
    {
        using var verification = new Verification();
        new SalvageWalk(disk, directory, verification, beingWrittenMsMax).Run(cancellationToken);
        var report = verification.Report();
        return report with { Damage = [.. report.Damage, .. TreeCheck.Of(disk, directory, report.JournalId, report.IsWhole, cancellationToken)] };
    }
}
