namespace Wire.Domain;

/// <summary>What a text with other errors may have said: nothing is called missing that is in doubt.</summary>
/// <param name="Resources">Resources of which a part was not understood.</param>
/// <param name="Links">Names of links whose declaration was not understood.</param>
internal sealed record Doubts(IReadOnlySet<ResourceKey> Resources, IReadOnlySet<string> Links)
{
    public static Doubts None { get; } = new(new HashSet<ResourceKey>(), new HashSet<string>());

    public Doubts(Configuration configuration)
        : this(configuration.Asked.Where(a => a.IsFaulty).Select(a => a.Declared.Key).ToHashSet(), configuration.Broken)
    {
    }
}
