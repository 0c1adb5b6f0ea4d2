using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>Hierarchical token buckets (<c>tc_htb_glob</c>, tc-htb(8)): divides a link's rate among <see cref="HtbClass"/>es. None of it can be changed (sch_htb has no change operation).</summary>
public sealed record Htb : Qdisc
{
    /// <summary>defcls: the minor number of the class for packets that no filter claims; 0 for none.</summary>
    public uint? Default { get; init; }

    /// <summary>rate2quantum: a class's quantum is its rate in bytes per second by this.</summary>
    public uint? R2q { get; init; }

    /// <summary>TCA_HTB_DIRECT_QLEN, packets that wait to go past all classes.</summary>
    public uint? DirectQlen { get; init; }

    /// <summary>TCA_HTB_OFFLOAD: the network card shapes.</summary>
    public bool? Offload { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("htb", () => new Htb(),
        new ValueAttribute<Htb, uint>(TcHandles.Minor, q => q.Default, (q, x) => q with { Default = x })
            { Id = 10, Name = "default", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "0", Help = "the class for packets that no filter claims, its minor number; 0: they are not shaped" },
        new ValueAttribute<Htb, uint>(Number(1), q => q.R2q, (q, x) => q with { R2q = x })
            { Id = 11, Name = "r2q", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "10", Help = "a class's quantum is its rate in bytes per second divided by this" },
        new ValueAttribute<Htb, uint>(Number(), q => q.DirectQlen, (q, x) => q with { DirectQlen = x })
            { Id = 12, Name = "direct-qlen", Mutability = Mutability.Recreate, Help = "packets that may wait to go past all classes; the link's queue length when not said" },
        new ValueAttribute<Htb, bool>(OnOff, q => q.Offload, (q, x) => q with { Offload = x })
            { Id = 13, Name = "offload", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "off", Help = "the network card shapes" });

    public override ResourceKind Kind => TheKind;
}
