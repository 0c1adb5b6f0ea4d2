using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxFou;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>UDP ports that unpack tunnels' packets: FOU_CMD_ADD, FOU_CMD_DEL. The kernel changes nothing of one.</summary>
internal sealed class FouPortCodec : ResourceCodec
{
    public override ObjectSource Source => FouPortSource.The;

    public override ResourceKind Kind => FouPort.TheKind;

    public override KernelNeed Need { get; } = new GenericFamilyNeed("UDP ports for tunnels", "CONFIG_NET_FOU; where it is a module: modprobe fou", FouPortSource.FamilyName);

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<GenlMsgHdr>(), FouTables.Requests);

    public override void EncodeCreate(RequestBuilder builder, Operation operation)
    {
        FouPort port = (FouPort)operation.After!;
        NetlinkMessageWriter writer = Begin(builder, FOU_CMD_ADD, port);
        if (port.IpProto is { } protocol)
        {
            writer.WriteU8(FOU_ATTR_IPPROTO, (byte)protocol);
        }
        writer.WriteU8(FOU_ATTR_TYPE, port.Gue == true ? FOU_ENCAP_GUE : FOU_ENCAP_DIRECT);
        builder.End();
    }

    public override void EncodeChange(RequestBuilder builder, Operation operation) =>
        throw new InvalidOperationException($"{operation.After!.Title}: nothing of it can be changed");

    /// <summary>The kernel looks for one with the same addresses, ports and link (<c>fou_cfg_cmp</c>, net/ipv4/fou_core.c).</summary>
    public override void EncodeDelete(RequestBuilder builder, Operation operation)
    {
        Begin(builder, FOU_CMD_DEL, (FouPort)operation.Before!);
        builder.End();
    }

    /// <summary>EINVAL: no such port (<c>fou_destroy</c> begins with it).</summary>
    public override bool MeansGone(int errno) => errno is Errno.EINVAL or Errno.ENOENT;

    private static NetlinkMessageWriter Begin(RequestBuilder builder, byte command, FouPort port)
    {
        NetlinkMessageWriter writer = builder.BeginGeneric(FouPortSource.FamilyName, command, FOU_GENL_VERSION);
        writer.WriteU16Be(FOU_ATTR_PORT, (ushort)port.Port);
        writer.WriteU8(FOU_ATTR_AF, port.IsV6 ? AF_INET6 : AF_INET);
        if (port.Local is { } local)
        {
            writer.WriteAddress(local.IsV6 ? FOU_ATTR_LOCAL_V6 : FOU_ATTR_LOCAL_V4, local);
        }
        if (port.Peer is { } peer)
        {
            writer.WriteAddress(peer.IsV6 ? FOU_ATTR_PEER_V6 : FOU_ATTR_PEER_V4, peer);
        }
        if (port.PeerPort is { } peerPort)
        {
            writer.WriteU16Be(FOU_ATTR_PEER_PORT, (ushort)peerPort);
        }
        if (port.Dev is { } dev)
        {
            writer.WriteU32(FOU_ATTR_IFINDEX, builder.Indexes.Of(dev));
        }
        return writer;
    }
}

/// <summary>The ports of a namespace, by FOU_CMD_GET. The kernel announces none of their changes.</summary>
internal sealed class FouPortSource : ObjectSource
{
    public const string FamilyName = "fou";

    private const int GenlMsgHdrBytes = 4;

    public static FouPortSource The { get; } = new();

    public override NetlinkFamily Family => NetlinkFamily.Generic;

    public override string GenericName => FamilyName;

    public override bool IsPolled => true;

    /// <summary>What is known of is looked at again; the first one is found when a plan is through.</summary>
    public override bool IsWorthPolling(ObjectContext context) => false;

    public override bool ComesWithPlans => true;

    private static readonly DumpRequest[] Lists = [DumpRequest.Generic("UDP ports for tunnels", FamilyName, FOU_CMD_GET, FOU_GENL_VERSION)];

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => Lists;

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        FouPort port = new() { Netns = context.Netns };
        uint index = 0;
        context.Unknown.Clear();
        AttributeReader attributes = message.Attributes(GenlMsgHdrBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case FOU_ATTR_PORT:
                    port = port with { Port = attributes.ReadU16Be() };
                    break;
                case FOU_ATTR_AF:
                    port = port with { Family = attributes.ReadU8() is AF_INET6 ? AF_INET6 : null };
                    break;
                case FOU_ATTR_IPPROTO:
                    port = port with { IpProto = attributes.ReadU8() is var protocol and not 0 ? protocol : null };
                    break;
                case FOU_ATTR_TYPE:
                    port = port with { Gue = attributes.ReadU8() == FOU_ENCAP_GUE };
                    break;
                case FOU_ATTR_LOCAL_V4 or FOU_ATTR_LOCAL_V6:
                    port = port with { Local = Known(attributes.ReadAddress()) };
                    break;
                case FOU_ATTR_PEER_V4 or FOU_ATTR_PEER_V6:
                    port = port with { Peer = Known(attributes.ReadAddress()) };
                    break;
                case FOU_ATTR_PEER_PORT:
                    port = port with { PeerPort = attributes.ReadU16Be() is var peerPort and not 0 ? peerPort : null };
                    break;
                case FOU_ATTR_IFINDEX:
                    index = attributes.ReadU32();
                    break;
                default:
                    context.Unknown.Keep(attributes, AttributePlace.Other);
                    break;
            }
        }
        string? dev = index == 0 ? null : context.Links.Reference(index);
        if (index == 0 || dev is not null)
        {
            into.Add(port with { Dev = dev, Unknown = context.Unknown.Take() });
        }
    }

    private static IpAddr? Known(IpAddr address) => address.IsAny ? null : address;
}
