using System.Collections.Frozen;
using System.Text;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>The registration of every kind of link: one line for a new one.</summary>
internal static class LinkCodecs
{
    public static InterfaceCodec Interface { get; } = new();

    private static readonly LinkCodec[] All =
    [
        new BridgeCodec(),
        new VethCodec(),
        new VxlanCodec(),
        new VlanCodec(),
        new BondCodec(),
        new DummyCodec(),
        new IfbCodec(),
        new TapCodec(),
        new TunCodec(),
        new MacvlanCodec(),
        new MacvtapCodec(),
        new IpvlanCodec(),
        new IpvtapCodec(),
        new VrfCodec(),
        new NlmonCodec(),
        new WireguardCodec(),
        Interface,
    ];

    private static readonly FrozenDictionary<ResourceKind, LinkCodec> ByKind = All.ToFrozenDictionary(c => c.Kind);

    private static readonly (byte[] Word, LinkCodec Codec)[] ByWord =
        [.. All.Where(c => c.InfoKind is not null).Select(c => (Encoding.UTF8.GetBytes(c.InfoKind!), c))];

    public static LinkCodec Of(ResourceKind kind) => ByKind[kind];

    /// <summary>The codec for IFLA_INFO_KIND's text; <see cref="Interface"/> for an unknown or empty one.</summary>
    public static LinkCodec OfInfoKind(ReadOnlySpan<byte> word)
    {
        foreach ((byte[] known, LinkCodec codec) in ByWord)
        {
            if (word.SequenceEqual(known))
            {
                return codec;
            }
        }
        return Interface;
    }
}
