using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// A queueing discipline of a link (<c>tcmsg</c>, linux/rtnetlink.h; tc(8)). Each place (<see cref="Parent"/>) has room for one, of
/// whatever kind. Those that the kernel puts there by itself have no handle and are no objects: they make way for any other and
/// come back after it.
/// </summary>
public abstract record Qdisc : Resource
{
    public const string Collection = "qdisc";

    /// <summary>The reference of the link.</summary>
    public string Dev { get; init; } = "";

    /// <summary>tcm_parent; null is <see cref="TcHandles.Root"/>.</summary>
    public uint? Parent { get; init; }

    /// <summary>tcm_handle: the major number by which its classes and filters name it.</summary>
    public uint? Handle { get; init; }

    /// <summary>tcm_parent, said or not.</summary>
    public virtual uint EffectiveParent => Parent ?? TcHandles.Root;

    public override ResourceKey Key => KeyAt(Dev, EffectiveParent);

    public static ResourceKey KeyAt(string dev, uint parent) => new(Collection, $"{dev} {TcHandles.QdiscParent.Format(parent)}");

    public override IEnumerable<ResourceKey> Dependencies => TcPlaces.Of(Dev, EffectiveParent);

    /// <summary>Its place in the hierarchy: it goes with its class, and with all that is above.</summary>
    public override IEnumerable<ResourceKey> GoesWith => Dependencies;

    public override IEnumerable<ResourceKey> Aliases => Handle is { } handle ? [HandleKey(Dev, handle)] : [];

    /// <summary>How its classes and filters name it.</summary>
    public static ResourceKey HandleKey(string dev, uint handle) => new(Collection, $"{dev} {TcHandles.Text(handle)}");

    private static readonly ResourceAttribute DevAttribute =
        new ReferenceAttribute<Qdisc, string>(ValueFormats.Link, q => q.Dev, (q, x) => q with { Dev = x ?? "" })
            { Id = 1, Name = "dev", Mutability = Mutability.Identity, Help = "the link" };

    private static readonly ResourceAttribute[] Placed =
    [
        DevAttribute,
        new ValueAttribute<Qdisc, uint>(TcHandles.QdiscParent, q => q.Parent, (q, x) => q with { Parent = x })
            { Id = 2, Name = "parent", Mutability = Mutability.Identity, Help = "'root', or the class that it queues for" },
        new ValueAttribute<Qdisc, uint>(TcHandles.Qdisc, q => q.Handle, (q, x) => q with { Handle = x })
            { Id = 3, Name = "handle", Mutability = Mutability.Recreate, Help = "the number by which classes and filters name it; the kernel's choice when not said" },
    ];

    /// <summary>A kind of qdisc: its place and handle, then what it has of its own, with ids from 10.</summary>
    private protected static ResourceKind MakeKind(string name, Func<Qdisc> blank, params ResourceAttribute[] own) => MakeKind(name, blank, isMade: true, own);

    private protected static ResourceKind MakeKind(string name, Func<Qdisc> blank, bool isMade, params ResourceAttribute[] own) => new(name, Collection, blank, [.. Placed, .. own]) { Stage = Stage.Qdisc, IsMade = isMade, IsShownOnly = !isMade };

    /// <summary>A kind that has only one place.</summary>
    private protected static ResourceKind MakeKindOfOnePlace(string name, Func<Qdisc> blank) => new(name, Collection, blank, DevAttribute) { Stage = Stage.Qdisc };
}
