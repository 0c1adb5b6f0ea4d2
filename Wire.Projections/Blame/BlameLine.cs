using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Projections;

/// <summary>Who is behind a value.</summary>
public abstract record BlameSource
{
    private BlameSource()
    {
    }

    public abstract override string ToString();

    /// <param name="Number">The change.</param>
    /// <param name="Actor">Who asked for it.</param>
    /// <param name="Message">Why; null when nothing was said.</param>
    /// <param name="Assigned">The person said nothing of the attribute: Wire chose the value in that change.</param>
    public sealed record ByChange(int Number, string Actor, string? Message, bool Assigned) : BlameSource
    {
        public override string ToString() => Assigned ? $"assigned by #{Number}" : $"#{Number} {Actor}" + (Message is null ? "" : $": {Message}");
    }

    /// <summary>Another program, by the netlink port of its request.</summary>
    public sealed record ByProgram(uint PortId, string? Program) : BlameSource
    {
        public override string ToString() => CauseText.Of(new(PortId, 0, Program: Program));
    }

    /// <summary>The kernel itself, or a request whose sender it does not tell.</summary>
    public sealed record ByKernel : BlameSource
    {
        public override string ToString() => "kernel";
    }

    /// <summary>A plan of Wire's, for a value that nobody asked for: what goes along with what was asked for.</summary>
    public sealed record ByPlan(int? Change) : BlameSource
    {
        public override string ToString() => Change is { } number ? $"wire, for #{number}" : "wire, healing";
    }
}

/// <param name="Attribute">Its word.</param>
/// <param name="Value">Canonical text.</param>
/// <param name="Time">When it got it.</param>
/// <param name="Position">The event that says so.</param>
/// <param name="By">Who.</param>
public sealed record BlameLine(string Attribute, string Value, DateTimeOffset Time, long Position, BlameSource By);

/// <param name="Kind">Its kind.</param>
/// <param name="Key">Its key.</param>
/// <param name="Exists">The kernel shows it; otherwise the lines are what is declared of it.</param>
/// <param name="Lines">One for each attribute with a value, in the kind's order.</param>
public sealed record BlamedObject(ResourceKind Kind, ResourceKey Key, bool Exists, ImmutableArray<BlameLine> Lines);
