using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// Where objects of one sort are heard of: the sockets and groups of their events, their listings, and how their messages read.
/// It has no state of its own: one serves the monitors of all namespaces, on several threads.
/// </summary>
internal abstract class ObjectSource
{
    public virtual NetlinkFamily Family => NetlinkFamily.Route;

    /// <summary>The family of generic netlink; null for the others.</summary>
    public virtual string? GenericName => null;

    /// <summary>The objects have no reference to a namespace in their key, so only the home namespace's are watched.</summary>
    public virtual bool IsHomeOnly => false;

    /// <summary>Multicast groups by number (RTNLGRP_*, NFNLGRP_*, XFRMNLGRP_*). One that the kernel does not know is not joined.</summary>
    public virtual ImmutableArray<int> Groups => [];

    /// <summary>Multicast groups of <see cref="GenericName"/>, by name. One that the kernel does not know is not joined.</summary>
    public virtual ImmutableArray<string> GenericGroups => [];

    /// <summary>nlmsg_type of the messages that are looked at; of generic netlink all of <see cref="GenericName"/> are.</summary>
    public virtual ImmutableArray<ushort> Types => [];

    /// <summary>What to ask for to know all there are. Links are known by then, and what earlier sources told.</summary>
    public virtual IEnumerable<DumpRequest> Listings(ObjectContext context) => [];

    /// <summary>Objects that no netlink listing tells: appended as they are now.</summary>
    public virtual void Read(ObjectContext context, List<Resource> into)
    {
    }

    /// <summary>Appends the objects that the message is about; nothing for a message that is about none of these.</summary>
    /// <exception cref="NetlinkFormatException">The message is cut short or contradicts itself.</exception>
    public virtual void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
    }

    /// <summary>
    /// What a message says depends on nothing but itself and the names of links, and asks the kernel for nothing: a listing is
    /// decoded while it is received.
    /// </summary>
    public virtual bool IsSelfContained => false;

    /// <summary>
    /// Adds to a sum all that <see cref="Decode"/> makes use of, so that a message of the same sum need not be decoded again. False
    /// when what it says depends on more than on itself and the names of links.
    /// </summary>
    /// <exception cref="NetlinkFormatException">The message is cut short or contradicts itself.</exception>
    public virtual bool TrySum(scoped in NetlinkMessage message, ref MessageSum sum) => false;

    /// <summary>Whether the objects are gone. By default as rtnetlink numbers its messages: RTM_NEW, RTM_DEL, RTM_GET, RTM_SET.</summary>
    public virtual bool IsDeletion(scoped in NetlinkMessage message) => (message.Type & 3) == 1;

    /// <summary>Links are named by index in these objects: one that is renamed takes them along, and the kernel does not say so.</summary>
    public virtual bool FollowsLinks => true;

    /// <summary>The kernel does not announce their changes: they are listed again from time to time, and differences become observations.</summary>
    public virtual bool IsPolled => false;

    /// <summary>Of <see cref="IsPolled"/>: looked at when a network namespace gets or loses its name and after each plan, never by the clock.</summary>
    public virtual bool ComesWithNames => false;

    /// <summary>Of <see cref="IsPolled"/>: a plan may have made the first of them, so it is looked for when one is through.</summary>
    public virtual bool ComesWithPlans => false;

    /// <summary>Whether there can be any now, by what is known: an idle namespace is not polled.</summary>
    public virtual bool IsWorthPolling(ObjectContext context) => true;
}
