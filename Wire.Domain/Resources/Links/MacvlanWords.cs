namespace Wire.Domain;

/// <summary>What macvlan and macvtap share.</summary>
internal static class MacvlanWords
{
    /// <summary>MACVLAN_MODE_PASSTHRU.</summary>
    public const uint Passthru = 8;

    /// <summary>MACVLAN_MODE_SOURCE.</summary>
    public const uint Source = 16;

    /// <summary>enum macvlan_mode, linux/if_link.h.</summary>
    public static ValueFormat<uint> Modes { get; } =
        ValueFormats.Words(("private", 1), ("vepa", 2), ("bridge", 4), ("passthru", Passthru), ("source", Source));

    public static void Check(ValidationContext context, uint? mode, bool? noPromisc, ValueList<MacAddress>? sources)
    {
        if (sources is { Count: > 0 } && mode != Source)
        {
            context.Report("macaddr", "only mode source takes packets by their sender", "expected 'mode source' too");
        }
        if (noPromisc == true && mode != Passthru)
        {
            context.Report("nopromisc", "only mode passthru makes its parent promiscuous", "expected 'mode passthru' too");
        }
    }

    /// <summary>The kernel lets a macvlan neither into passthru nor out of it (macvlan_changelink).</summary>
    public static Func<Resource, Resource, Mutability> ModeChange<T>(Func<T, uint?> mode)
        where T : Link => (live, declared) =>
        mode((T)live) == Passthru || mode((T)declared) == Passthru ? Mutability.Recreate : Mutability.InPlace;
}
