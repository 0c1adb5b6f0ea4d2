namespace Wire.Domain;

/// <summary>Stored forms of the heads in the stream "intent".</summary>
internal static class IntentContracts
{
    public static readonly EventContract Requested = new EventContract<ChangeRequested>(new("change.requested", 1, EventStream.Intent), 6,
        static (ref w, e) =>
        {
            w.Write(e.Number);
            w.Write((int)e.Verb);
            w.Write(e.Message);
            w.WriteOptional(e.Of);
            w.WriteOptional(e.ConfirmBy);
            w.Write(e.File);
        },
        static (ref r) => new(r.ReadCount(), (ChangeVerb)r.ReadWord((int)ChangeVerb.Expire), r.ReadString(), r.ReadOptionalInt32(), r.ReadOptionalTime(), r.ReadString()));

    public static readonly EventContract Confirmed = new EventContract<ChangeConfirmed>(new("change.confirmed", 1, EventStream.Intent), 1,
        static (ref w, e) => w.Write(e.Number),
        static (ref r) => new(r.ReadCount()));

    private static readonly EventContract LinkAdopted = new EventContract<ResourceAdopted>(new("link.adopted", 1, EventStream.Intent), 1,
        static (ref w, e) => w.Write(e.Key.Id),
        static (ref r) => new(ResourceKey.Link(r.ReadText())));

    private static readonly EventContract ObjectAdopted = new EventContract<ResourceAdopted>(new("object.adopted", 1, EventStream.Intent), 1,
        static (ref w, e) => w.WriteKey(e.Key),
        static (ref r) => new(r.ReadKey()));

    private static readonly EventContract LinkReleased = new EventContract<ResourceReleased>(new("link.released", 1, EventStream.Intent), 1,
        static (ref w, e) => w.Write(e.Key.Id),
        static (ref r) => new(ResourceKey.Link(r.ReadText())));

    private static readonly EventContract ObjectReleased = new EventContract<ResourceReleased>(new("object.released", 1, EventStream.Intent), 1,
        static (ref w, e) => w.WriteKey(e.Key),
        static (ref r) => new(r.ReadKey()));

    public static EventContract Adopted(ResourceKey key) => key.IsLink ? LinkAdopted : ObjectAdopted;

    public static EventContract Released(ResourceKey key) => key.IsLink ? LinkReleased : ObjectReleased;

    public static EventContract[] All => [Requested, Confirmed, LinkAdopted, LinkReleased, ObjectAdopted, ObjectReleased];
}
