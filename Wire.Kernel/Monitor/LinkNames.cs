using System.Collections.Concurrent;

namespace Wire.Kernel;

/// <summary>The references of links in all namespaces that are watched: the monitors that share it find each other's veth ends. Safe for several threads.</summary>
public sealed class LinkNames
{
    private readonly ConcurrentDictionary<(string Netns, uint Index), string> _references = [];

    internal string? Find(string? netns, uint index) => _references.GetValueOrDefault((netns ?? "", index));

    internal void Set(string? netns, uint index, string reference) => _references[(netns ?? "", index)] = reference;

    internal void Remove(string? netns, uint index) => _references.TryRemove((netns ?? "", index), out _);
}
