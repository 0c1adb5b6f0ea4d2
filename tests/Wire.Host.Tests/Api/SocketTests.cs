using System.Net.Sockets;
using Wire.Host.Api;

namespace Wire.Host.Tests.Api;

public sealed class SocketTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WithoutADaemonThereIsNoClient()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("wire-api-");
        string path = Path.Combine(directory.FullName, "wire.sock");

        Assert.Null(await NodeClient.TryConnectAsync(path, null, Cancel));
        using (Socket dead = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(path));
            Assert.Null(await NodeClient.TryConnectAsync(path, null, Cancel));
        }

        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task TheSocketOfADeadDaemonIsTakenOver()
    {
        await using ApiHost host = await ApiHost.StartAsync(Samples.Node(), options =>
        {
            // A socket that was bound and never removed, as kill -9 leaves it.
            using Socket dead = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            dead.Bind(new UnixDomainSocketEndPoint(options.SocketPath + "~"));
            File.Move(options.SocketPath + "~", options.SocketPath);
            return options;
        });
        await using NodeClient client = await host.ConnectAsync();

        Assert.Equal("0.1.0", (await client.StatusAsync(Cancel)).Version);
    }

    [Fact]
    public async Task TheSocketOfALivingDaemonIsLeftAlone()
    {
        await using ApiHost first = await ApiHost.StartAsync(Samples.Node());

        NodeException thrown = await Assert.ThrowsAsync<NodeException>(() => ApiHost.StartAsync(Samples.Node(), options => options with { SocketPath = first.SocketPath }));

        Assert.Equal(NodeError.Busy, thrown.Reply.Error);
        await using NodeClient client = await first.ConnectAsync();
        Assert.Equal("0.1.0", (await client.StatusAsync(Cancel)).Version);
    }

    [Fact]
    public async Task AFileThatIsNoSocketIsNotRemoved()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "precious", Cancel);

        NodeException thrown = await Assert.ThrowsAsync<NodeException>(() => ApiHost.StartAsync(Samples.Node(), options => options with { SocketPath = file }));

        Assert.Contains(file, thrown.Message, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(file, Cancel));
        File.Delete(file);
    }

    [Fact]
    public async Task WithoutTheGroupOnlyTheOwnerReachesTheSocketAndAStopRemovesIt()
    {
        await using ApiHost host = await ApiHost.StartAsync(Samples.Node(), options => options with { Group = "no-such-group" });
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(host.SocketPath));

        await host.StopAsync();

        Assert.False(File.Exists(host.SocketPath));
    }

    [Fact]
    public async Task APathTooLongForASocketIsSaidSo()
    {
        NodeException thrown = await Assert.ThrowsAsync<NodeException>(() => NodeClient.TryConnectAsync("/" + new string('x', 107), null, Cancel));

        Assert.Contains("107", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AClientThatMeansAnotherNamespaceIsRefused()
    {
        ScriptedNode node = Samples.Node();
        await using ApiHost host = await ApiHost.StartAsync(node, options => options with { Netns = "lab" });
        await using NodeClient other = await host.ConnectAsync("office");
        await using NodeClient same = await host.ConnectAsync("lab");

        NodeException thrown = await Assert.ThrowsAsync<NodeException>(() => other.ConfirmAsync(Cancel));

        Assert.Equal(NodeError.Conflict, thrown.Reply.Error);
        Assert.Empty(node.Asked);
        Assert.Equal(12, (await same.ConfirmAsync(Cancel)).Change);
    }
}
