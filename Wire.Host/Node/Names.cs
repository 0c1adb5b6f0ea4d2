using Wire.Domain;

namespace Wire.Host.Node;

/// <summary>How people name objects on a command line.</summary>
internal static class Names
{
    /// <summary>In the order in which they are shown.</summary>
    public static readonly string[] Collections = ["link", "address", "route", "rule", "fdb"];

    /// <summary>The whole name; or for what hangs on a link, and for what has several parts, its first part.</summary>
    public static bool Matches(Resource resource, string name) => resource.Key.Id == name || resource switch
    {
        Address address => address.Prefix.ToString() == name || address.Prefix.Address.ToString() == name,
        Route route => route.Prefix.ToString() == name,
        FdbEntry entry => entry.Mac.ToString() == name,
        Rule rule => rule.Priority.ToString(System.Globalization.CultureInfo.InvariantCulture) == name,
        _ => false,
    };
}
