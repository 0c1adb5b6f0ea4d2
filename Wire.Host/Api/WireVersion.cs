using System.Reflection;

namespace Wire.Host.Api;

/// <summary>Of this program, as `wire version`, `status` and the journal name it.</summary>
public static class WireVersion
{
    /// <summary>"0.1.0": without what a build adds after a plus sign.</summary>
    public static string Text { get; } =
        typeof(WireVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
