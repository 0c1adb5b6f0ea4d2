using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Wire.Kernel;

/// <summary>The sources of one namespace, found by the messages that they look at.</summary>
internal sealed class ObjectSources
{
    /// <summary>Links come first: the others name them.</summary>
    private static readonly ImmutableArray<ObjectSource> All =
        [LinkSource.The, .. ResourceCodecs.All.SelectMany(c => new[] { c.Source, c.Unannounced }).OfType<ObjectSource>().Distinct(), EthtoolArrivals.The];

    private static readonly ObjectSources Home = new(All);
    private static readonly ObjectSources Other = new([.. All.Where(s => !s.IsHomeOnly)]);

    private readonly FrozenDictionary<int, ObjectSource[]> _byType;

    public ObjectSources(ImmutableArray<ObjectSource> sources)
    {
        Sources = sources;
        _byType = sources.SelectMany(s => s.Types.Select(t => (Key: Key(s.Family, t), Source: s)))
            .GroupBy(p => p.Key, p => p.Source).ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    /// <summary>In the order in which they are listed.</summary>
    public ImmutableArray<ObjectSource> Sources { get; }

    public static ObjectSources Of(string? netns) => netns is null ? Home : Other;

    /// <summary>Those that look at messages of a type; not of generic netlink, where the type is a number of this kernel.</summary>
    public ReadOnlySpan<ObjectSource> Reading(NetlinkFamily family, ushort type) => _byType.GetValueOrDefault(Key(family, type));

    private static int Key(NetlinkFamily family, ushort type) => (int)family << 16 | type;
}
