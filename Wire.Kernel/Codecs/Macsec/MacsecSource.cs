using Wire.Domain;
using static Wire.Kernel.LinuxMacsec;

namespace Wire.Kernel;

/// <summary>Channels and associations of all MACsec links, by MACSEC_CMD_GET_TXSC. The kernel announces none of their changes, and tells no key.</summary>
internal sealed class MacsecSource : ObjectSource
{
    public const string FamilyName = "macsec";

    private const int GenlMsgHdrBytes = 4;

    public static MacsecSource The { get; } = new();

    public static KernelNeed Need { get; } = new GenericFamilyNeed("MACsec", "CONFIG_MACSEC", FamilyName);

    public override NetlinkFamily Family => NetlinkFamily.Generic;

    public override string GenericName => FamilyName;

    public override bool IsPolled => true;

    public override bool IsWorthPolling(ObjectContext context) => context.Links.Has(Macsec.TheKind);

    private static readonly DumpRequest[] Lists = [DumpRequest.Generic("MACsec links", FamilyName, MACSEC_CMD_GET_TXSC, MACSEC_GENL_VERSION)];

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => IsWorthPolling(context) ? Lists : [];

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        string? dev = null;
        AttributeReader attributes = message.Attributes(GenlMsgHdrBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case MACSEC_ATTR_IFINDEX:
                    dev = context.Links.Reference(attributes.ReadU32());
                    break;
                case MACSEC_ATTR_TXSA_LIST when dev is not null:
                    AttributeReader sas = attributes.Nested();
                    while (sas.Read())
                    {
                        Sa sa = DecodeSa(sas.Nested(), context);
                        into.Add(new MacsecTxSa { Dev = dev, An = sa.An, SaKey = sa.Key, Active = sa.Active, Ssci = sa.Ssci, Unknown = sa.Unknown });
                    }
                    break;
                case MACSEC_ATTR_RXSC_LIST when dev is not null:
                    AttributeReader channels = attributes.Nested();
                    while (channels.Read())
                    {
                        DecodeRxSc(channels.Nested(), dev, context, into);
                    }
                    break;
            }
        }
    }

    private static void DecodeRxSc(AttributeReader attributes, string dev, ObjectContext context, List<Resource> into)
    {
        ulong sci = 0;
        bool active = false;
        AttributeReader sas = default;
        context.Unknown.Clear();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case MACSEC_RXSC_ATTR_SCI:
                    sci = attributes.ReadU64Be();
                    break;
                case MACSEC_RXSC_ATTR_ACTIVE:
                    active = attributes.ReadU8() != 0;
                    break;
                case MACSEC_RXSC_ATTR_SA_LIST:
                    sas = attributes.Nested();
                    break;
                default:
                    context.Unknown.Keep(attributes, AttributePlace.MacsecRxSc);
                    break;
            }
        }
        into.Add(new MacsecRxSc { Dev = dev, Sci = sci, Active = active, Unknown = context.Unknown.Take() });
        while (sas.Read())
        {
            Sa sa = DecodeSa(sas.Nested(), context);
            into.Add(new MacsecRxSa { Dev = dev, Sci = sci, An = sa.An, SaKey = sa.Key, Active = sa.Active, Ssci = sa.Ssci, Unknown = sa.Unknown });
        }
    }

    private readonly record struct Sa(uint An, string Key, bool Active, uint? Ssci, RawAttributes Unknown);

    private static Sa DecodeSa(AttributeReader attributes, ObjectContext context)
    {
        byte an = 0;
        bool active = false;
        uint? ssci = null;
        string key = KeyNames.Unknown;
        context.Unknown.Clear();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case MACSEC_SA_ATTR_AN:
                    an = attributes.ReadU8();
                    break;
                case MACSEC_SA_ATTR_ACTIVE:
                    active = attributes.ReadU8() != 0;
                    break;
                case MACSEC_SA_ATTR_KEYID:
                    key = KeyNames.Observed(context.Keys.NamesOf(KeyTrait.Digest, attributes.Payload));
                    break;
                case MACSEC_SA_ATTR_SSCI:
                    ssci = attributes.ReadU32Be();
                    break;
                default:
                    context.Unknown.Keep(attributes, AttributePlace.MacsecSa);
                    break;
            }
        }
        return new(an, key, active, ssci, context.Unknown.Take());
    }
}
