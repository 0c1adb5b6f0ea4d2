using System.Text;

namespace Wire.Journal.Format;

/// <summary>A stream's or an event's name as the encoder knows it.</summary>
internal sealed class NameEntry(string name, byte[] utf8)
{
    public string Name { get; } = name;

    public byte[] Utf8 { get; } = utf8;

    /// <summary>The batch that <see cref="Index"/> and <see cref="Events"/> belong to.</summary>
    public long Stamp { get; set; }

    /// <summary>Its index in the table of the batch.</summary>
    public ushort Index { get; set; }

    /// <summary>How many events of the batch have it.</summary>
    public int Events { get; set; }

    /// <summary>Of a stream: the revision that its next event gets.</summary>
    public long NextRevision { get; set; }
}

/// <summary>Names by text, encoded once; per batch it collects the ones in use.</summary>
internal sealed class NameTable(string what, int entriesMax)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, NameEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<NameEntry> _used = [];
    private NameEntry? _last;
    private long _stamp;

    /// <summary>The names of this batch, by index.</summary>
    public IReadOnlyList<NameEntry> Used => _used;

    /// <summary>Streams that have events, with the revisions of their next.</summary>
    public IReadOnlyList<(string Name, long NextRevision)> Recorded() =>
        [.. _entries.Values.Where(entry => entry.NextRevision > 0).Select(entry => (entry.Name, entry.NextRevision))];

    /// <summary>The revision that the next event of a stream gets.</summary>
    public long NextRevisionOf(string stream) => _entries.TryGetValue(stream, out var entry) ? entry.NextRevision : 0;

    public void StartBatch()
    {
        _stamp++;
        _used.Clear();
        _last = null;
    }

    /// <summary>The index of a name in this batch's table.</summary>
    public ushort Use(string name)
    {
        if (_last is { } last && ReferenceEquals(last.Name, name))
        {
            last.Events++;
            return last.Index;
        }

        var entry = _entries.TryGetValue(name, out var known) ? known : Add(name);
        if (entry.Stamp != _stamp)
        {
            if (_used.Count == ushort.MaxValue)
            {
                throw new JournalLimitException($"a batch has at most {ushort.MaxValue} different {what} names");
            }

            entry.Stamp = _stamp;
            entry.Index = (ushort)_used.Count;
            entry.Events = 0;
            _used.Add(entry);
        }

        entry.Events++;
        _last = entry;
        return entry.Index;
    }

    /// <summary>Takes a stream over from what was recorded.</summary>
    public void Set(string name, long nextRevision) =>
        (_entries.TryGetValue(name, out var known) ? known : Add(name)).NextRevision = nextRevision;

    public static byte[] Encode(string what, string text, int bytesMin, int bytesMax)
    {
        try
        {
            var bytes = Strict.GetBytes(text);
            return bytes.Length >= bytesMin && bytes.Length <= bytesMax
                ? bytes
                : throw new JournalLimitException($"{what} has {bytes.Length} bytes; {bytesMin} to {bytesMax} are possible");
        }
        catch (EncoderFallbackException)
        {
            throw new JournalLimitException($"{what} is not valid text (a lone surrogate)");
        }
    }

    private NameEntry Add(string name)
    {
        var utf8 = Encode($"the {what} name '{name}'", name, 1, JournalLimits.NameBytesMax);
        if (_entries.Count >= entriesMax)
        {
            ForgetUnrecorded();
        }

        return _entries[name] = new NameEntry(name, utf8);
    }

    /// <summary>Names of refused batches, and event names (which are only here to be encoded once), make room.</summary>
    private void ForgetUnrecorded()
    {
        foreach (var entry in _entries.Values.Where(entry => entry.NextRevision == 0 && entry.Stamp != _stamp).ToList())
        {
            _entries.Remove(entry.Name);
        }

        if (_entries.Count >= entriesMax)
        {
            throw new JournalLimitException($"a journal has at most {entriesMax} {what} names");
        }
    }
}
