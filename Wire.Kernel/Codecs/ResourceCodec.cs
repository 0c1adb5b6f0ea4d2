using Wire.Domain;

namespace Wire.Kernel;

/// <summary>How the operations on one kind of resource are asked of the kernel.</summary>
internal abstract class ResourceCodec
{
    public abstract ResourceKind Kind { get; }

    /// <summary>Consecutive operations are one transaction of nf_tables (<see cref="NetlinkFamily.Netfilter"/>): done together or not at all.</summary>
    public virtual bool IsAtomic => false;

    /// <summary>Where objects of the kind are heard of; kinds that come by the same messages share one. Null for a facet of links.</summary>
    public virtual ObjectSource? Source => null;

    /// <summary>Where those objects of the kind are looked at whose changes the kernel does not announce, beside <see cref="Source"/>; null for none.</summary>
    public virtual ObjectSource? Unannounced => null;

    /// <summary>How the kind is told in the messages of the links that have it; null for everything else.</summary>
    public virtual LinkFacet? Facet => null;

    /// <summary>What the kernel has to have for objects of the kind; null when every kernel has it.</summary>
    public virtual KernelNeed? Need => null;

    /// <summary>What the attributes of the kind's requests are called, for the refusal that points at one.</summary>
    /// <param name="family">The sockets that a request goes to.</param>
    /// <param name="command">nlmsg_type; of generic netlink the command.</param>
    public virtual RequestNames? NamesOf(NetlinkFamily family, int command) => null;

    /// <summary>The namespace that a key of an object that is <see cref="ResourceKind.IsReadByName"/> speaks of; null for the home namespace.</summary>
    public virtual string? NetnsOf(ResourceKey key) => null;

    public abstract void EncodeCreate(RequestBuilder builder, Operation operation);

    /// <summary>Sets <see cref="Operation.Attributes"/> to what they are in <see cref="Operation.After"/>.</summary>
    public abstract void EncodeChange(RequestBuilder builder, Operation operation);

    public abstract void EncodeDelete(RequestBuilder builder, Operation operation);

    /// <summary>Whether a deletion refused with this error means that there is nothing to delete any more.</summary>
    public abstract bool MeansGone(int errno);
}
