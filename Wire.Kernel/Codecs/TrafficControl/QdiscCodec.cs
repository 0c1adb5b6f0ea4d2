using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>RTM_NEWQDISC and RTM_DELQDISC (<c>tcmsg</c>) for one kind: what is its own is TCA_OPTIONS.</summary>
/// <param name="kind">The kind in the domain.</param>
/// <param name="word">TCA_KIND.</param>
internal abstract class QdiscCodec(ResourceKind kind, string word) : ResourceCodec
{
    public override ResourceKind Kind { get; } = kind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<TcMsg>(), TrafficControlTables.Tc);

    public string Word { get; } = word;

    public override ObjectSource Source => QdiscSource.The;

    /// <summary>A qdisc with what only its kind has.</summary>
    /// <param name="options">The reader at TCA_OPTIONS.</param>
    /// <param name="unknown">Where attributes go that are not decoded.</param>
    public abstract Qdisc Decode(scoped in AttributeReader options, UnknownAttributes unknown);

    /// <summary>Writes TCA_OPTIONS.</summary>
    /// <param name="writer">The request.</param>
    /// <param name="qdisc">What it shall be.</param>
    /// <param name="isChange">It exists.</param>
    protected abstract void Encode(NetlinkMessageWriter writer, Qdisc qdisc, bool isChange);

    public override void EncodeCreate(RequestBuilder builder, Operation operation) => Encode(builder, NLM_F_CREATE | NLM_F_EXCL, (Qdisc)operation.After!, isChange: false);

    public override void EncodeChange(RequestBuilder builder, Operation operation) => Encode(builder, 0, Whole.After<Qdisc>(operation), isChange: true);

    private void Encode(RequestBuilder builder, ushort flags, Qdisc qdisc, bool isChange)
    {
        NetlinkMessageWriter writer = builder.Begin(RTM_NEWQDISC, flags, new TcMsg
        {
            tcm_ifindex = builder.Indexes.Of(qdisc.Dev),
            tcm_parent = qdisc.EffectiveParent,
            tcm_handle = qdisc.EffectiveParent == TcHandles.Ingress ? TcHandles.IngressHandle : qdisc.Handle ?? 0,
        });
        writer.WriteString(TCA_KIND, Word);
        Encode(writer, qdisc, isChange);
        builder.End();
    }

    public override void EncodeDelete(RequestBuilder builder, Operation operation)
    {
        Qdisc qdisc = (Qdisc)operation.Before!;
        builder.Begin(RTM_DELQDISC, 0, new TcMsg { tcm_ifindex = builder.Indexes.Of(qdisc.Dev), tcm_parent = qdisc.EffectiveParent });
        builder.End();
    }

    /// <summary>ENOENT: the place is empty, or the kernel's own default is in it. EINVAL: there is no such class.</summary>
    public override bool MeansGone(int errno) => errno is Errno.ENOENT or Errno.EINVAL or Errno.ENODEV;
}
