using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxIfAddr;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>RTM_NEWADDR and RTM_DELADDR (<c>ifaddrmsg</c>, rtnetlink(7)).</summary>
internal sealed class AddressCodec : ResourceCodec
{
    public const int IfAddrMsgBytes = 8;

    /// <summary>What an address is asked to be; the other flags are what becomes of it (tentative, permanent, secondary …).</summary>
    private const uint FlagsToAsk = IFA_F_NODAD | IFA_F_OPTIMISTIC | IFA_F_HOMEADDRESS | IFA_F_MANAGETEMPADDR | IFA_F_NOPREFIXROUTE | IFA_F_MCAUTOJOIN;

    public override ObjectSource Source => AddressSource.The;

    public override ResourceKind Kind => Address.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<IfAddrMsg>(), RouteTables.Address);

    /// <summary>Null for an address of a link that is not known.</summary>
    public static Address? Decode(scoped in NetlinkMessage message, LinkTable links, UnknownAttributes unknown)
    {
        IfAddrMsg header = message.Fixed<IfAddrMsg>();
        if (header.ifa_family is not (AF_INET or AF_INET6) || links.Reference(header.ifa_index) is not { } link)
        {
            return null;
        }
        IpAddr? local = null, address = null, broadcast = null;
        string? label = null;
        uint? metric = null, validLft = null, preferredLft = null;
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
                case IFA_LABEL:
                    // The kernel labels an address with its link's name when nobody chose another label.
                    label = attributes.ReadString() is var told && told == LinkName.Split(link).Name ? null : told;
                    break;
                case IFA_BROADCAST:
                    broadcast = attributes.ReadAddress();
                    break;
                case IFA_RT_PRIORITY:
                    metric = attributes.ReadU32();
                    break;
                case IFA_CACHEINFO:
                    IfaCacheInfo lifetimes = attributes.ReadFixed<IfaCacheInfo>();
                    validLft = lifetimes.ifa_valid == AddressLifetime.Forever ? null : AddressLifetime.Limited;
                    preferredLft = lifetimes.ifa_prefered == AddressLifetime.Forever ? null : AddressLifetime.Limited;
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
        return new Address
        {
            Link = link,
            Prefix = message.Prefix(own, header.ifa_prefixlen),
            Peer = address is { } other && other != own ? other : null,
            Label = label,
            Broadcast = broadcast,
            Metric = metric,
            NoPrefixRoute = Flag(flags, IFA_F_NOPREFIXROUTE),
            NoDad = own.IsV6 ? Flag(flags, IFA_F_NODAD) : null,
            Optimistic = own.IsV6 ? Flag(flags, IFA_F_OPTIMISTIC) : null,
            Home = own.IsV6 ? Flag(flags, IFA_F_HOMEADDRESS) : null,
            ManageTempAddr = own.IsV6 ? Flag(flags, IFA_F_MANAGETEMPADDR) : null,
            AutoJoin = Flag(flags, IFA_F_MCAUTOJOIN),
            ValidLft = validLft,
            // Of an IPv4 address that is valid for ever the kernel tells no other end (inet_fill_ifaddr, net/ipv4/devinet.c).
            PreferredLft = (flags & IFA_F_DEPRECATED) != 0 ? 0 : preferredLft,
            Scope = header.ifa_scope,
            Flags = flags,
            Protocol = protocol,
            Unknown = unknown.Take(),
        };
    }

    /// <summary>Told is only what is set, so that an address without flags is as small as it was.</summary>
    private static bool? Flag(uint flags, uint flag) => (flags & flag) != 0 ? true : null;

    private static uint FlagsToAskOf(Address address)
    {
        uint flags = (address.Flags ?? 0) & FlagsToAsk;
        foreach ((bool? said, uint flag) in ((bool?, uint)[])
        [
            (address.NoPrefixRoute, IFA_F_NOPREFIXROUTE), (address.NoDad, IFA_F_NODAD), (address.Optimistic, IFA_F_OPTIMISTIC),
            (address.Home, IFA_F_HOMEADDRESS), (address.ManageTempAddr, IFA_F_MANAGETEMPADDR), (address.AutoJoin, IFA_F_MCAUTOJOIN),
        ])
        {
            flags = said switch { true => flags | flag, false => flags & ~flag, null => flags };
        }
        return flags;
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
        writer.WriteAddress(IFA_ADDRESS, address.Peer ?? address.Prefix.Address);
        if (type == RTM_NEWADDR)
        {
            writer.WriteU8(IFA_PROTO, (byte)(address.Protocol ?? Ownership.Protocol));
            EncodeAsked(writer, address);
        }
        builder.End();
    }

    private static void EncodeAsked(NetlinkMessageWriter writer, Address address)
    {
        if (address.Label is { Length: > 0 } label)
        {
            writer.WriteString(IFA_LABEL, label);
        }
        if (address.Broadcast is { IsAny: false } broadcast)
        {
            writer.WriteAddress(IFA_BROADCAST, broadcast);
        }
        if (FlagsToAskOf(address) is not 0 and var flags)
        {
            writer.WriteU32(IFA_FLAGS, flags);
        }
        if (address.Metric is { } metric)
        {
            writer.WriteU32(IFA_RT_PRIORITY, metric);
        }
        // Of an address that is put back it is not known how much was left: it is for who made it to say.
        uint valid = Asked(address.ValidLft), preferred = Asked(address.PreferredLft);
        if (valid != AddressLifetime.Forever || preferred != AddressLifetime.Forever)
        {
            writer.WriteStruct(IFA_CACHEINFO, new IfaCacheInfo { ifa_valid = valid, ifa_prefered = preferred });
        }
    }

    private static uint Asked(uint? lifetime) => lifetime is null or AddressLifetime.Limited ? AddressLifetime.Forever : lifetime.Value;

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

    public override bool IsSelfContained => true;

    public override bool TrySum(scoped in NetlinkMessage message, ref MessageSum sum)
    {
        sum.Add(message.FixedBytes(AddressCodec.IfAddrMsgBytes));
        AttributeReader attributes = message.Attributes(AddressCodec.IfAddrMsgBytes);
        while (attributes.Read())
        {
            if (attributes.Type == IFA_CACHEINFO)
            {
                // A lifetime that runs is the same while it does.
                IfaCacheInfo lifetimes = attributes.ReadFixed<IfaCacheInfo>();
                sum.Add((lifetimes.ifa_valid == AddressLifetime.Forever ? 1u : 0) | (lifetimes.ifa_prefered == AddressLifetime.Forever ? 2u : 0));
            }
            else
            {
                sum.Add(attributes.Raw);
            }
        }
        return true;
    }

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        if (AddressCodec.Decode(message, context.Links, context.Unknown) is { } told)
        {
            into.Add(told);
        }
    }
}
