using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxPktSched;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>
/// RTM_NEWTCLASS and RTM_DELTCLASS of htb. The link layer is always said, so the kernel needs no rate table
/// (TCA_HTB_RTAB is read for TC_LINKLAYER_UNAWARE alone: <c>htb_change_class</c>, net/sched/sch_htb.c).
/// </summary>
internal sealed class HtbClassCodec : ResourceCodec
{
    public const string Word = "htb";

    public override ResourceKind Kind => HtbClass.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<TcMsg>(), TrafficControlTables.Tc);

    public override ObjectSource Source => HtbClassSource.The;

    /// <summary>What is in TCA_OPTIONS.</summary>
    public static HtbClass Decode(scoped in AttributeReader options, UnknownAttributes unknown)
    {
        TcHtbOpt opt = default;
        ulong? rate64 = null, ceil64 = null;
        AttributeReader attributes = options.Nested();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_HTB_PARMS:
                    opt = attributes.ReadFixed<TcHtbOpt>();
                    break;
                case TCA_HTB_RATE64:
                    rate64 = attributes.ReadU64();
                    break;
                case TCA_HTB_CEIL64:
                    ceil64 = attributes.ReadU64();
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.Other);
                    break;
            }
        }
        ulong rate = rate64 ?? opt.rate.rate, ceil = ceil64 ?? opt.ceil.rate;
        return new()
        {
            Rate = rate,
            Ceil = ceil,
            Burst = TcTicks.Bytes(opt.buffer, rate),
            Cburst = TcTicks.Bytes(opt.cbuffer, ceil),
            Prio = opt.prio,
            Quantum = opt.quantum,
            Overhead = opt.rate.overhead,
            Mpu = opt.rate.mpu,
            LinkLayer = TcRates.LinkLayerOf(opt.rate),
        };
    }

    public override void EncodeCreate(RequestBuilder builder, Operation operation) => Encode(builder, NLM_F_CREATE | NLM_F_EXCL, (HtbClass)operation.After!);

    public override void EncodeChange(RequestBuilder builder, Operation operation) => Encode(builder, 0, Whole.After<HtbClass>(operation));

    private static void Encode(RequestBuilder builder, ushort flags, HtbClass htb)
    {
        NetlinkMessageWriter writer = builder.Begin(RTM_NEWTCLASS, flags, new TcMsg
        {
            tcm_ifindex = builder.Indexes.Of(htb.Dev),
            tcm_handle = htb.ClassId,
            tcm_parent = htb.EffectiveParent,
        });
        writer.WriteString(TCA_KIND, Word);
        int options = writer.BeginNested(TCA_OPTIONS);
        ulong rate = htb.Rate ?? 0, ceil = htb.EffectiveCeil;
        writer.WriteStruct(TCA_HTB_PARMS, new TcHtbOpt
        {
            rate = TcRates.Of(rate, htb.Overhead, htb.Mpu, htb.LinkLayer),
            ceil = TcRates.Of(ceil, htb.Overhead, htb.Mpu, htb.LinkLayer),
            buffer = rate == 0 ? 0 : TcTicks.Of(htb.EffectiveBurst, rate),
            cbuffer = ceil == 0 ? 0 : TcTicks.Of(htb.EffectiveCburst, ceil),
            quantum = htb.Quantum ?? 0,
            prio = htb.Prio ?? 0,
        });
        TcRates.WriteWide(writer, TCA_HTB_RATE64, rate);
        TcRates.WriteWide(writer, TCA_HTB_CEIL64, ceil);
        writer.EndNested(options);
        builder.End();
    }

    public override void EncodeDelete(RequestBuilder builder, Operation operation)
    {
        HtbClass htb = (HtbClass)operation.Before!;
        builder.Begin(RTM_DELTCLASS, 0, new TcMsg { tcm_ifindex = builder.Indexes.Of(htb.Dev), tcm_handle = htb.ClassId, tcm_parent = htb.EffectiveParent });
        builder.End();
    }

    public override bool MeansGone(int errno) => errno is Errno.ENOENT or Errno.ENODEV;
}

/// <summary>Classes of htb, listed for each link that has such a qdisc. Other kinds' classes are flows or bands, which come by themselves.</summary>
internal sealed class HtbClassSource : ObjectSource
{
    private const int TcMsgBytes = 20;

    public static HtbClassSource The { get; } = new();

    public override ImmutableArray<int> Groups { get; } = [RTNLGRP_TC];

    public override ImmutableArray<ushort> Types { get; } = [RTM_NEWTCLASS, RTM_DELTCLASS];

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => context.ToldOf(Qdisc.Collection).OfType<Htb>()
        .Select(h => h.Dev).Distinct().Select(context.Links.IndexOf).OfType<uint>().ToList()
        .Select(index => DumpRequest.Of("classes", RTM_GETTCLASS, new TcMsg { tcm_ifindex = index }, RTM_NEWTCLASS));

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        TcMsg header = message.Fixed<TcMsg>();
        if (context.Links.Reference(header.tcm_ifindex) is not { } dev)
        {
            return;
        }
        UnknownAttributes unknown = context.Unknown;
        unknown.Clear();
        HtbClass? htb = null;
        bool isHtb = false;
        AttributeReader attributes = message.Attributes(TcMsgBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_KIND:
                    isHtb = attributes.ReadString() == HtbClassCodec.Word;
                    break;
                case TCA_OPTIONS when isHtb:
                    int nest = unknown.BeginNested(attributes);
                    htb = HtbClassCodec.Decode(attributes, unknown);
                    unknown.EndNested(nest);
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.TrafficControl);
                    break;
            }
        }
        if (!isHtb)
        {
            return;
        }
        // The kernel says "root" of a class that hangs on the qdisc itself.
        uint parent = header.tcm_parent == TcHandles.Root ? TcHandles.MajorOf(header.tcm_handle) : header.tcm_parent;
        htb = (htb ?? new()) with { Dev = dev, ClassId = header.tcm_handle, Parent = parent, Unknown = unknown.Take() };
        into.Add(htb);
        if (IsDeletion(message))
        {
            TcRiders.AddOf(htb, context, into);
        }
    }
}
