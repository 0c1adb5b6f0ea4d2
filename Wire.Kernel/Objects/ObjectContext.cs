using System.Buffers;
using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>Takes in one message of a listing.</summary>
internal delegate void MessageReader(scoped in NetlinkMessage message);

/// <summary>What a source may look at while it decodes or lists the objects of one namespace. One thread at a time.</summary>
/// <param name="links">The links of the namespace.</param>
internal sealed class ObjectContext(LinkTable links)
{
    private readonly ArrayBufferWriter<byte> _listing = new(1 << 12);

    public LinkTable Links { get; } = links;

    /// <summary>Null for the home namespace.</summary>
    public string? Netns => Links.Netns;

    /// <summary>Scratch for the message that is being decoded.</summary>
    public UnknownAttributes Unknown { get; } = new();

    /// <summary>Finds the other end of a veth in another namespace by (nsid, index); null when it cannot.</summary>
    public Func<int, uint, string?>? PeerReference { get; set; }

    /// <summary>What somebody asked to be looked at although nothing of it was seen yet: sysctls by name, for example.</summary>
    public ImmutableHashSet<ResourceKey> Watched { get; set; } = [];

    /// <summary>The objects of one collection in <see cref="Told"/>: what asks for each of many links or messages looks at no others.</summary>
    public Func<string, IEnumerable<Resource>> ToldOf { get; set; } = static _ => [];

    /// <summary>Objects of a type that were told and are still there, except links and routes.</summary>
    public Func<IEnumerable<Resource>> Told { get; set; } = static () => [];

    /// <summary>The object with that key as it was told, if it is still there, as in <see cref="Told"/>.</summary>
    public Func<Resource, Resource?> FindTold { get; set; } = static _ => null;

    /// <summary>The kernel; null where bytes are only decoded.</summary>
    public INetlinkProvider? Kernel { get; init; }

    /// <summary>By which a key that the kernel tells is found.</summary>
    public IKeyStore Keys { get => field ?? Kernel?.Keys ?? NoKeys.The; init; }

    /// <summary>Null where bytes are only decoded.</summary>
    public KernelDump? Dump { get; init; }

    /// <summary>Asks for something besides. A family that the kernel lacks, and a link that is gone meanwhile, have nothing to list.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public void List(DumpRequest request, MessageReader read)
    {
        if (Dump is null)
        {
            return;
        }
        int interruptions = 0;
        Dump.Read(request, _listing, ref interruptions);
        NetlinkMessageReader messages = new(_listing.WrittenSpan);
        while (messages.Read(out NetlinkMessage message))
        {
            read(message);
        }
        if (request.HasSecrets)
        {
            _listing.Clear();
        }
    }

    /// <summary>Asks what is no netlink message (/proc/sys, ioctl), inside the namespace.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    /// <returns>Nothing when the name of the namespace is gone: its end is noticed elsewhere.</returns>
    public T? Ask<T>(KernelQuery<T> query)
    {
        try
        {
            return Kernel is { } kernel ? kernel.Ask(Netns, query) : default;
        }
        catch (NetnsMissingException)
        {
            return default;
        }
    }
}
