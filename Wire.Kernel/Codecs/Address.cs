using System.Collections.Immutable;
using Wire.Domain;
using static Wire.Kernel.LinuxIfAddr;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>RTM_NEWADDR and RTM_DELADDR (<c>ifaddrmsg</c>, rtnetlink(7)).</summary>
internal sealed class AddressCodec : ResourceCodec
{
    private const int IfAddrMsgBytes = 8;

    /// <summary>What an address is asked to be; the other flags are what becomes of it (tentative, permanent, secondary …).</summary>
    private const uint FlagsToAsk = IFA_F_NODAD | IFA_F_OPTIMISTIC | IFA_F_HOMEADDRESS | IFA_F_MANAGETEMPADDR | IFA_F_NOPREFIXROUTE | IFA_F_MCAUTOJOIN;

    public override ObjectSource Source => AddressSource.The;

    public override ResourceKind Kind => Address.TheKind;

    /// <summary>Null for an address of a link that is not known.</summary>
    public static Address? Decode(scoped in NetlinkMessage message, LinkTable links, UnknownAttributes unknown)
    {
        IfAddrMsg header = message.Fixed<IfAddrMsg>();
        if (header.ifa_family is not (AF_INET or AF_INET6) || links.Reference(header.ifa_index) is not { } link)
        {
            return null;
        }
        IpAddr? local = null, address = null;
        uint flags = header.ifa_flags;
        // Told only where somebody chose one. Not "not told": a declaration without one means Wire's own.
        uint protocol = 0;
        unknown.Clear();
        AttributeReader attributes = message.Attributes(IfAddrMsgBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFA_LOCAL:
                    local = attributes.ReadAddress();
                    break;
                case IFA_ADDRESS:
                    address = attributes.ReadAddress();
                    break;
                case IFA_FLAGS:
                    flags = attributes.ReadU32();
                    break;
                case IFA_PROTO:
                    protocol = attributes.ReadU8();
                    break;
                case IFA_LABEL when LinkName.Split(link).Name == attributes.ReadString():
                    // The kernel labels an address with its link's name when nobody chose another label.
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.Address);
                    break;
            }
        }
        if ((local ?? address) is not { } own)
        {
            throw new NetlinkFormatException("an address message names no address", message.Offset);
        }
        if (address is { } peer && peer != own)
        {
            unknown.KeepAddress(IFA_ADDRESS, peer);
        }
        return new Address
        {
            Link = link,
            Prefix = message.Prefix(own, header.ifa_prefixlen),
            Scope = header.ifa_scope,
            Flags = flags,
            Protocol = protocol,
            Unknown = unknown.Take(),
        };
    }

    public override void EncodeCreate(RequestBuilder builder, Operation operation) =>
        Encode(builder, RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, (Address)operation.After!);

    public override void EncodeChange(RequestBuilder builder, Operation operation) =>
        Encode(builder, RTM_NEWADDR, NLM_F_REPLACE, (Address)operation.After!);

    public override void EncodeDelete(RequestBuilder builder, Operation operation) =>
        Encode(builder, RTM_DELADDR, 0, (Address)operation.Before!);

    private static void Encode(RequestBuilder builder, ushort type, ushort flags, Address address)
    {
        NetlinkMessageWriter writer = builder.Begin(type, flags, new IfAddrMsg
        {
            ifa_family = address.Prefix.Address.Family,
            ifa_prefixlen = address.Prefix.Length,
            ifa_scope = (byte)(address.Scope ?? RT_SCOPE_UNIVERSE),
            ifa_index = builder.Indexes.Of(address.Link),
        });
        writer.WriteAddress(IFA_LOCAL, address.Prefix.Address);
        writer.WriteAddress(IFA_ADDRESS, address.Prefix.Address);
        if (type == RTM_NEWADDR)
        {
            writer.WriteU8(IFA_PROTO, (byte)(address.Protocol ?? Ownership.Protocol));
            if ((address.Flags & FlagsToAsk) is { } flagsAsked and not 0)
            {
                writer.WriteU32(IFA_FLAGS, flagsAsked);
            }
        }
        builder.End();
    }

    public override bool MeansGone(int errno) => errno is Errno.EADDRNOTAVAIL or Errno.ENODEV;
}

/// <summary>Addresses of both families.</summary>
internal sealed class AddressSource : ObjectSource
{
    public static AddressSource The { get; } = new();

    public override ImmutableArray<int> Groups { get; } = [RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR];

    public override ImmutableArray<ushort> Types { get; } = [RTM_NEWADDR, RTM_DELADDR];

    private static readonly DumpRequest[] Lists =
    [
        DumpRequest.Of("IPv4 addresses", RTM_GETADDR, new IfAddrMsg { ifa_family = AF_INET }, RTM_NEWADDR),
        DumpRequest.Of("IPv6 addresses", RTM_GETADDR, new IfAddrMsg { ifa_family = AF_INET6 }, RTM_NEWADDR),
    ];

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => Lists;

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        if (AddressCodec.Decode(message, context.Links, context.Unknown) is { } told)
        {
            into.Add(told);
        }
    }
}
