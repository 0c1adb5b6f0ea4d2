using System.Globalization;
using Wire.Domain;

namespace Wire.Projections;

/// <summary>What became of a change or a healing. A closed set.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>As it stands in the log.</summary>
    public abstract override string ToString();

    /// <summary>Its plan is not settled.</summary>
    public sealed record UnderWay : Outcome
    {
        public override string ToString() => "under way";
    }

    /// <summary>The kernel shows what was asked for.</summary>
    public sealed record Applied : Outcome
    {
        public override string ToString() => "applied";
    }

    /// <param name="Object">The object whose operation the kernel refused; null when that is not known.</param>
    /// <param name="Refusal">The kernel's words.</param>
    /// <param name="By">The change that took the declarations back; null for a healing.</param>
    public sealed record RolledBack(string? Object, KernelRefusal? Refusal, int? By) : Outcome
    {
        public override string ToString() => "rolled back" + (By is { } by ? $" (#{by})" : "") + (Refusal is null ? "" : $": {Object}: {Refusal}");
    }

    /// <summary>Part of it was done; the next plan starts from what the kernel shows.</summary>
    public sealed record Failed : Outcome
    {
        public override string ToString() => "failed";
    }

    public sealed record AwaitsConfirmation(DateTimeOffset Deadline) : Outcome
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"awaits confirmation until {Deadline.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z");
    }

    public sealed record Confirmed : Outcome
    {
        public override string ToString() => "confirmed";
    }

    public sealed record Expired(int By) : Outcome
    {
        public override string ToString() => $"not confirmed in time, undone by #{By}";
    }

    public sealed record Undone(int By) : Outcome
    {
        public override string ToString() => $"undone by #{By}";
    }
}
