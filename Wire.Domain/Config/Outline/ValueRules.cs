namespace Wire.Domain;

/// <summary>What is said about a value that an attribute does not take, where its format alone says too little.</summary>
internal static class ValueRules
{
    /// <summary>What is wrong with a reference or a namespace, in words of its own; null when nothing is, or for other attributes.</summary>
    public static string? Check(ResourceAttribute attribute, string text) =>
        attribute.Name == "netns" ? CheckNetns(text)
        : attribute.IsLinkReference && attribute.Expects == ValueFormats.Link.Expects && text != "none" ? CheckReference(text)
        : null;

    public static string? CheckReference(string text)
    {
        (string? netns, string name) = LinkName.Split(text);
        return (netns is null ? null : CheckNetns(netns)) ?? LinkName.Check(name);
    }

    /// <summary>A named namespace is a file in /run/netns (ip-netns(8)).</summary>
    public static string? CheckNetns(string name) =>
        name.Length == 0 || name is "." or ".." || name.AsSpan().ContainsAny('/', ' ') ? $"'{name}' is no name for a network namespace" : null;

    public static string Advice(ResourceAttribute attribute, string text) =>
        attribute.Expects == ValueFormats.Prefix.Expects && IpAddr.TryParse(text, out IpAddr address)
            ? $"expected a prefix length too, such as {address}/{(address.IsV6 ? 64 : 24)}"
            : NearWord.Advice(text, WordsIn(attribute.Expects)) is { } near ? $"{near} (expected {attribute.Expects})" : $"expected {attribute.Expects}";

    /// <summary>The words in single quotes: "one of 'off', 'on'".</summary>
    private static IEnumerable<string> WordsIn(string expects) => expects.Split('\'').Where((_, i) => i % 2 == 1);
}
