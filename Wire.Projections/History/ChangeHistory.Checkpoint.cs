namespace Wire.Projections;

public sealed partial class ChangeHistory
{
    /// <summary>Of a history of changes; what others did is not in a checkpoint.</summary>
    internal void Save(StateWriter writer)
    {
        writer.Many(_changes, (w, change) =>
        {
            w.Envelope(change.Envelope);
            w.Number(change.Number);
            w.Number(change.LastPosition);
        });
        List<Guid> open = [.. _openPlans.Keys.Order()];
        writer.Many(open, (w, id) =>
        {
            w.Id(id);
            _openPlans[id].Save(w);
        });
        Dictionary<RecordedPlan, Guid> ids = _openPlans.ToDictionary(p => p.Value, p => p.Key);
        writer.Many([.. _planOfChange.OrderBy(p => p.Key)], (w, plan) =>
        {
            w.Number(plan.Key);
            bool isOpen = ids.TryGetValue(plan.Value, out Guid id);
            w.Flag(isOpen);
            if (isOpen)
            {
                w.Id(id);
            }
            else
            {
                plan.Value.Save(w);
            }
        });
    }

    /// <param name="reader">The checkpoint.</param>
    /// <param name="intent">What people had asked for by then.</param>
    internal void Load(StateReader reader, Domain.IntentState intent)
    {
        _intent = intent;
        _changes.AddRange(reader.Many(r => new ChangeRecord(r.Envelope(), (int)r.Number()) { LastPosition = r.Number() }));
        reader.Many(r => _openPlans[r.Id()] = RecordedPlan.Load(r));
        reader.Many(r => _planOfChange[(int)r.Number()] = r.Flag() ? _openPlans[r.Id()] : RecordedPlan.Load(r));
    }
}
