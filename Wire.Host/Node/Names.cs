using Wire.Domain;

namespace Wire.Host.Node;

/// <summary>How people name objects on a command line.</summary>
internal static class Names
{
    /// <summary>In the order in which they are shown.</summary>
    public static readonly string[] Collections = [.. ResourceKinds.All.Select(kind => kind.Collection).Distinct()];
}
