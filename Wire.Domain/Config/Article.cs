namespace Wire.Domain;

internal static class Article
{
    /// <summary>"a bridge", "an interface".</summary>
    public static string A(ResourceKind kind) => "aeiou".Contains(kind.Name[0], StringComparison.Ordinal) ? $"an {kind}" : $"a {kind}";
}
