using Wire.Domain;
using Wire.Kernel;
using Wire.Testing.Simulation;

namespace Wire.Host.Tests.Reactor;

/// <summary>All that a kernel shows, as sorted lines of a fresh dump, without the numbers of interfaces.</summary>
internal static class KernelPicture
{
    public static IReadOnlyList<string> Of(SimulatedKernel kernel, params string?[] namespaces)
    {
        LinkNames names = new();
        List<Resource> shown = [];
        foreach (string? netns in (string?[])[null, .. namespaces])
        {
            using KernelMonitor monitor = KernelMonitor.Open(kernel, netns, names: names);
            shown.AddRange(monitor.Dump(out _));
        }
        return Of(shown);
    }

    public static IReadOnlyList<string> Of(IEnumerable<Resource> resources) => [.. resources.Select(Line).Order(StringComparer.Ordinal)];

    private static string Line(Resource resource) => $"{resource.Title}: " + string.Join(", ", resource.Kind.Attributes
        .Where(a => a.Mutability != Mutability.Observed && a.IsSet(resource))
        .Select(a => $"{a.Name} {a.Format(resource)}"));
}
