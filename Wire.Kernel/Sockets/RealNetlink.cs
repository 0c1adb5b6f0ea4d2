namespace Wire.Kernel;

/// <summary>The kernel that this process runs on.</summary>
public sealed class RealNetlink : INetlinkProvider
{
    private readonly string? _home;

    /// <param name="home">The named namespace that plain references mean; null for the one the process is in.</param>
    /// <param name="keys">The secret keys that requests name; null for none.</param>
    public RealNetlink(string? home = null, IKeyStore? keys = null)
    {
        _home = home;
        Keys = keys ?? NoKeys.The;
        Generic = new(this);
    }

    public GenericFamilies Generic { get; }

    public IKeyStore Keys { get; }

    public INetlinkSocket Open(NetlinkFamily family, string? netns) => NetnsThread.Run(netns ?? _home, () => RealNetlinkSocket.Open(family));

    public INetlinkWait OpenWait() => new RealNetlinkWait();

    public INetns OpenNetns(string? netns) => RealNetns.Open(netns ?? _home);

    public ulong? IdentityOf(string netns) => RealNetns.IdentityOf(netns);

    public IReadOnlyList<string> NamedNamespaces() => RealNetns.Names();

    public void Call(string? netns, KernelCall call) => NetnsThread.Run(netns ?? _home, () =>
    {
        call.CarryOut();
        return true;
    });

    public T Ask<T>(string? netns, KernelQuery<T> query) => NetnsThread.Run(netns ?? _home, query.Answer);
}
