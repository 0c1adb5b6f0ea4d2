using Wire.Domain;

namespace Wire.Projections;

/// <summary>Who caused an observation, for a person.</summary>
public static class CauseText
{
    public static string Of(ObservationCause cause) => cause switch
    {
        { Plan: not null } => "wire",
        { PortId: 0 } => "kernel",
        { Program: { } program } => $"{program} (port {cause.PortId})",
        _ => $"port {cause.PortId}",
    };
}
