namespace Wire.Domain;

/// <summary>Compares what is desired with what is, and plans the way from one to the other. Pure: equal requests have equal plans.</summary>
public static class Planner
{
    /// <summary>
    /// The complete plan. With <see cref="PlanRequest.Only"/> it costs what those objects and what hangs on them cost; what is
    /// desired is looked through once when a link has to be made, and the live links once for a free index.
    /// </summary>
    public static Plan Plan(PlanRequest request) => new PlanMaker(request).Make();

    /// <summary>Whether the live object is as declared: the check after each observation, without any plan.</summary>
    public static bool Fits(Declared declared, ITopology live) =>
        live.TryGet(declared.Key, out Resource? found)
        && AttributeDiff.SameKind(declared.Resource, found)
        && AttributeDiff.Between(declared.Resource, found, IsLed(found, live)).IsEmpty;

    /// <summary>Whether it is a port of a link that <see cref="ResourceKind.LeadsPorts"/>.</summary>
    private static bool IsLed(Resource found, ITopology live) =>
        found is Link { Master: { Length: > 0 } master } && live.TryGet(ResourceKey.Link(master), out Resource? leader) && leader.Kind.LeadsPorts;
}
