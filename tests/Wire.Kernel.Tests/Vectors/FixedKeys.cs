namespace Wire.Kernel.Tests.Vectors;

/// <summary>The keys of the vectors.</summary>
internal sealed class FixedKeys : IKeyStore
{
    /// <summary>As <c>wg genkey</c> wrote it, and its public key by <c>wg pubkey</c>.</summary>
    public const string Office = "SOlVLjRRXrhIYJX8wGdVT9zNgxSE97gLVA4chgE4bH4=", OfficePublic = "p26nOzBLdmV4CbB/p7ZDclJQOcgkrCe/v/cFZ8yW50Y=";

    private readonly SortedDictionary<string, byte[]> _keys = new(StringComparer.Ordinal) { ["office"] = Convert.FromBase64String(Office) };

    public FixedKeys With(string name, string hex)
    {
        _keys[name] = Convert.FromHexString(hex);
        return this;
    }

    public bool Has(string name) => _keys.ContainsKey(name);

    public int Read(string name, Span<byte> into)
    {
        byte[] key = _keys.GetValueOrDefault(name) ?? throw new KeyException($"there is no key '{name}'", null);
        key.CopyTo(into);
        return key.Length;
    }

    public void MakeIfMissing(string name) => _keys.TryAdd(name, new byte[32]);

    public IReadOnlyList<string> NamesOf(KeyTrait trait, ReadOnlySpan<byte> value)
    {
        byte[] wanted = value.ToArray();
        return trait switch
        {
            KeyTrait.PublicKey => wanted.AsSpan().SequenceEqual(Convert.FromBase64String(OfficePublic)) ? ["office"] : [],
            KeyTrait.Bytes => [.. _keys.Where(k => k.Value.AsSpan().SequenceEqual(wanted)).Select(k => k.Key)],
            _ => [.. _keys.Where(k => wanted.AsSpan().StartsWith(k.Value.AsSpan(0, 4))).Select(k => k.Key)],
        };
    }

    /// <summary>The first four bytes, and zeros.</summary>
    public void DigestOf(string name, Span<byte> into)
    {
        into.Clear();
        _keys[name].AsSpan(0, 4).CopyTo(into);
    }
}
