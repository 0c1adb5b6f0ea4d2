using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Wire.Kernel.Tests.Guest.TrafficControl;

/// <summary>
/// Data through what Wire made: two namespaces on a cable, the nearer end shaped. Rates are low enough for a guest of one CPU, and
/// ten per cent is what they may be off.
/// </summary>
[Trait("Category", "Guest")]
public sealed class CrossingTests : IDisposable
{
    private const string Far = "10.9.0.2";

    private readonly GuestNetns _near = new();
    private readonly GuestNetns _far = new();
    private readonly TrafficControlNode _wire;

    public CrossingTests()
    {
        _near.Ip($"link add name a type veth peer name b netns {_far.Name}");
        _near.Run("ip link set dev lo up && ip link set dev a up && ip addr add 10.9.0.1/24 dev a");
        _far.Run("ip link set dev lo up && ip link set dev b up && ip addr add 10.9.0.2/24 dev b");
        // Packets as they are on a wire: a policer counts those that were put together as one that is too large.
        _near.Run("ethtool -K a tso off gso off gro off");
        _near.Ip("link add name ifb7 up type ifb");
        _wire = new(_near);
    }

    public void Dispose()
    {
        _wire.Dispose();
        _near.Dispose();
        _far.Dispose();
    }

    [Fact]
    public void ClassOfHtbSendsAtItsRate()
    {
        _wire.Apply("htb a { handle 1:; default 10 }\nhtb-class a { classid 1:10; rate 4mbit; burst 256k; cburst 256k }");

        AssertRate(4_000_000, ArrivingRate());
    }

    [Fact]
    public void FilterChoosesTheClass()
    {
        _wire.Apply("""
            htb a { handle 1:; default 20 }
            htb-class a { classid 1:10; rate 4mbit; burst 256k; cburst 256k }
            htb-class a { classid 1:20; rate 100mbit }
            flower a { parent 1:; priority 1; protocol ip; ip-proto udp; classid 1:10 }
            """);

        AssertRate(4_000_000, ArrivingRate());
    }

    [Fact]
    public void PolicerLetsItsRatePass()
    {
        _wire.Apply("clsact a\nflower a { parent egress; priority 1; protocol ip; ip-proto udp; action police rate 4mbit burst 256k conform-exceed drop }");

        AssertRate(4_000_000, ArrivingRate());
    }

    [Fact]
    public void NetemDelaysEachPacket()
    {
        _near.Run($"ping -c 1 {Far}");
        _wire.Apply("netem a { delay 80ms }");

        double[] times = [.. _near.Run($"ping -c 5 -i 0.3 {Far}").Split('\n').Where(l => l.Contains("time=", StringComparison.Ordinal))
            .Select(l => double.Parse(l.Split("time=")[1].Split(' ')[0], CultureInfo.InvariantCulture))];

        Assert.Equal(5, times.Length);
        Assert.All(times, time => Assert.InRange(time, 80, 110));
    }

    [Fact]
    public void FlowerDropsAndCountsWhatFitsAndNothingElse()
    {
        _wire.Apply("clsact a\nflower a { parent ingress; priority 1; protocol ip; ip-proto icmp; src-ip 10.9.0.2; icmp-type 0; action drop }");

        _near.Run($"ping -c 5 -i 0.2 -W 1 {Far} || true");

        JsonElement action = FirstAction("ingress");
        Assert.Equal(5, action.GetProperty("stats").GetProperty("packets").GetInt32());
        Assert.Equal(5, action.GetProperty("stats").GetProperty("drops").GetInt32());
        _far.Run("ping -c 2 -i 0.2 10.9.0.1");
    }

    [Fact]
    public void WhatIsRedirectedComesInByTheOtherLink()
    {
        _wire.Apply("clsact a\nmatchall a { parent ingress; priority 1; protocol ip; action mirred egress redirect dev ifb7 }");
        long before = Sent("ifb7");

        _near.Run($"ping -c 5 -i 0.2 {Far}");

        Assert.Equal(5, Sent("ifb7") - before);
    }

    [Fact]
    public void PeditSetsTheDsFieldOfWhatGoesOut()
    {
        _wire.Apply("clsact a\nflower a { parent egress; priority 1; protocol ip; action pedit ex munge ip dsfield set 0xb8 retain 0xfc pipe; action csum ip4h }");
        _far.Run("tc qdisc add dev b clsact && tc filter add dev b ingress prio 1 protocol ip flower ip_tos 0xb8/0xfc action pass");

        _near.Run($"ping -c 3 -i 0.2 {Far}");

        using JsonDocument filters = JsonDocument.Parse(_far.Run("tc -s -j filter show dev b ingress"));
        JsonElement counted = filters.RootElement.EnumerateArray().Last().GetProperty("options").GetProperty("actions")[0];
        Assert.Equal(3, counted.GetProperty("stats").GetProperty("packets").GetInt32());
    }

    /// <summary>
    /// Bits per second that arrive while more is sent than may pass, by the far link's counter: the sender's own times say little on
    /// one busy CPU, and the bursts make up for its pauses.
    /// </summary>
    private double ArrivingRate()
    {
        _far.Run("iperf3 -s -D -1 >/dev/null 2>&1; sleep 0.5");
        _near.Run($"(timeout 12 iperf3 -u -c {Far} -b 16M -l 1400 -t 9 >/dev/null 2>&1 &) ; sleep 3");
        (long first, long start) = (Arrived(), Stopwatch.GetTimestamp());
        Thread.Sleep(4000);
        (long last, TimeSpan time) = (Arrived(), Stopwatch.GetElapsedTime(start));
        return (last - first) * 8 / time.TotalSeconds;
    }

    private long Arrived() => JsonDocument.Parse(_far.Ip("-s -j link show dev b")).RootElement[0].GetProperty("stats64").GetProperty("rx").GetProperty("bytes").GetInt64();

    private static void AssertRate(double expected, double arrived) => Assert.InRange(arrived, expected * 0.9, expected * 1.1);

    private JsonElement FirstAction(string hook) => JsonDocument.Parse(_near.Run($"tc -s -j filter show dev a {hook}")).RootElement
        .EnumerateArray().Last().GetProperty("options").GetProperty("actions")[0];

    private long Sent(string link) => JsonDocument.Parse(_near.Ip($"-s -j link show dev {link}")).RootElement[0].GetProperty("stats64").GetProperty("tx").GetProperty("packets").GetInt64();
}
