using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Wire.Kernel;

/// <summary>
/// The kernel's names of the attributes of one place, and what is inside those that are nests. Written as a list of constants: the
/// compiler tells the name of each.
/// </summary>
internal sealed class AttributeTable : IEnumerable<string>
{
    public static AttributeTable None { get; } = new();

    private readonly Dictionary<ushort, Entry> _entries = [];
    private readonly AttributeTable? _element;

    private AttributeTable(AttributeTable element) => _element = element;

    public AttributeTable()
    {
    }

    /// <summary>What is inside a nest, where that hangs on an attribute beside it: IFLA_INFO_DATA on IFLA_INFO_KIND.</summary>
    public delegate AttributeTable? Choice(AttributeReader siblings);

    /// <param name="Name">The constant's.</param>
    /// <param name="Inside">Of a nest; null for a value.</param>
    /// <param name="Choose">Of a nest whose content hangs on others; null for all else.</param>
    /// <param name="RecordBytes">Of the structure before the attributes inside.</param>
    /// <param name="Repeats">There may be several structures, each with the length of all that is its own first (rtnexthop).</param>
    private sealed record Entry(string Name, AttributeTable? Inside = null, Choice? Choose = null, int RecordBytes = 0, bool Repeats = false);

    /// <summary>A list: its elements are numbered or all of one type, and each is a nest.</summary>
    public static AttributeTable ListOf(AttributeTable element) => new(element);

    public void Add(ushort type, [CallerArgumentExpression(nameof(type))] string name = "") => _entries.Add(type, new(Last(name)));

    public void Add(ushort type, AttributeTable inside, int recordBytes = 0, bool repeats = false, [CallerArgumentExpression(nameof(type))] string name = "") =>
        _entries.Add(type, new(Last(name), inside, null, recordBytes, repeats));

    public void Add(ushort type, Choice choose, [CallerArgumentExpression(nameof(type))] string name = "") =>
        _entries.Add(type, new(Last(name), null, choose));

    public IEnumerator<string> GetEnumerator() => _entries.Values.Select(e => e.Name).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The name of the attribute of a run that begins at, or holds, a byte; of several around it the innermost that has one.</summary>
    /// <param name="attributes">The run.</param>
    /// <param name="offset">Counted as <see cref="AttributeReader.Offset"/>.</param>
    public string? Find(AttributeReader attributes, int offset)
    {
        AttributeReader siblings = attributes;
        while (attributes.Read())
        {
            if (offset < attributes.Offset || offset >= attributes.Offset + attributes.Raw.Length)
            {
                continue;
            }
            if (_element is not null)
            {
                return _element.Find(attributes.Nested(), offset);
            }
            if (!_entries.TryGetValue(attributes.Type, out Entry? entry))
            {
                return null;
            }
            AttributeTable? inside = offset == attributes.Offset ? null : entry.Choose is { } choose ? choose(siblings) : entry.Inside;
            return (entry.RecordBytes == 0 ? inside?.Find(attributes.Nested(), offset) : inside?.FindInRecords(attributes, entry, offset)) ?? entry.Name;
        }
        return null;
    }

    private string? FindInRecords(AttributeReader nest, Entry entry, int offset)
    {
        ReadOnlySpan<byte> payload = nest.Payload;
        int begin = nest.Offset + nest.Raw.Length - payload.Length, start = 0;
        while (payload.Length - start >= entry.RecordBytes)
        {
            int length = entry.Repeats ? MemoryMarshal.Read<ushort>(payload[start..]) : payload.Length;
            if (length < entry.RecordBytes || length > payload.Length - start)
            {
                return null;
            }
            if (offset < begin + start + length)
            {
                return Find(new AttributeReader(payload[(start + entry.RecordBytes)..(start + length)], begin + start + entry.RecordBytes), offset);
            }
            start += NetlinkHeader.Align(length);
        }
        return null;
    }

    private static string Last(string expression) => expression[(expression.LastIndexOf('.') + 1)..];
}

/// <summary>Where the attributes of a request begin, and what they are called.</summary>
/// <param name="FixedBytes">Of the structure before them.</param>
/// <param name="Attributes">Their names.</param>
internal readonly record struct RequestNames(int FixedBytes, AttributeTable Attributes);
