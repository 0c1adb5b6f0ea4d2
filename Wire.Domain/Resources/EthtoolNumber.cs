namespace Wire.Domain;

/// <summary>One of the many numbers of an <see cref="Ethtool"/>.</summary>
/// <param name="Id">Of its attribute.</param>
/// <param name="Value">As the kernel has it; 0 and 1 for off and on.</param>
public readonly record struct EthtoolNumber(int Id, uint Value);
