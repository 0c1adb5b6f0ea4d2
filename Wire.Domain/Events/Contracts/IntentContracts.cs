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

    public static readonly EventContract Adopted = new EventContract<LinkAdopted>(new("link.adopted", 1, EventStream.Intent), 1,
        static (ref w, e) => w.Write(e.Reference),
        static (ref r) => new(r.ReadText()));

    public static readonly EventContract Released = new EventContract<LinkReleased>(new("link.released", 1, EventStream.Intent), 1,
        static (ref w, e) => w.Write(e.Reference),
        static (ref r) => new(r.ReadText()));

    public static EventContract[] All => [Requested, Confirmed, Adopted, Released];
}
