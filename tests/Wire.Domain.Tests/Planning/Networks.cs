using System.Collections.Immutable;
using System.Text;

namespace Wire.Domain.Tests.Planning;

/// <summary>Short ways to say what is declared and what is live.</summary>
internal static class Networks
{
    public static readonly MacAddress Mac1 = MacAddress.Parse("02:00:00:00:00:01");

    /// <summary>A live link of a node: what nobody says is what the kernel gives a new one.</summary>
    public static T Live<T>(this T link, uint index)
        where T : Link => link with { Index = index, Up = link.Up ?? true, Mtu = link.Mtu ?? 1500, Master = link.Master ?? "", Mac = link.Mac ?? MacAddress.LocallyAdministered(index) };

    public static Address Address(string link, string prefix, uint? protocol = null) => new() { Link = link, Prefix = IpPrefix.Parse(prefix), Protocol = protocol };

    public static Route Route(string prefix, string? via = null, string? dev = null, uint? protocol = null) => new()
    {
        Prefix = prefix == "default" ? IpPrefix.DefaultV4 : IpPrefix.Parse(prefix),
        Via = via is null ? null : IpAddr.Parse(via),
        Dev = dev,
        Protocol = protocol,
    };

    public static ImmutableDictionary<ResourceKey, Declared> Desired(params Resource[] resources) =>
        resources.Select((r, i) => new Declared(r, new SourceLocation("net.wire", i + 1, 1))).ToImmutableDictionary(d => d.Key);

    public static PlanRequest Request(Resource[] desired, Resource[] live, string[] owned) => new()
    {
        Desired = Desired(desired),
        Live = new Topology(live),
        OwnedLinks = owned.ToImmutableHashSet(),
        OwnedObjects = ImmutableHashSet<ResourceKey>.Empty,
        Baselines = ImmutableDictionary<ResourceKey, Resource>.Empty,
    };

    /// <summary>What a person sees, and below it what is executed.</summary>
    public static string Transcript(this Plan plan)
    {
        StringBuilder text = new(PlanText.Render(plan));
        text.Append('\n');
        foreach (Operation operation in plan.Operations)
        {
            text.Append(operation.Index).Append(' ').Append(Line(operation)).Append('\n');
        }
        if (!plan.LinkIndexes.IsEmpty)
        {
            text.Append("with indexes ").AppendJoin(", ", plan.LinkIndexes.Select(i => $"{i.Key} {i.Value}")).Append('\n');
        }
        return text.ToString();
    }

    private static string Line(Operation operation) => operation.Verb switch
    {
        OperationVerb.Create => $"create {operation.Key.Id}: {Values(operation.After!)}" + (operation.Companion is { } other ? $" with {other.Key.Id}: {Values(other)}" : ""),
        OperationVerb.Delete => $"delete {operation.Key}" + (operation.Companion is { } other ? $" with {other.Key.Id}" : ""),
        _ => $"change {operation.Key}: " + string.Join(", ", operation.Attributes.Select(n =>
            $"{n} {operation.Before!.Kind.Find(n)!.Format(operation.Before) ?? "-"} → {operation.After!.Kind.Find(n)!.Format(operation.After) ?? "-"}")),
    };

    private static string Values(Resource resource) => resource.Kind.Name + string.Concat(resource.Kind.Attributes
        .Where(a => a.Mutability != Mutability.Identity && a.IsSet(resource))
        .Select(a => $" {a.Name} {a.Format(resource)}"));
}
