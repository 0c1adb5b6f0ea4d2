using System.Diagnostics.CodeAnalysis;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>The routes that the kernel knows by one name: the one in use, and those that stand behind it. Nearly always it is one.</summary>
internal sealed class RoutesOfOneName(Route first)
{
    public Route First { get; set; } = first;

    /// <summary>In the order in which they take the place of the first; null for none.</summary>
    public List<Route>? Behind { get; private set; }

    /// <summary>Where <see cref="Behind"/> would be, when none is left: the name is in the book no more.</summary>
    private static readonly List<Route> Gone = [];

    public bool IsGone => ReferenceEquals(Behind, Gone);

    public void End() => Behind = Gone;

    public void Insert(int at, Route route) => (Behind ??= []).Insert(at, route);

    public int RemoveBehind(Predicate<Route> which)
    {
        int removed = Behind?.RemoveAll(which) ?? 0;
        Behind = Behind is { Count: > 0 } ? Behind : null;
        return removed;
    }

    /// <summary>The next one takes the place of the first; false when there is none.</summary>
    public bool Advance()
    {
        if (Behind is not [var next, ..])
        {
            return false;
        }
        First = next;
        Behind.RemoveAt(0);
        Behind = Behind.Count > 0 ? Behind : null;
        return true;
    }

    /// <summary>Compares by name, which is compared without being made: there are hundreds of thousands of routes.</summary>
    internal sealed class Comparer : IEqualityComparer<RoutesOfOneName>, IAlternateEqualityComparer<Route, RoutesOfOneName>
    {
        private const uint KernelMade = 2;

        public bool Equals(RoutesOfOneName? x, RoutesOfOneName? y) => ReferenceEquals(x, y) || (x is not null && y is not null && Equals(x.First, y));

        public bool Equals(Route alternate, RoutesOfOneName other) =>
            alternate.Prefix == other.First.Prefix && alternate.EffectiveTable == other.First.EffectiveTable
            && alternate.EffectiveMetric == other.First.EffectiveMetric && (alternate.Tos ?? 0) == (other.First.Tos ?? 0) && OwnLink(alternate) == OwnLink(other.First);

        public int GetHashCode([DisallowNull] RoutesOfOneName obj) => GetHashCode(obj.First);

        public int GetHashCode(Route alternate) =>
            HashCode.Combine(alternate.Prefix, alternate.EffectiveTable, alternate.EffectiveMetric, alternate.Tos ?? 0, OwnLink(alternate));

        public RoutesOfOneName Create(Route alternate) => new(alternate);

        /// <summary>Only of those that the kernel makes for itself there is one for each link.</summary>
        private static string? OwnLink(Route route) => route.Protocol == KernelMade ? route.Dev : null;
    }
}
