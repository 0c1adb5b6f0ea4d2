using Wire.Domain;

namespace Wire.Projections;

/// <summary>
/// Creations that were begun: what they make is Wire's when it shows, also when the acknowledgement was lost in a crash. Of a plan that
/// ended otherwise than done, a request may have been carried out in part: its promises hold until the next complete dump of their namespace.
/// </summary>
internal sealed class Promises
{
    private readonly Dictionary<ResourceKey, Promise> _byKey = [];

    /// <param name="Plan">The plan.</param>
    /// <param name="Netns">Where it is made.</param>
    /// <param name="Index">The interface index that was asked for; null for any.</param>
    /// <param name="IsLate">The plan has ended.</param>
    private readonly record struct Promise(Guid Plan, string? Netns, uint? Index, bool IsLate = false);

    public void Give(Guid plan, Resource created) => _byKey[created.Key] = new(plan, created.Netns, (created as Link)?.Index);

    /// <summary>Whether what shows is what was promised.</summary>
    public bool Hold(ResourceKey key, uint? index) =>
        _byKey.TryGetValue(key, out Promise promise) && (promise.Index is null || promise.Index == index);

    public void End(Guid plan, PlanOutcome outcome)
    {
        foreach ((ResourceKey key, Promise promise) in _byKey.Where(p => p.Value.Plan == plan).ToList())
        {
            if (outcome == PlanOutcome.Done)
            {
                _byKey.Remove(key);
            }
            else
            {
                _byKey[key] = promise with { IsLate = true };
            }
        }
    }

    public void Save(StateWriter writer) => writer.Many([.. _byKey.OrderBy(p => p.Key)], (w, promise) =>
    {
        w.Key(promise.Key);
        w.Id(promise.Value.Plan);
        w.Optional(promise.Value.Netns);
        w.Number(promise.Value.Index is { } index ? index : -1);
        w.Flag(promise.Value.IsLate);
    });

    public void Load(StateReader reader) =>
        reader.Many(r => _byKey[r.Key()] = new(r.Id(), r.OptionalText(), r.Number() is >= 0 and var index ? (uint)index : null, r.Flag()));

    public void ForgetLate(string? netns)
    {
        foreach ((ResourceKey key, _) in _byKey.Where(p => p.Value.IsLate && p.Value.Netns == netns).ToList())
        {
            _byKey.Remove(key);
        }
    }
}
