using System.Collections.Immutable;
using System.Text;

namespace Wire.Kernel;

/// <summary>The facets of links, by the word of IFLA_INFO_SLAVE_KIND.</summary>
internal static class LinkFacets
{
    private static readonly ImmutableArray<(byte[] Word, LinkFacet Facet)> ByWord =
        [.. ResourceCodecs.All.Select(c => c.Facet).OfType<LinkFacet>().Select(f => (Encoding.UTF8.GetBytes(f.MemberKind), f))];

    /// <summary>Told by AF_BRIDGE messages besides; null when there is none.</summary>
    public static LinkFacet? OfProtinfo { get; } = ByWord.Select(f => f.Facet).FirstOrDefault(f => f.IsToldByProtinfo);

    public static LinkFacet? Of(ReadOnlySpan<byte> memberKind)
    {
        foreach ((byte[] word, LinkFacet facet) in ByWord)
        {
            if (memberKind.SequenceEqual(word))
            {
                return facet;
            }
        }
        return null;
    }
}
