using Wire.Domain;

namespace Wire.Host.Reactor;

/// <summary>Who the reactor works for.</summary>
/// <param name="NodeId">The journal's id: stable Ethernet addresses are made of it.</param>
/// <param name="Version">Wire's version.</param>
/// <param name="Pid">The process.</param>
/// <param name="Boot">The machine's boot id: monotonic times compare within one boot only.</param>
/// <param name="Netns">The named namespace it works in; null for its own.</param>
/// <param name="Role">"daemon" heals drift for as long as it lives; "command" does one thing and leaves.</param>
public sealed record ReactorOptions(Guid NodeId, string Version, int Pid, Guid Boot, string? Netns, string Role)
{
    /// <summary>A plan with what the kernel was built without as conflicts.</summary>
    public Func<Plan, Plan> Judge { get; init; } = static plan => plan;

    /// <summary>The objects of these keys as the kernel has them now, of kinds that are <see cref="ResourceKind.IsReadByName"/>; nothing for those it has not.</summary>
    public Func<IReadOnlyCollection<ResourceKey>, IReadOnlyList<Resource>> Read { get; init; } = static _ => [];

    public bool Heals => Role == "daemon";
}
