using Wire.Domain;

namespace Wire.Kernel;

/// <summary>A macvtap says of itself what a macvlan does (drivers/net/macvtap.c is a front to drivers/net/macvlan.c).</summary>
internal sealed class MacvtapCodec() : LinkCodec(Macvtap.TheKind, "macvtap")
{
    private static readonly MacvlanCodec Same = new();

    public override AttributePlace DataPlace => AttributePlace.MacvlanData;

    public override AttributeTable DataNames => LinkTables.Macvlan;

    public override Link Decode(scoped in LinkData data)
    {
        Macvlan told = (Macvlan)Same.Decode(data);
        return new Macvtap
        {
            Parent = told.Parent, Mode = told.Mode, NoPromisc = told.NoPromisc, NoDst = told.NoDst, BcQueueLength = told.BcQueueLength,
            BcLimit = told.BcLimit, Sources = told.Sources,
        };
    }

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes) => Same.Encode(writer, AsMacvlan((Macvtap)link), indexes);

    public override uint? LowerIndex(Link link, LinkIndexes indexes) => Same.LowerIndex(AsMacvlan((Macvtap)link), indexes);

    public override Link ForChange(Link asked, Link before, Link after)
    {
        Macvlan change = (Macvlan)Same.ForChange(AsMacvlan((Macvtap)asked), AsMacvlan((Macvtap)before), AsMacvlan((Macvtap)after));
        return (Macvtap)asked with { NoPromisc = change.NoPromisc, NoDst = change.NoDst, Sources = change.Sources };
    }

    public override Link WithCreationDefaults(Link link) => link is Macvtap { Sources.Count: 0 } macvtap ? macvtap with { Sources = null } : link;

    private static Macvlan AsMacvlan(Macvtap tap) => new()
    {
        Parent = tap.Parent, Mode = tap.Mode, NoPromisc = tap.NoPromisc, NoDst = tap.NoDst, BcQueueLength = tap.BcQueueLength,
        BcLimit = tap.BcLimit, Sources = tap.Sources,
    };
}
