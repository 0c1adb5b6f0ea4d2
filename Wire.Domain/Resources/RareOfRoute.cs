namespace Wire.Domain;

/// <summary>
/// What hardly any route has, apart from the rest: routes are held by the hundred thousand. A route with none of it has no object
/// for it, so two such routes are equal. What each of them is, <see cref="Route"/> says.
/// </summary>
internal sealed record RareOfRoute
{
    public static RareOfRoute None { get; } = new();

    public IpAddr? Source { get; init; }

    public uint? Scope { get; init; }

    public bool? OnLink { get; init; }

    public uint? Preference { get; init; }

    public uint? Realm { get; init; }

    public Encap? Encap { get; init; }

    public RouteMetrics? Metrics { get; init; }
}
