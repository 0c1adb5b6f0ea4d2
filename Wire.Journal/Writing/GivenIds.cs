using System.Diagnostics.CodeAnalysis;
using Wire.Journal.Format;

namespace Wire.Journal.Writing;

/// <summary>The batch ids that callers gave, the last so many of them.</summary>
internal sealed class GivenIds(int kept)
{
    private readonly Dictionary<Guid, GivenId> _byId = [];
    private readonly Queue<Guid> _oldestFirst = new();

    public void Add(GivenId given)
    {
        if (kept == 0)
        {
            return;
        }

        if (_oldestFirst.Count == kept)
        {
            _byId.Remove(_oldestFirst.Dequeue());
        }

        _oldestFirst.Enqueue(given.Batch);
        _byId[given.Batch] = given;
    }

    public bool TryFind(Guid batch, [MaybeNullWhen(false)] out GivenId given) => _byId.TryGetValue(batch, out given);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<GivenId> All() => [.. _oldestFirst.Select(id => _byId[id])];
}
