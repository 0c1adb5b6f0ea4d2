using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>Every kind is held against bytes that a kernel sent, never only against what Wire itself writes.</summary>
public sealed class EveryKindIsCaptured
{
    /// <summary>Kinds that no netlink message tells of, each with what does.</summary>
    private static readonly Dictionary<string, string> _withoutMessages = new()
    {
        ["netns"] = "mounts below /run/netns",
        ["sysctl"] = "files below /proc/sys",
    };

    /// <summary>Registered kinds without a vector. Only ever shorter: a kind that has one must not stand here.</summary>
    private static readonly string[] _notYet =
    [
    ];

    private static readonly Lazy<HashSet<string>> _captured = new(() => [.. Vector.Names
        .Where(n => !n.StartsWith("request-", StringComparison.Ordinal))
        .SelectMany(n => Vector.Decode(n, Vector.Load(n), new ObjectContext(Links())))
        .Select(r => r.Kind.Name)]);

    /// <summary>What is on a link is not decoded before the link is known: here all are.</summary>
    private static LinkTable Links()
    {
        LinkTable links = new(null);
        for (uint index = 1; index < 256; index++)
        {
            links.Name(index, $"l{index}");
        }
        return links;
    }

    public static TheoryData<string> Kinds => [.. ResourceKinds.All.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AVectorIsDecodedAsTheKind(string kind)
    {
        bool excepted = _withoutMessages.ContainsKey(kind) || _notYet.Contains(kind);
        Assert.True(excepted || _captured.Value.Contains(kind), $"no vector is decoded as {kind}: ops/lab capture writes one");
        Assert.False(excepted && _captured.Value.Contains(kind), $"{kind} has a vector: take it off the exceptions");
    }

    [Fact]
    public void WhatIsExceptedIsAKind() => Assert.All(_withoutMessages.Keys.Concat(_notYet), kind => Assert.NotNull(ResourceKinds.Find(kind)));
}
