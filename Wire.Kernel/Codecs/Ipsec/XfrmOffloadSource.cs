using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// The states that a device does the cryptography of, looked at from time to time: the kernel drops them without a word when the device goes
/// down or away (<c>xfrm_dev_state_flush</c>, net/xfrm/xfrm_device.c).
/// </summary>
internal sealed class XfrmOffloadSource : ObjectSource
{
    public static XfrmOffloadSource The { get; } = new();

    public override NetlinkFamily Family => NetlinkFamily.Xfrm;

    public override bool IsHomeOnly => true;

    public override bool IsPolled => true;

    public override bool IsWorthPolling(ObjectContext context) => context.Told().Any(r => r is XfrmState { OffloadDev: not null });

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => IsWorthPolling(context) ? XfrmStateSource.The.Listings(context) : [];

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        int first = into.Count;
        XfrmStateSource.The.Decode(message, context, into);
        if (into.Count > first && into[first] is XfrmState { OffloadDev: null })
        {
            into.RemoveAt(first);
        }
    }
}
