using System.Reflection;
using System.Text.RegularExpressions;
using Wire.Domain;
using Wire.Kernel.Tests.Vectors;

namespace Wire.Kernel.Tests.Messages;

/// <summary>The names that a refusal tells are those of the headers: the captured requests have them as comments, written from there.</summary>
public sealed partial class NamesOfAttributes
{
    [GeneratedRegex(@"^(?<bytes>(?:\s*[0-9a-f]{2})*)\s*(?:#\s*(?<name>[A-Z][A-Z0-9]*_[A-Z0-9_]+)?)?")]
    private static partial Regex Line();

    /// <summary>What Wire knows; other programs send more than that.</summary>
    private static readonly HashSet<string> _constants = [.. typeof(AttributeNames).Assembly.GetTypes()
        .Where(t => t.Name.StartsWith("Linux", StringComparison.Ordinal))
        .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(f => f.FieldType == typeof(ushort)).Select(f => f.Name)];

    public static TheoryData<string> Requests => [.. Vector.Names.Where(n => n.StartsWith("request-", StringComparison.Ordinal) && KindOf(n) is not null).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Requests))]
    public void EveryAttributeOfACapturedRequestHasItsName(string vector)
    {
        byte[] request = Vector.Load(vector);
        ResourceKind kind = KindOf(vector)!;
        NetlinkFamily family = FamilyOf(vector);
        int offset = 0, names = 0;
        foreach (Match line in Vector.Text(vector).Split('\n').Select(l => Line().Match(l)))
        {
            string name = line.Groups["name"].Value;
            if (line.Groups["bytes"].Length > 0 && _constants.Contains(name))
            {
                int start = StartOfMessage(request, offset);
                string? found = AttributeNames.At(request.AsSpan(start), family, kind, offset - start);
                // Inside a rule the expression is named: it says more than the list that it stands in.
                Assert.True(found == name || found?.StartsWith($"{nameof(LinuxNfTables.NFTA_RULE_EXPRESSIONS)} ", StringComparison.Ordinal) == true,
                    $"{found} instead of {name} at byte {offset}");
                names++;
            }
            offset += line.Groups["bytes"].Value.Count(char.IsAsciiHexDigit) / 2;
        }
        Assert.True(names > 0);
    }

    /// <summary>What nf_tables is asked stands between two messages of its own.</summary>
    private static int StartOfMessage(byte[] datagram, int offset)
    {
        int start = 0;
        while (start + BitConverter.ToInt32(datagram, start) <= offset)
        {
            start += NetlinkHeader.Align(BitConverter.ToInt32(datagram, start));
        }
        return start;
    }

    /// <summary>But network namespaces, which are made by mounts.</summary>
    [Fact]
    public void EveryKindHasNamesForItsRequests() => Assert.Empty(ResourceKinds.All.Where(k => !k.IsLink && !k.IsReadByName && k != NetworkNamespace.TheKind && ResourceCodecs.Of(k) is { } codec
        && !Enumerable.Range(1, 20).Any(c => codec.NamesOf(codec.Source?.Family ?? NetlinkFamily.Route, c) is { Attributes: var t } && t.Any()))
        .Select(k => k.Name));

    [Fact]
    public void EveryKindOfLinkWithDataOfItsOwnHasNamesForIt() => Assert.Empty(ResourceKinds.All.Where(k => k.IsLink
        && k.Attributes.Any(a => a.IsOwn && a.Mutability != Mutability.Observed) && LinkCodecs.Of(k) is var codec && !codec.DataNames.Any() && !codec.DetailNames.Any())
        .Select(k => k.Name));

    [Theory]
    [InlineData(typeof(LinuxIfLink), "IFLA_BR_", "bridge")]
    [InlineData(typeof(LinuxIfLink), "IFLA_VXLAN_", "vxlan")]
    [InlineData(typeof(LinuxIfLink), "IFLA_BOND_(?!SLAVE_)", "bond")]
    [InlineData(typeof(LinuxIfLink), "IFLA_VLAN_(?!QOS_)", "vlan")]
    [InlineData(typeof(LinuxIfLink), "IFLA_MACVLAN_", "macvtap")]
    [InlineData(typeof(LinuxIfLink), "IFLA_GENEVE_", "geneve")]
    [InlineData(typeof(LinuxIfLink), "IFLA_MACSEC_", "macsec")]
    [InlineData(typeof(LinuxIfTunnel), "IFLA_GRE_", "erspan")]
    [InlineData(typeof(LinuxIfTunnel), "IFLA_IPTUN_", "ipip")]
    [InlineData(typeof(LinuxIfTunnel), "IFLA_VTI_", "vti6")]
    public void ATableHasEveryConstantOfItsSort(Type constants, string sort, string kind) => Assert.Equal(
        constants.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.Name).Where(n => Regex.IsMatch(n, $"^{sort}")).Order(StringComparer.Ordinal),
        LinkCodecs.Of(ResourceKinds.All.First(k => k.Name == kind)).DataNames.Order(StringComparer.Ordinal));

    /// <summary>What a request is about; null for kinds that Wire does not send yet.</summary>
    private static ResourceKind? KindOf(string vector)
    {
        NetlinkMessage message = Vector.Message(Vector.Load(vector));
        if (FamilyOf(vector) != NetlinkFamily.Route)
        {
            return vector switch
            {
                _ when vector.Contains("wireguard", StringComparison.Ordinal) => WireguardPeer.TheKind,
                _ when vector.Contains("macsec", StringComparison.Ordinal) => MacsecTxSa.TheKind,
                _ when message.Type is LinuxXfrm.XFRM_MSG_NEWSA or LinuxXfrm.XFRM_MSG_DELSA && Vector.SourceOf(vector) == "xfrm" => XfrmState.TheKind,
                // One without templates and marks has no attribute.
                "request-xfrm-policy-icmp" => null,
                _ when Vector.SourceOf(vector) == "xfrm" => XfrmPolicy.TheKind,
                _ when Vector.SourceOf(vector) == "netfilter" => NftTable.TheKind,
                _ => null,
            };
        }
        return message.Type switch
        {
            LinuxRtnetlink.RTM_NEWLINK => Interface.TheKind,
            LinuxRtnetlink.RTM_SETLINK or LinuxRtnetlink.RTM_DELLINK when vector.Contains("bridge-vlan", StringComparison.Ordinal) => BridgeVlan.TheKind,
            LinuxRtnetlink.RTM_NEWMDB => MdbEntry.TheKind,
            LinuxRtnetlink.RTM_NEWTUNNEL => VxlanVni.TheKind,
            LinuxRtnetlink.RTM_NEWADDR => Address.TheKind,
            LinuxRtnetlink.RTM_NEWROUTE => Route.TheKind,
            LinuxRtnetlink.RTM_NEWRULE => Rule.TheKind,
            LinuxRtnetlink.RTM_NEWNEIGH => FdbEntry.TheKind,
            LinuxRtnetlink.RTM_NEWNEXTHOP => NexthopObject.TheKind,
            LinuxRtnetlink.RTM_NEWQDISC or LinuxRtnetlink.RTM_NEWTFILTER => Htb.TheKind,
            LinuxRtnetlink.RTM_NEWTCLASS => HtbClass.TheKind,
            _ => null,
        };
    }

    private static NetlinkFamily FamilyOf(string vector) => Vector.SourceOf(vector) switch
    {
        "route" => NetlinkFamily.Route,
        "netfilter" => NetlinkFamily.Netfilter,
        "xfrm" => NetlinkFamily.Xfrm,
        _ => NetlinkFamily.Generic,
    };
}
