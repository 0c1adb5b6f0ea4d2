using Wire.Domain;
using Wire.Host.Api;
using Wire.Testing.Simulation;

namespace Wire.Host.Tests.Reactor;

public sealed class RollbackTests
{
    /// <summary>Wherever in the change the kernel says no.</summary>
    [Theory]
    [InlineData("daemon")]
    [InlineData("command")]
    public void ARefusalAtAnyRequestLeavesTheOldNetworkWhole(string role)
    {
        int refusals = 0;
        for (int at = 1; at <= Networks.Requests; at++)
        {
            using ReactorHarness node = new ReactorHarness { EventsFirst = at % 2 == 0, Role = role }.Start();
            node.Apply(Networks.Old);
            IReadOnlyList<string> before = KernelPicture.Of(node.Kernel);
            node.Kernel.Faults.RefuseRequest(at, Errno.EIO, "the kernel is tired");
            Answer answer = node.Apply(Networks.New);
            if (answer.Failure is null)
            {
                // Links that are deleted together are deleted one by one when the kernel refuses that.
                Assert.Equal(Networks.Picture(Networks.Old, Networks.New), KernelPicture.Of(node.Kernel));
                continue;
            }
            refusals++;
            Assert.Equal(NodeError.KernelRefused, answer.Failure.Error);
            Assert.Contains("EIO: the kernel is tired", answer.Text, StringComparison.Ordinal);
            Same($"request {at} refused\n{answer}", before, KernelPicture.Of(node.Kernel));
            Assert.Equal((ChangeVerb.Rollback, 2), (node.NewestChange.Verb, node.NewestChange.Of));
            node.Pass(120_000);
            Assert.Equal(before, KernelPicture.Of(node.Kernel));
            Answer again = node.Apply(Networks.Old);
            Assert.True(again.Success is { Changes.Count: 0 }, $"request {at} refused\n{answer}\n{again}\n{node.Journal}");
        }
        Assert.InRange(refusals, Networks.Requests - 5, Networks.Requests);
    }

    private static void Same(string when, IReadOnlyList<string> wanted, IReadOnlyList<string> got) => Assert.True(wanted.SequenceEqual(got), $"""
        {when}
        missing: {string.Join("\n         ", wanted.Except(got))}
        added:   {string.Join("\n         ", got.Except(wanted))}
        """);

    [Fact]
    public void TheErrorNamesObjectOperationTheKernelsWordsAndTheLine()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Kernel.UnsupportedKinds.Add("vxlan");

        Answer answer = node.Apply("""
            bridge br0
            # a tunnel
            vxlan vx { vni 7; remote 10.0.0.2; master br0 }
            """);

        Assert.Contains("vxlan vx", answer.Text, StringComparison.Ordinal);
        Assert.Contains("create", answer.Text, StringComparison.Ordinal);
        Assert.Contains("EOPNOTSUPP", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Unknown device type", answer.Text, StringComparison.Ordinal);
        Assert.Contains("net.wire:3", answer.Text, StringComparison.Ordinal);
        Assert.Empty(node.State.Desired);
        Assert.Equal(Networks.Untouched, KernelPicture.Of(node.Kernel));
    }

    /// <summary>The kernel sets cost and flags, and then says no to a mask that would pass on pause frames (br_setport).</summary>
    [Theory]
    [InlineData(null, "interface lo", "bridge-port eth9")]
    [InlineData("blue", "interface lo { netns blue }", "bridge-port blue/eth9")]
    public void WhatTheKernelTookOfARefusedRequestToASettingThatWasNotDeclaredGoesBack(string? netns, string old, string port)
    {
        using ReactorHarness node = new();
        node.Kernel.AddNamespace("blue");
        using ForeignActor other = node.Kernel.As(980, netns);
        other.CreateBridge("br9");
        other.CreateVeth("eth9", "wire9");
        other.SetMaster("eth9", "br9");
        node.Start();
        Assert.NotNull(node.Apply(old).Success);
        IReadOnlyList<string> before = KernelPicture.Of(node.Kernel, "blue");

        Answer answer = node.Apply($"{old}\n{port} {{ cost 77; isolated on; group-fwd-mask 0x2 }}");

        Assert.Contains("EINVAL", answer.Text, StringComparison.Ordinal);
        Same(answer.Text, before, KernelPicture.Of(node.Kernel, "blue"));
        Assert.DoesNotContain(node.State.Ownership.Baselines.Keys, k => k.Collection == "bridge-port");

        other.Do(PortBytes.ChangeOfBridge(other.IndexOf("eth9"), data => data.AttributeU32(3, 5)));
        Assert.Empty(node.Apply(old).Applied.Changes);
        Assert.Contains(KernelPicture.Of(node.Kernel, "blue"), l => l.StartsWith(port, StringComparison.Ordinal) && l.Contains("cost 5", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatForeignHandsDidMeanwhileSurvivesTheRollback()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Apply(Networks.Old);
        node.Kernel.Faults.AtRequest(3, new InterferenceFault(() =>
        {
            node.Other.CreateBridge("theirs");
            node.Other.AddAddress("br0", "172.16.0.1/24");
        }));
        node.Kernel.Faults.RefuseRequest(14, Errno.EIO);

        Assert.NotNull(node.Apply(Networks.New).Failure);

        IReadOnlyList<string> after = KernelPicture.Of(node.Kernel);
        Assert.Contains(after, l => l.StartsWith("bridge theirs", StringComparison.Ordinal));
        Assert.Contains(after, l => l.StartsWith("address br0 172.16.0.1/24", StringComparison.Ordinal));
        Assert.Empty(node.Apply(Networks.Old).Applied.Changes);
    }
}
