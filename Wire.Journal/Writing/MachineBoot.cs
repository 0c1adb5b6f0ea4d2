using System.Globalization;

namespace Wire.Journal.Writing;

/// <summary>The boot of this machine (random(4)): monotonic times of one boot compare with each other only.</summary>
internal static class MachineBoot
{
    public static Guid Id { get; } = Guid.Parse(File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim(), CultureInfo.InvariantCulture);
}
