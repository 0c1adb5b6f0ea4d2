using System.Reflection;

namespace Wire.Host.Node;

/// <summary>The version that was built, "0.1.0".</summary>
internal static class ProductVersion
{
    public static string Text { get; } = typeof(ProductVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
