using System.Collections.Immutable;
using Wire.Domain;
using static Wire.Kernel.LinuxNeighbour;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>RTM_NEWNEIGH and RTM_DELNEIGH of AF_INET and AF_INET6 (<c>ndmsg</c>, ip-neighbour(8)).</summary>
internal sealed class NeighbourCodec : ResourceCodec
{
    private const int NdMsgBytes = 12;

    /// <summary>The kernel goes from one of these to the next by itself: told as one, they are no news.</summary>
    private const ushort Moving = NUD_REACHABLE | NUD_STALE | NUD_DELAY | NUD_PROBE;

    public override ObjectSource Source => NeighbourSource.The;

    public override ObjectSource Unannounced => ProxySource.The;

    public override ResourceKind Kind => Neighbour.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(NdMsgBytes, RouteTables.Neighbour);

    /// <summary>
    /// Null for another family, for one of an unknown link, and for what the kernel learned: a permanent entry, one that was given a
    /// protocol, by a control plane or into the kernel's care is told, and what was told is told on.
    /// </summary>
    public static Neighbour? Decode(scoped in NetlinkMessage message, ObjectContext context)
    {
        NdMsg header = message.Fixed<NdMsg>();
        if (header.ndm_family is not (AF_INET or AF_INET6) || context.Links.Reference(header.ndm_ifindex) is not { } dev)
        {
            return null;
        }
        IpAddr? address = null;
        MacAddress? mac = null;
        uint protocol = 0, more = 0;
        context.Unknown.Clear();
        AttributeReader attributes = message.Attributes(NdMsgBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case NDA_DST:
                    address = attributes.ReadAddress();
                    break;
                case NDA_LLADDR when attributes.Payload.Length == 6:
                    mac = attributes.ReadMac();
                    break;
                case NDA_PROTOCOL:
                    protocol = attributes.ReadU8();
                    break;
                case NDA_FLAGS_EXT:
                    more = attributes.ReadU32();
                    break;
                default:
                    context.Unknown.Keep(attributes, AttributePlace.Neighbour);
                    break;
            }
        }
        bool proxy = (header.ndm_flags & NTF_PROXY) != 0;
        Neighbour told = new()
        {
            Address = address ?? throw new NetlinkFormatException("a neighbour message names no address", message.Offset),
            Dev = dev,
            Proxy = proxy ? true : null,
            LinkLayer = proxy ? null : mac,
            State = proxy ? null : (header.ndm_state & Moving) != 0 ? NUD_REACHABLE : header.ndm_state,
            Router = Flag(header.ndm_flags, NTF_ROUTER),
            ExternLearn = Flag(header.ndm_flags, NTF_EXT_LEARNED),
            Managed = Flag((ushort)more, NTF_EXT_MANAGED),
            Protocol = protocol == 0 ? null : protocol,
            Unknown = context.Unknown.Take(),
        };
        bool lasts = proxy || protocol != 0 || (header.ndm_state & NUD_PERMANENT) != 0 || told.ExternLearn == true || told.Managed == true;
        return lasts || context.FindTold(told) is not null ? told : null;
    }

    private static bool? Flag(ushort flags, ushort flag) => (flags & flag) != 0 ? true : null;

    /// <summary>Replacing: what the kernel learned about the address meanwhile is in nobody's way.</summary>
    public override void EncodeCreate(RequestBuilder builder, Operation operation) =>
        Encode(builder, RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_REPLACE, (Neighbour)operation.After!);

    public override void EncodeChange(RequestBuilder builder, Operation operation) =>
        Encode(builder, RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_REPLACE, (Neighbour)operation.After!);

    public override void EncodeDelete(RequestBuilder builder, Operation operation) => Encode(builder, RTM_DELNEIGH, 0, (Neighbour)operation.Before!);

    private static void Encode(RequestBuilder builder, ushort type, ushort flags, Neighbour entry)
    {
        bool makes = type == RTM_NEWNEIGH, proxy = entry.Proxy == true;
        // Without an address the kernel has to ask first: then it is in no state yet.
        bool asks = entry.Managed == true && entry.LinkLayer is null;
        NetlinkMessageWriter writer = builder.Begin(type, flags, new NdMsg
        {
            ndm_family = entry.Address.Family,
            ndm_ifindex = builder.Indexes.Of(entry.Dev),
            ndm_state = !makes || asks ? (ushort)0 : (ushort)(entry.State ?? NUD_PERMANENT),
            ndm_flags = (byte)((proxy ? NTF_PROXY : 0) | (makes && entry.Router == true ? NTF_ROUTER : 0) | (makes && entry.ExternLearn == true ? NTF_EXT_LEARNED : 0)),
        });
        if (makes)
        {
            writer.WriteU8(NDA_PROTOCOL, (byte)(entry.Protocol ?? Ownership.Protocol));
        }
        writer.WriteAddress(NDA_DST, entry.Address);
        if (makes)
        {
            if (entry.LinkLayer is { } mac)
            {
                writer.WriteMac(NDA_LLADDR, mac);
            }
            if (entry.Managed == true)
            {
                writer.WriteU32(NDA_FLAGS_EXT, NTF_EXT_MANAGED);
            }
        }
        builder.End();
    }

    public override bool MeansGone(int errno) => errno is Errno.ENOENT or Errno.ENODEV;
}

/// <summary>Neighbours of both families, but for those that are answered for.</summary>
internal sealed class NeighbourSource : ObjectSource
{
    public static NeighbourSource The { get; } = new();

    public override ImmutableArray<int> Groups { get; } = [RTNLGRP_NEIGH];

    public override ImmutableArray<ushort> Types { get; } = [RTM_NEWNEIGH, RTM_DELNEIGH];

    private static readonly DumpRequest[] Lists =
    [
        DumpRequest.Of("IPv4 neighbours", RTM_GETNEIGH, new NdMsg { ndm_family = AF_INET }, RTM_NEWNEIGH),
        DumpRequest.Of("IPv6 neighbours", RTM_GETNEIGH, new NdMsg { ndm_family = AF_INET6 }, RTM_NEWNEIGH),
    ];

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => Lists;

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        if (NeighbourCodec.Decode(message, context) is { } told)
        {
            into.Add(told);
        }
    }
}

/// <summary>The addresses that are answered for. They have a listing of their own, and the kernel announces none of their changes (<c>pneigh_lookup</c>).</summary>
internal sealed class ProxySource : ObjectSource
{
    public static ProxySource The { get; } = new();

    private static readonly DumpRequest[] Lists =
    [
        DumpRequest.Of("IPv4 addresses answered for", RTM_GETNEIGH, new NdMsg { ndm_family = AF_INET, ndm_flags = NTF_PROXY }, RTM_NEWNEIGH),
        DumpRequest.Of("IPv6 addresses answered for", RTM_GETNEIGH, new NdMsg { ndm_family = AF_INET6, ndm_flags = NTF_PROXY }, RTM_NEWNEIGH),
    ];

    public override bool IsPolled => true;

    public override bool IsWorthPolling(ObjectContext context) =>
        context.Watched.Any(k => k.Collection == Neighbour.TheKind.Collection) || context.ToldOf(Neighbour.TheKind.Collection).Any(r => r is Neighbour { Proxy: true });

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => Lists;

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into) => NeighbourSource.The.Decode(message, context, into);
}
