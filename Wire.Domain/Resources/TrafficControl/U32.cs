using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A filter by any bits of the packet, or a hash table of such filters (cls_u32; TCA_U32_*, tc-u32(8)).</summary>
public sealed record U32 : Filter
{
    /// <summary>The first node that the kernel would give out itself (gen_new_kid, net/sched/cls_u32.c).</summary>
    private const uint NodeDefault = 0x800;

    /// <summary>Tables from here on are the kernel's own, one for each priority (u32_init).</summary>
    public const uint OwnTables = 0x8000_0000;

    /// <summary>All have to fit.</summary>
    public ValueList<U32Key>? Matches { get; init; }

    /// <summary>TCA_U32_MARK.</summary>
    public U32Mark? Mark { get; init; }

    /// <summary>TCA_U32_HASH: the table, or bucket, that it is in; null is the priority's own.</summary>
    public uint? Table { get; init; }

    /// <summary>TCA_U32_LINK: the table in which packets are looked up next.</summary>
    public uint? Link { get; init; }

    /// <summary>hmask and hoff.</summary>
    public U32HashKey? HashKey { get; init; }

    /// <summary>off, offoff, offmask, offshift.</summary>
    public U32Offset? Offset { get; init; }

    /// <summary>TCA_U32_DIVISOR: this is a table of so many buckets, not a filter.</summary>
    public uint? Divisor { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("u32", () => new U32(), U32Formats.Handle, Mutability.InPlace, isMade: true,
        new ListAttribute<U32, U32Key>(U32Key.Format, f => f.Matches, (f, x) => f with { Matches = x }, ListOrder.Kept)
            { Id = 20, Name = "match", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "", Help = "bits of the packet that have to be so, in the words of tc-u32(8)" },
        new ValueAttribute<U32, U32Mark>(U32Formats.Mark, f => f.Mark, (f, x) => f with { Mark = x })
            { Id = 21, Name = "mark", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "the packet's mark, and the bits of it that count" },
        new ValueAttribute<U32, uint>(U32Formats.Table, f => f.Table, (f, x) => f with { Table = x })
            { Id = 22, Name = "ht", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "the hash table, and its bucket, that the filter is in; the priority's own when not said" },
        new ValueAttribute<U32, uint>(U32Formats.Table, f => f.Link, (f, x) => f with { Link = x })
            { Id = 23, Name = "link", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "the hash table in which the packets are looked up next" },
        new ValueAttribute<U32, U32HashKey>(U32Formats.HashKey, f => f.HashKey, (f, x) => f with { HashKey = x })
            { Id = 24, Name = "hashkey", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "the bits of the packet that choose the bucket of the linked table" },
        new ValueAttribute<U32, U32Offset>(U32Formats.Offset, f => f.Offset, (f, x) => f with { Offset = x })
            { Id = 25, Name = "offset", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "how far the linked table goes on in the packet" },
        new ValueAttribute<U32, uint>(Number(1, 256), f => f.Divisor, (f, x) => f with { Divisor = x })
            { Id = 26, Name = "divisor", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "this is a hash table of so many buckets, a power of two" });

    public override ResourceKind Kind => TheKind;

    /// <summary>The kernel numbers each priority's own table; what is asked and named is only the place in it.</summary>
    private uint EffectiveHandle => Handle is not { } handle ? NodeDefault : handle >= OwnTables ? handle & 0xFFF : handle;

    private protected override string? HandleText => EffectiveHandle == NodeDefault ? null : U32Formats.Text(EffectiveHandle);

    /// <summary>The tables of the same priority that it is in and leads to come first.</summary>
    public override IEnumerable<ResourceKey> Dependencies => base.Dependencies.Concat(Tables);

    public override IEnumerable<ResourceKey> GoesWith => base.GoesWith.Concat(Tables);

    private IEnumerable<ResourceKey> Tables => new[] { Table, Link }.OfType<uint>().Select(t => t & 0xFFF0_0000).Where(t => t != 0).Distinct()
        .Select(t => (this with { Handle = t }).Key);

    public override void Check(ValidationContext context)
    {
        base.Check(context);
        if (Divisor is { } divisor && !uint.IsPow2(divisor))
        {
            context.Report("divisor", $"{divisor} is no power of two", "expected 1, 2, 4, … 256");
        }
        if (Divisor is not null && (Handle ?? 0) >> 20 == 0)
        {
            context.Report("divisor", "a hash table has a handle of its own", "expected for example 'handle 1:'");
        }
        if (Divisor is null && Matches is null or { Count: 0 } && Mark is null)
        {
            context.Report(null, "a u32 filter says no 'match'", "expected for example 'match ip dst 10.0.0.0/8', or 'match u32 0 0 at 0' for all packets");
        }
    }
}
