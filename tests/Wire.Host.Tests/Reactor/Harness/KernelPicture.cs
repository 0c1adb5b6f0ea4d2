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
        List<string> lines = [];
        foreach (string? netns in (string?[])[null, .. namespaces])
        {
            using KernelMonitor monitor = KernelMonitor.Open(kernel, netns, names: names);
            lines.AddRange(monitor.Dump(out _).Select(Line));
        }
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static string Line(Resource resource) => $"{resource.Title}: " + string.Join(", ", resource.Kind.Attributes
        .Where(a => a.Mutability != Mutability.Observed && a.IsSet(resource))
        .Select(a => $"{a.Name} {a.Format(resource)}"));
}
