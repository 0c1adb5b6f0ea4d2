using Wire.Domain;

namespace Wire.Projections;

public sealed partial class OwnershipProjection
{
    internal void Save(StateWriter writer)
    {
        writer.Keys(_declared);
        writer.Texts(_links);
        writer.Keys(_objects);
        writer.Keys(_marked);
        writer.Many([.. _madeByIndex.Order()], (w, made) =>
        {
            w.Optional(made.Netns);
            w.Number(made.Index);
        });
        _baselines.Save(writer);
        _lost.Save(writer);
        _promises.Save(writer);
        writer.Many([.. _open.Values], (w, execution) => execution.Save(w));
    }

    internal void Load(StateReader reader)
    {
        _declared.UnionWith(reader.Keys());
        _links.UnionWith(reader.Texts());
        _objects.UnionWith(reader.Keys());
        _marked.UnionWith(reader.Keys());
        _madeByIndex.UnionWith(reader.Many(r => (r.OptionalText(), (uint)r.Number())));
        _baselines.Load(reader);
        _lost.Load(reader);
        _promises.Load(reader);
        foreach (Execution execution in reader.Many(Execution.Load))
        {
            _open.Add(execution.Plan.Position, execution);
            _byPlan.Add(execution.Plan.Made.Id, execution);
        }
    }
}
