using System.Diagnostics.CodeAnalysis;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>Compares routes by the name that the kernel knows them by, which is compared without being made: there are hundreds of thousands of routes.</summary>
internal sealed class RouteNames : IEqualityComparer<Route>
{
    private const uint KernelMade = 2;

    /// <summary>Odd numbers that keep tables, metrics and lengths apart (2³² by the golden ratio, and two primes of xxHash).</summary>
    private const uint TableFactor = 0x9e3779b1, MetricFactor = 0x85ebca77, LengthFactor = 0xc2b2ae3d;

    /// <summary>Whoever announces routes to a routing daemon shall not choose which of them share a bucket.</summary>
    private readonly int _seed = Random.Shared.Next();

    public bool Equals(Route? x, Route? y) => ReferenceEquals(x, y) || (x is not null && y is not null
        && x.Prefix == y.Prefix && x.EffectiveTable == y.EffectiveTable && x.EffectiveMetric == y.EffectiveMetric && (x.Tos ?? 0) == (y.Tos ?? 0)
        && OwnLink(x) == OwnLink(y));

    /// <summary>IPv4 networks that follow each other, as in a listing, get numbers that do so: a table is then filled from one end to the other.</summary>
    public int GetHashCode([DisallowNull] Route obj) => unchecked((obj.Prefix.Address.GetHashCode() ^ _seed)
        + (int)((obj.Prefix.Length * LengthFactor) + (obj.EffectiveTable * TableFactor) + (obj.EffectiveMetric * MetricFactor) + (obj.Tos ?? 0)) + (OwnLink(obj)?.GetHashCode(StringComparison.Ordinal) ?? 0));

    /// <summary>Only of those that the kernel makes for itself there is one for each link.</summary>
    private static string? OwnLink(Route route) => route.Protocol == KernelMade ? route.Dev : null;
}
