using Wire.Domain;

namespace Wire.Projections;

public sealed partial class OwnershipProjection
{
    /// <summary>A plan while it runs, and what it changed here, so that a rollback takes that back.</summary>
    private sealed class Execution(OpenPlan plan)
    {
        public OpenPlan Plan { get; } = plan;

        public HashSet<ResourceKey> Disowned { get; } = [];

        public HashSet<ResourceKey> Adopted { get; } = [];

        public bool Deletes(ResourceKey key) => Plan.Made.Plan.Operations
            .Any(o => o.Verb == OperationVerb.Delete && (o.Key == key || o.Companion?.Key == key));

        /// <summary>Settings as they were when the namespace was made that they are in: the plan could not know. The first word of each is from before the change.</summary>
        public Dictionary<ResourceKey, Resource> Found { get; } = [];

        /// <summary>What acknowledged changes were the first to change.</summary>
        public List<(ResourceKey Key, List<string> Attributes)> Baselines { get; } = [];

        public void Save(StateWriter writer)
        {
            Plan.Save(writer);
            writer.Keys(Disowned);
            writer.Keys(Adopted);
            writer.Many([.. Found.OrderBy(f => f.Key)], (w, found) => w.Resource(found.Value));
            writer.Many(Baselines, (w, baseline) =>
            {
                w.Key(baseline.Key);
                w.Many(baseline.Attributes, (names, name) => names.Word(name));
            });
        }

        public static Execution Load(StateReader reader)
        {
            Execution execution = new(OpenPlan.Load(reader));
            execution.Disowned.UnionWith(reader.Keys());
            execution.Adopted.UnionWith(reader.Keys());
            Array.ForEach(reader.Many(r => r.Resource()), found => execution.Found.Add(found.Key, found));
            execution.Baselines.AddRange(reader.Many(r => (r.Key(), r.Many(names => names.Word()).ToList())));
            return execution;
        }
    }
}
