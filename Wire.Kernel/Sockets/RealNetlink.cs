using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Wire.Kernel;

/// <summary>The kernel that this process runs on.</summary>
/// <param name="home">The named namespace that plain references mean; null for the one the process is in.</param>
public sealed class RealNetlink(string? home = null) : INetlinkProvider
{
    public INetlinkSocket OpenRoute(string? netns) => NetnsThread.Run(netns ?? home, RealNetlinkSocket.Open);

    public INetns OpenNetns(string? netns) => RealNetns.Open(netns ?? home);

    public ulong? IdentityOf(string netns) => RealNetns.IdentityOf(netns);

    public IReadOnlyList<string> NamedNamespaces() => RealNetns.Names();

    public void CreateTap(string? netns, TapRequest request) => NetnsThread.Run(netns ?? home, () =>
    {
        TapDevice.Create(request);
        return true;
    });
}
