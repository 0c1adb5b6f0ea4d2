using Wire.Domain;

namespace Wire.Kernel.Tests.Guest.TrafficControl;

/// <summary>
/// What Wire makes of a text is what tc(8) makes of its command, as <c>tc -j -d</c> shows both; what Wire changes in place is what
/// tc makes anew; and what tc made Wire reads back as the same.
/// </summary>
[Trait("Category", "Guest")]
public sealed class AsTcDoesTests : IDisposable
{
    private readonly GuestNetns _netns = new();
    private readonly TrafficControlNode _wire;

    public AsTcDoesTests()
    {
        _netns.Ip("link add name a up type veth peer name a2");
        _netns.Ip("link add name b up type veth peer name b2");
        _netns.Ip("link set a2 up");
        _netns.Ip("link set b2 up");
        _netns.Ip("link add name ifb7 up type ifb");
        _wire = new(_netns);
    }

    public void Dispose()
    {
        _wire.Dispose();
        _netns.Dispose();
    }

    public static TheoryData<TcCase> Cases => [.. TcCases.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is(TcCase one)
    {
        string? before = null;
        foreach (TcStep step in one.Steps)
        {
            IReadOnlyList<string> done = _wire.Apply(step.Text);
            if (before is not null)
            {
                Assert.True(step.InPlace == done.All(d => d.StartsWith("Change", StringComparison.Ordinal)), string.Join('\n', done));
                ForEachDiscipline("b", "tc qdisc del dev b");
            }
            foreach (string command in step.Tc.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                _netns.Run("tc " + command);
            }
            string now = _netns.Tc("a");
            Assert.Equal(_netns.Tc("b"), now);
            Assert.NotEqual(before, now);
            before = now;
            Topology live = _wire.Look();
            Assert.Equal(Seen(live, "b"), Seen(live, "a"));
        }
        string last = _wire.Apply("") is { Count: > 0 } gone ? string.Join('\n', gone) : "";
        Assert.StartsWith("Delete", last, StringComparison.Ordinal);
        Assert.Empty(Seen(_wire.Look(), "a"));
    }

    private void ForEachDiscipline(string dev, string command)
    {
        string shown = _netns.Run($"tc qdisc show dev {dev}");
        foreach (string place in new[] { "root", "ingress", "clsact" })
        {
            bool isThere = place == "root" ? shown.Contains(" root ", StringComparison.Ordinal) && !shown.Contains("noqueue 0:", StringComparison.Ordinal) : shown.Contains($"qdisc {place} ", StringComparison.Ordinal);
            if (isThere)
            {
                _netns.Run($"{command} {place}");
            }
        }
    }

    /// <summary>What Wire sees on a link, without its name and the kernel's own numbers.</summary>
    private static IEnumerable<string> Seen(Topology live, string dev) => live.All
        .Where(r => r is Qdisc { Dev: var q } && q == dev || r is HtbClass { Dev: var c } && c == dev || r is Filter { Dev: var f } && f == dev)
        .Select(r => r.Kind.Name + string.Concat(r.Kind.Attributes.Where(a => a.Name is not ("dev" or "indev") && a.IsSet(r) && !(a.Name == "handle" && a.Format(r)!.StartsWith('8')))
            .Select(a => $" {a.Name}={a.Format(r)}")))
        .Order(StringComparer.Ordinal);
}
