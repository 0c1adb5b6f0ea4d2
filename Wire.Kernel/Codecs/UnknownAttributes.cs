using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// Collects the attributes of one message that its codec does not know. Equal collections share one array: thousands of links
/// and routes differ in what is decoded, and hardly ever in the rest.
/// </summary>
internal sealed class UnknownAttributes
{
    private const int HeaderBytes = 4;

    /// <summary>Different collections remembered; beyond it the memory starts anew.</summary>
    private const int SharedMax = 4096;

    private readonly HashSet<byte[]> _shared = new(new BytesComparer());
    private byte[] _bytes = new byte[2048];
    private int _length;

    public void Clear() => _length = 0;

    /// <summary>Keeps the reader's current attribute, unless it is <see cref="NotState"/>.</summary>
    public void Keep(scoped in AttributeReader attribute, AttributePlace place)
    {
        if (NotState.Why(place, attribute.Type) is null)
        {
            ReadOnlySpan<byte> raw = attribute.Raw;
            Span<byte> room = Take(NetlinkHeader.Align(raw.Length));
            raw.CopyTo(room);
            room[raw.Length..].Clear();
        }
    }

    /// <summary>Keeps of the reader's current attribute only what is kept until <see cref="EndNested"/>.</summary>
    public int BeginNested(scoped in AttributeReader attribute)
    {
        int start = _length;
        attribute.Raw[..HeaderBytes].CopyTo(Take(HeaderBytes));
        return start;
    }

    /// <summary>A nest that is made here, because its parts are met at different times.</summary>
    public int BeginNest(ushort type)
    {
        int start = _length;
        Span<byte> header = Take(HeaderBytes);
        header.Clear();
        MemoryMarshal.Write(header[2..], in type);
        return start;
    }

    public void EndNested(int start)
    {
        int length = _length - start;
        if (length == HeaderBytes)
        {
            _length = start;
            return;
        }
        MemoryMarshal.Write(_bytes.AsSpan(start), (ushort)length);
    }

    /// <summary>Keeps all attributes inside the reader's current one, except those that are <see cref="NotState"/>.</summary>
    public void KeepNested(scoped in AttributeReader attribute, AttributePlace place)
    {
        int start = BeginNested(attribute);
        AttributeReader inner = attribute.Nested();
        while (inner.Read())
        {
            Keep(inner, place);
        }
        EndNested(start);
    }

    /// <summary>What was kept since <see cref="Clear"/>.</summary>
    public RawAttributes Take()
    {
        if (_length == 0)
        {
            return RawAttributes.None;
        }
        ReadOnlySpan<byte> kept = _bytes.AsSpan(0, _length);
        HashSet<byte[]>.AlternateLookup<ReadOnlySpan<byte>> lookup = _shared.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!lookup.TryGetValue(kept, out byte[]? shared))
        {
            if (_shared.Count >= SharedMax)
            {
                _shared.Clear();
            }
            shared = kept.ToArray();
            _shared.Add(shared);
        }
        return new(shared);
    }

    private Span<byte> Take(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        }
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }

    private sealed class BytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            HashCode hash = default;
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
