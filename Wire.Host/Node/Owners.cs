using Wire.Domain;
using Wire.Host.Reactor;
using Wire.Projections;

namespace Wire.Host.Node;

/// <summary>Whose an object is, as a word for people.</summary>
internal static class Owners
{
    public const string Wire = "wire";
    public const string Adopted = "adopted";
    public const string Foreign = "foreign";
    public const string Kernel = "kernel";

    public static string Of(Resource resource, KnownState state)
    {
        bool declared = state.Intent.Desired.ContainsKey(resource.Key);
        return resource switch
        {
            Link link => state.Ownership.OwnedLinks.Contains(link.Reference) ? Wire : declared ? Adopted : link is { Index: 1, Name: "lo" } ? Kernel : Foreign,
            { IsMarkedOurs: true } => Wire,
            { Kind.IsSetting: true } => declared ? Wire : Kernel,
            { IsMarkedOurs: null } when state.Ownership.OwnedObjects.Contains(resource.Key) => Wire,
            { IsKernelMade: true } or Address { Link: "lo" } => Kernel,
            { IsMarkedOurs: null } => Foreign,
            _ => declared ? Wire : Foreign,
        };
    }
}
