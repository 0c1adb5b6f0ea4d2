using System.Collections.Immutable;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>What sets and maps have in common (NFT_MSG_NEWSET): one space of names in a table.</summary>
public abstract record NftCollection : NftMember
{
    /// <summary>NFT_SET_INTERVAL, NFT_SET_TIMEOUT and NFT_SET_EVAL, which nft(8) calls dynamic.</summary>
    public const uint Interval = 0x4, Timed = 0x10, Dynamic = 0x20;

    /// <summary>NFTA_SET_NAME.</summary>
    public string Name { get; init; } = "";

    /// <summary>The name of the key's type, or of a concatenation's.</summary>
    public string? KeyType { get; init; }

    public uint? Flags { get; init; }

    /// <summary>NFTA_SET_TIMEOUT in milliseconds.</summary>
    public ulong? TimeoutMs { get; init; }

    /// <summary>NFTA_SET_DESC_SIZE.</summary>
    public uint? Size { get; init; }

    /// <summary>Null where packets put them in: those come and go by themselves. Where elements go after a while others may put them in when none is declared.</summary>
    public ValueList<string>? Elements { get; init; }

    /// <summary>What a key maps to; null for a set.</summary>
    public virtual string? MapsTo => null;

    public override ResourceKey Key => SetKey(Table, Name);

    public override int Rank => 2;

    public override IEnumerable<ResourceKey> Dependencies => [TableKey(Table), .. Chains().Select(c => ChainKey(Table, c))];

    public override IEnumerable<ResourceKey> GoesWith => Dependencies;

    public bool IsInterval => (Flags & Interval) is > 0;

    /// <summary>Packets put elements in: they are not declared.</summary>
    public bool IsFilledByPackets => (Flags & Dynamic) is > 0;

    /// <summary>Elements may go by themselves.</summary>
    private bool IsTimed => (Flags & Timed) is > 0;

    public ImmutableArray<NftType> Types => NftType.FindAll(KeyType ?? "") ?? [];

    /// <summary>The chains that a verdict map leads to.</summary>
    private IEnumerable<string> Chains() => MapsTo != NftTypeFormat.Verdict ? []
        : (Elements ?? []).Select(e => e.Split(" : ")).Where(e => e.Length == 2).Select(e => NftRuleText.Parse(e[1])?.Chain).OfType<string>().Distinct();

    public override Resource Completed()
    {
        if (Types is not { IsEmpty: false } types || Elements is not { } elements)
        {
            return IsFilledByPackets || IsTimed ? this : this with { Elements = Elements ?? [] };
        }
        return this with { Elements = elements.Select(e => NftElement.Parse(types, MapsTo, e)?.Format(types, MapsTo) ?? e).ToValueList() };
    }

    public override void Check(ValidationContext context)
    {
        ImmutableArray<NftType> types = Types;
        if (types.IsEmpty)
        {
            return;
        }
        if (IsFilledByPackets && Elements is { Count: > 0 })
        {
            context.Report("element", "packets put the elements into a set with the flag dynamic", "take the flag away, or the elements");
        }
        if (TimeoutMs is not null && (Flags & Timed) is not > 0)
        {
            context.Report("timeout", "a set has a timeout only with the flag timeout", "flags timeout");
        }
        List<NftElement> parsed = [];
        foreach (string text in Elements ?? [])
        {
            if (NftElement.Parse(types, MapsTo, text) is not { } element)
            {
                context.Report("element", $"'{text}' is no element of type {KeyType}{(MapsTo is null ? "" : $" : {MapsTo}")}",
                    $"expected {string.Join(" . ", types.Select(t => t.Expects))}{(MapsTo is null ? "" : ", then ' : ' and what it maps to")}");
            }
            else if (element.TimeoutMs is not null && !IsTimed)
            {
                context.Report("element", $"'{text}' goes after a while", "flags timeout");
            }
            else if (!element.IsOne && !IsInterval)
            {
                context.Report("element", $"'{text}' is more than one value", "flags interval");
            }
            else
            {
                parsed.Add(element);
            }
        }
        if (IsInterval && types is [{ IsHostOrder: true }, ..])
        {
            context.Report("flags", $"a set of type {KeyType} has no intervals", "take the flag away");
        }
        else if (types.Length == 1)
        {
            CheckOverlaps(context, types[0], parsed);
        }
    }

    /// <summary>What had its time and is gone is not missed; it comes back when the set is next changed or made.</summary>
    private static bool AreSame(NftCollection declared, NftCollection observed)
    {
        HashSet<string> asked = [.. declared.Elements!], shown = [.. observed.Elements!];
        return shown.IsSubsetOf(asked) && asked.All(e => shown.Contains(e) || declared.TimeoutMs is not null || NftElement.Parse(declared.Types, declared.MapsTo, e)?.TimeoutMs is not null);
    }

    private static void CheckOverlaps(ValidationContext context, NftType type, List<NftElement> elements)
    {
        if (NftElement.Overlap(elements) is var (first, second))
        {
            context.Report("element", $"'{second.Fields[0].Format(type)}' is in '{first.Fields[0].Format(type)}' already", "take one of them away");
        }
    }

    private protected static ResourceAttribute NameAttribute<T>()
        where T : NftCollection => new ReferenceAttribute<T, string>(NftNameFormat.Instance, s => s.Name.Length == 0 ? null : s.Name, (s, x) => s with { Name = x ?? "" })
            { Id = 1, Name = "name", Mutability = Mutability.Identity, Help = "its name; rules say @NAME" };

    private protected static ResourceAttribute[] CommonAttributes<T>()
        where T : NftCollection =>
    [
        new ReferenceAttribute<T, string>(new NftTypeFormat(verdict: false), s => s.KeyType, (s, x) => s with { KeyType = x })
            { Id = 6, Name = "type", Mutability = Mutability.Recreate, Required = true, Help = "what its elements are" },
        new ValueAttribute<T, uint>(ValueFormats.Flags(("interval", Interval), ("timeout", Timed), ("dynamic", Dynamic)), s => s.Flags, (s, x) => s with { Flags = x })
            { Id = 7, Name = "flags", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "none", Help = "interval: prefixes and ranges; timeout: elements go after a while; dynamic: packets put them in" },
        new ValueAttribute<T, ulong>(NftTimeFormat.Instance, s => s.TimeoutMs, (s, x) => s with { TimeoutMs = x })
            { Id = 8, Name = "timeout", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "after which an element goes" },
        new ValueAttribute<T, uint>(Number(1), s => s.Size, (s, x) => s with { Size = x })
            { Id = 9, Name = "size", Mutability = Mutability.Recreate, UnsetIsDefault = true, MayBeUntold = true, Help = "elements at most" },
        new ListAttribute<T, string>(NftElementFormat.Instance, s => s.Elements, (s, x) => s with { Elements = x }, ListOrder.Sorted)
            { Id = 10, Name = "element", Mutability = Mutability.InPlace, MayBeUntold = true, Same = AreSame, Help = "an element; only the difference goes to the kernel" },
    ];
}

/// <summary>A set that rules look in.</summary>
public sealed record NftSet : NftCollection
{
    public static readonly ResourceKind TheKind = new("nft-set", "nft-set", () => new NftSet(),
        [NameAttribute<NftSet>(), TableAttribute<NftSet>(), FamilyAttribute<NftSet>(), NetnsAttribute<NftSet>(), ProtocolAttribute<NftSet>(), CommentAttribute<NftSet>(), .. CommonAttributes<NftSet>()]) { Stage = Stage.Nft };

    public override ResourceKind Kind => TheKind;
}

/// <summary>A map from keys to values, or to verdicts.</summary>
public sealed record NftMap : NftCollection
{
    /// <summary>NFTA_SET_DATA_TYPE: a type's name, or "verdict".</summary>
    public string? DataType { get; init; }

    public override string? MapsTo => DataType;

    public static readonly ResourceKind TheKind = new("nft-map", "nft-set", () => new NftMap(),
        [NameAttribute<NftMap>(), TableAttribute<NftMap>(), FamilyAttribute<NftMap>(), NetnsAttribute<NftMap>(), ProtocolAttribute<NftMap>(), CommentAttribute<NftMap>(), .. CommonAttributes<NftMap>(),
        new ReferenceAttribute<NftMap, string>(new NftTypeFormat(verdict: true), m => m.DataType, (m, x) => m with { DataType = x })
            { Id = 11, Name = "data", Mutability = Mutability.Recreate, Required = true, Help = "what keys map to: a type, or verdict" }]) { Stage = Stage.Nft };

    public override ResourceKind Kind => TheKind;
}
