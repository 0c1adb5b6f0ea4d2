using Wire.Domain;

namespace Wire.Projections;

/// <summary>A plan that was made and not settled: after a crash, the next start takes it forward or back.</summary>
public sealed class OpenPlan(long position, PlanMade made)
{
    private readonly SortedSet<int> _acknowledged = [];

    /// <summary>Where it stands in the journal.</summary>
    public long Position { get; } = position;

    public PlanMade Made { get; } = made;

    /// <summary>Indexes of the operations that the kernel accepted, in the order of execution.</summary>
    public IReadOnlyCollection<int> Acknowledged => _acknowledged;

    /// <summary>The operation that the kernel refused; null while none was.</summary>
    public OperationRefused? Refused { get; internal set; }

    /// <summary>The inverses of what was acknowledged had begun to run.</summary>
    public bool RollingBack { get; internal set; }

    internal void Save(StateWriter writer)
    {
        writer.Number(Position);
        writer.Event(Made);
        writer.Many(_acknowledged, (w, index) => w.Number(index));
        writer.Optional(Refused, (w, refused) => w.Event(refused));
        writer.Flag(RollingBack);
    }

    internal static OpenPlan Load(StateReader reader)
    {
        OpenPlan plan = new(reader.Number(), reader.Event<PlanMade>());
        plan._acknowledged.UnionWith(reader.Many(r => (int)r.Number()));
        plan.Refused = reader.Optional(r => r.Event<OperationRefused>());
        plan.RollingBack = reader.Flag();
        return plan;
    }

    internal IEnumerable<Operation> Acknowledge(int first, int count)
    {
        int end = (int)Math.Min((long)first + count, Made.Plan.Operations.Length);
        for (int i = first; i < end; i++)
        {
            if (_acknowledged.Add(i))
            {
                yield return Made.Plan.Operations[i];
            }
        }
    }
}
