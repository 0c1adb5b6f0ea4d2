using System.Collections.Immutable;

namespace Wire.Host.Node;

/// <param name="From">A point at which the program succeeds.</param>
/// <param name="To">A later one at which it fails.</param>
/// <param name="Desired">Build what was declared, instead of what the kernel had.</param>
/// <param name="Command">The program and its arguments.</param>
/// <param name="OutputToErrors">What the program prints goes to standard error.</param>
internal sealed record BisectRequest(string From, string To, bool Desired, ImmutableArray<string> Command, bool OutputToErrors);
