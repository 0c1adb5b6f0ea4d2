using System.Collections.Frozen;

namespace Wire.Domain;

/// <summary>Four stored events of every kind of resource, named after it: a new kind has them by being registered.</summary>
internal static class ResourceContracts
{
    private static readonly FrozenDictionary<ResourceKind, Contracts> ByKind =
        ResourceKinds.All.ToFrozenDictionary(kind => kind, kind => new Contracts(kind));

    public static IEnumerable<EventContract> All =>
        ByKind.Values.SelectMany(c => (EventContract[])[c.Declared, c.Withdrawn, c.Observed, c.Vanished]);

    public static EventContract Declared(ResourceKind kind) => ByKind[kind].Declared;

    public static EventContract Withdrawn(ResourceKind kind) => ByKind[kind].Withdrawn;

    public static EventContract Observed(ResourceKind kind) => ByKind[kind].Observed;

    public static EventContract Vanished(ResourceKind kind) => ByKind[kind].Vanished;

    private sealed class Contracts(ResourceKind kind)
    {
        public EventContract Declared { get; } = new EventContract<ResourceDeclared>(new($"{kind}.declared", 1, EventStream.Intent), 1,
            static (ref w, e) => DeclaredCodec.Write(ref w, e.Declared),
            (ref r) => new(DeclaredCodec.Read(ref r, kind)));

        public EventContract Withdrawn { get; } = new EventContract<ResourceWithdrawn>(new($"{kind}.withdrawn", 1, EventStream.Intent), 1,
            static (ref w, e) => w.Write(e.Key.Id),
            (ref r) => new(kind, new(kind.Collection, r.ReadText())));

        public EventContract Observed { get; } = new EventContract<ResourceObserved>(new($"{kind}.observed", 1, EventStream.Kernel), 2,
            static (ref w, e) =>
            {
                ResourceCodec.Write(ref w, e.Resource);
                CauseCodec.Write(ref w, e.Cause);
            },
            (ref r) => new(ResourceCodec.Read(ref r, kind), CauseCodec.Read(ref r)));

        public EventContract Vanished { get; } = new EventContract<ResourceVanished>(new($"{kind}.vanished", 1, EventStream.Kernel), 2,
            static (ref w, e) =>
            {
                ResourceCodec.Write(ref w, e.Resource);
                CauseCodec.Write(ref w, e.Cause);
            },
            (ref r) => new(ResourceCodec.Read(ref r, kind), CauseCodec.Read(ref r)));
    }
}
