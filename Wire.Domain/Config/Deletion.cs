namespace Wire.Domain;

/// <summary>What a <c>delete</c> line takes out of what is declared.</summary>
/// <param name="Kind">The kind of what is named.</param>
/// <param name="Key">The resource.</param>
/// <param name="Attribute">The attribute that is no longer asked for; null for the whole resource, with all that stands in its block.</param>
/// <param name="Value">What the attribute has to be, in canonical text; of several next hops the one that goes. Null for whatever it is.</param>
/// <param name="Origin">Where the line stands.</param>
public sealed record Deletion(ResourceKind Kind, ResourceKey Key, string? Attribute, string? Value, SourceLocation? Origin);
