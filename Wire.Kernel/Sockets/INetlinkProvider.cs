namespace Wire.Kernel;

/// <summary>A kernel: sockets to it, and whatever does not go through a netlink socket. Safe for several threads.</summary>
public interface INetlinkProvider
{
    /// <summary>A socket in a network namespace, with extended acknowledgements, and with strict checking where the family knows it.</summary>
    /// <param name="family">What it speaks.</param>
    /// <param name="netns">Its name (/run/netns/NAME); null for the home namespace, the one that plain references mean.</param>
    /// <exception cref="NetnsMissingException">There is no namespace of that name.</exception>
    /// <exception cref="NetlinkFamilyMissingException">The kernel was built without the family.</exception>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    INetlinkSocket Open(NetlinkFamily family, string? netns);

    /// <summary>Waits on several sockets of this kernel at once.</summary>
    INetlinkWait OpenWait();

    /// <summary>The families of generic netlink, looked up once.</summary>
    GenericFamilies Generic { get; }

    /// <summary>The secret keys that requests name.</summary>
    IKeyStore Keys => NoKeys.The;

    /// <summary>A handle on a namespace, for attributes such as IFLA_NET_NS_FD.</summary>
    /// <param name="netns">Its name; null for the home namespace.</param>
    /// <exception cref="NetnsMissingException">There is no namespace of that name.</exception>
    INetns OpenNetns(string? netns);

    /// <summary>What tells a named namespace from a later one of the same name; 0 when there is none, null when that cannot be told.</summary>
    ulong? IdentityOf(string netns) => null;

    /// <summary>The named namespaces (/run/netns), in ordinal order.</summary>
    IReadOnlyList<string> NamedNamespaces();

    /// <summary>Carries out a change that is no netlink message, inside a namespace.</summary>
    /// <exception cref="NetnsMissingException">There is no namespace of that name.</exception>
    /// <exception cref="NetlinkException">The kernel refused, for example with EBUSY when the name of a TAP device is in use.</exception>
    void Call(string? netns, KernelCall call);

    /// <summary>Answers a question that is no netlink message, inside a namespace.</summary>
    /// <exception cref="NetnsMissingException">There is no namespace of that name.</exception>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    T Ask<T>(string? netns, KernelQuery<T> query);
}

/// <summary>An open network namespace.</summary>
public interface INetns : IDisposable
{
    /// <summary>The descriptor's number, valid until this is disposed.</summary>
    int Descriptor { get; }
}

/// <summary>Waits on several sockets at once. One thread waits; any thread may wake it.</summary>
public interface INetlinkWait : IDisposable
{
    /// <param name="socket">Of the same provider. It stays the caller's.</param>
    void Add(INetlinkSocket socket);

    /// <summary>From now on a wait also ends when a network namespace gets or loses its name.</summary>
    /// <exception cref="NetlinkException">The system refused.</exception>
    void AddNames();

    /// <summary>Whether a network namespace may have got or lost its name since this was asked last.</summary>
    bool TakeNamesChanged();

    /// <summary>Waits until a socket has something to receive, or <see cref="Wake"/> was called since the last wait.</summary>
    /// <param name="timeoutMs">0 looks and does not wait, -1 waits for ever.</param>
    /// <returns>True when a socket has something.</returns>
    bool Wait(int timeoutMs);

    /// <summary>Whether a socket had something when the last wait ended; an error is something.</summary>
    /// <param name="socket">Its place in the order in which they were added.</param>
    bool HadData(int socket);

    /// <summary>Ends the wait that is under way, or the next one.</summary>
    void Wake();
}
