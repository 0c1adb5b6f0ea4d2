namespace Wire.Kernel.Tests.Guest;

/// <summary>The lab's kernel has what its tests are there for: without this, a test that finds nothing could mean anything.</summary>
[Trait("Category", "Guest")]
public sealed class GuestKernelTests
{
    [Theory]
    [InlineData("vlan", "link add link lower name made type vlan id 7")]
    [InlineData("bond", "link add name made type bond mode active-backup")]
    [InlineData("dummy", "link add name made type dummy")]
    public void KernelMakesLinksOfTheKind(string kind, string command)
    {
        using var netns = new GuestNetns();
        netns.Ip("link add name lower type veth peer name far");

        netns.Ip(command);

        Assert.Equal(kind, netns.Show("made").GetProperty("linkinfo").GetProperty("info_kind").GetString());
    }
}
