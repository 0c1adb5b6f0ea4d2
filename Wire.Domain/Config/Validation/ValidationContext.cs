namespace Wire.Domain;

/// <summary>What a resource may look up when it checks itself, and where it reports.</summary>
public sealed class ValidationContext
{
    private readonly Validation _validation;

    internal ValidationContext(Validation validation, Declared declared)
    {
        _validation = validation;
        Declared = declared;
    }

    /// <summary>The declaration that is checked.</summary>
    public Declared Declared { get; }

    /// <summary>Part of what the text says of it was not understood: nothing may be called missing.</summary>
    public bool IsDoubtful => _validation.IsDoubtful(Declared);

    /// <summary>Null when what the kernel shows is not known.</summary>
    public ITopology? Live => _validation.Live;

    /// <summary>The declared object of that key; null for none.</summary>
    public Resource? FindDeclared(ResourceKey key) => _validation.FindDeclared(key);

    public Resource? FindLive(ResourceKey key) => Live is not null && Live.TryGet(key, out Resource? found) ? found : null;

    /// <summary>The object as the kernel will be told: declared, or else as it lives.</summary>
    public Resource? Find(ResourceKey key) => FindDeclared(key) ?? FindLive(key);

    public Link? FindLink(string reference) => (Link?)Find(ResourceKey.Link(reference));

    /// <param name="attribute">The word that is wrong; null for the object as a whole.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="advice">What was expected.</param>
    public void Report(string? attribute, string message, string? advice) => _validation.Report(Declared, attribute, message, advice);
}
