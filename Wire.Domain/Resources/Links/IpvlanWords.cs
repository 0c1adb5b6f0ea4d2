namespace Wire.Domain;

/// <summary>What ipvlan and ipvtap share.</summary>
internal static class IpvlanWords
{
    /// <summary>IPVLAN_MODE_L2.</summary>
    public const uint L2 = 0;

    /// <summary>enum ipvlan_mode, linux/if_link.h.</summary>
    public static ValueFormat<uint> Modes { get; } = ValueFormats.Words(("l2", L2), ("l3", 1), ("l3s", 2));

    /// <summary>IPVLAN_F_PRIVATE and IPVLAN_F_VEPA, linux/if_link.h; neither is "bridge", and the kernel refuses both.</summary>
    public static ValueFormat<uint> Isolations { get; } = ValueFormats.Words(("bridge", 0), ("private", 1), ("vepa", 2));
}
