using System.Collections.Frozen;
using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>The registration of what is no link, and the one codec for requests about links of every kind.</summary>
internal static class ResourceCodecs
{
    private static readonly LinkRequests Links = new();

    /// <summary>One line for a new kind. Listed in this order, after the links.</summary>
    public static ImmutableArray<ResourceCodec> All { get; } =
    [
        new AddressCodec(),
        new RouteCodec(),
        new RuleCodec(),
        new FdbEntryCodec(),
    ];

    private static readonly FrozenDictionary<ResourceKind, ResourceCodec> ByKind = All.ToFrozenDictionary(c => c.Kind);

    public static ResourceCodec Of(ResourceKind kind) => IsLink(kind) ? Links : ByKind[kind];

    public static bool IsLink(ResourceKind kind) => kind.Collection == Interface.TheKind.Collection;

    /// <summary>The namespace that a request about the resource goes to; null for the home namespace.</summary>
    public static string? NetnsOf(Resource resource) => resource switch
    {
        Link link => link.Netns,
        Address address => LinkName.Split(address.Link).Netns,
        FdbEntry entry => LinkName.Split(entry.Dev).Netns,
        Route { Dev: { } dev } => LinkName.Split(dev).Netns,
        Route { NextHops: { } hops } => hops.Select(h => h.Dev).OfType<string>().Select(d => LinkName.Split(d).Netns).FirstOrDefault(),
        _ => null,
    };
}
