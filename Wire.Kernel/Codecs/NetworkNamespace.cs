using System.Collections.Immutable;
using Wire.Domain;
using static Wire.Kernel.LinuxNetNamespace;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>Named network namespaces: made and removed by mounts, numbered by rtnetlink.</summary>
internal sealed class NetworkNamespaceCodec : ResourceCodec
{
    public override ObjectSource Source => NetworkNamespaceSource.The;

    public override ResourceKind Kind => NetworkNamespace.TheKind;

    public override void EncodeCreate(RequestBuilder builder, Operation operation) => builder.Add(new CreateNetns(((NetworkNamespace)operation.After!).Name));

    /// <summary>A number is given once: the kernel takes none back (<c>rtnl_net_newid</c>, net/core/net_namespace.c).</summary>
    public override void EncodeChange(RequestBuilder builder, Operation operation)
    {
        if (operation.After is NetworkNamespace { Nsid: { } nsid } asked)
        {
            builder.Add(new NumberNetns(asked.Name, nsid));
        }
    }

    public override void EncodeDelete(RequestBuilder builder, Operation operation) => builder.Add(new DeleteNetns(((NetworkNamespace)operation.Before!).Name));

    public override bool MeansGone(int errno) => errno == Errno.ENOENT;
}

/// <summary>The names below /run/netns. The kernel announces numbers, and names only as mounts that come and go.</summary>
internal sealed class NetworkNamespaceSource : ObjectSource
{
    public static NetworkNamespaceSource The { get; } = new();

    /// <summary>They are the machine's.</summary>
    public override bool IsHomeOnly => true;

    public override ImmutableArray<int> Groups { get; } = [RTNLGRP_NSID];

    /// <summary>A number ends with its namespace, whose name is gone by then.</summary>
    public override ImmutableArray<ushort> Types { get; } = [RTM_NEWNSID];

    public override bool IsPolled => true;

    public override bool ComesWithNames => true;

    public override void Read(ObjectContext context, List<Resource> into)
    {
        foreach (string name in context.Kernel?.NamedNamespaces() ?? [])
        {
            // Unknown: this kernel tells namespaces apart by nothing but their names.
            if (context.Kernel!.IdentityOf(name) is var inode && inode != 0)
            {
                into.Add(new NetworkNamespace { Name = name, Inode = inode, Nsid = NumberOf(context, name) });
            }
        }
    }

    /// <summary>The message has the number alone: the names are asked which of them has it now.</summary>
    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        if (NumberIn(message) is not { } nsid)
        {
            return;
        }
        List<Resource> all = [];
        Read(context, all);
        into.AddRange(all.Where(r => ((NetworkNamespace)r).Nsid == nsid));
    }

    private static int? NumberOf(ObjectContext context, string name)
    {
        try
        {
            using INetns target = context.Kernel!.OpenNetns(name);
            int? number = null;
            context.List(
                DumpRequest.Of("the number of a namespace", RTM_GETNSID, default(RtGenMsg), RTM_NEWNSID, w => w.WriteU32(NETNSA_FD, (uint)target.Descriptor), one: true),
                (scoped in NetlinkMessage message) => number = NumberIn(message));
            return number;
        }
        catch (NetnsMissingException)
        {
            return null; // removed since it was listed, which is told next
        }
    }

    /// <summary>NETNSA_NSID_NOT_ASSIGNED is -1.</summary>
    private static int? NumberIn(scoped in NetlinkMessage message)
    {
        AttributeReader attributes = message.Attributes(sizeof(byte));
        while (attributes.Read())
        {
            if (attributes.Type == NETNSA_NSID && (int)attributes.ReadU32() is >= 0 and var nsid)
            {
                return nsid;
            }
        }
        return null;
    }
}
