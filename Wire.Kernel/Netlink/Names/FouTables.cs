using static Wire.Kernel.LinuxFou;

namespace Wire.Kernel;

/// <summary>Attributes of FOU (linux/fou.h).</summary>
internal static class FouTables
{
    /// <summary>A request of generic netlink.</summary>
    public static AttributeTable Requests { get; } = new()
    {
        FOU_ATTR_PORT, FOU_ATTR_AF, FOU_ATTR_IPPROTO, FOU_ATTR_TYPE, FOU_ATTR_REMCSUM_NOPARTIAL, FOU_ATTR_LOCAL_V4, FOU_ATTR_LOCAL_V6, FOU_ATTR_PEER_V4,
        FOU_ATTR_PEER_V6, FOU_ATTR_PEER_PORT, FOU_ATTR_IFINDEX,
    };
}
