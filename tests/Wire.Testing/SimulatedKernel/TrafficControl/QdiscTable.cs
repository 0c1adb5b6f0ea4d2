using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.PktSched;
using static Wire.Testing.Simulation.TcRequest;

namespace Wire.Testing.Simulation;

/// <summary>RTM_*QDISC (net/sched/sch_api.c): what is asked of qdiscs, and what is told of them.</summary>
internal sealed class QdiscTable(SimulatedNamespace ns)
{
    private const uint HandleStep = 0x1_0000;

    private uint _lastHandle = 0x8000_0000;

    public void Handle(Request request)
    {
        TcRequest wanted = new(ns, request);
        if (request.Message.Type == RTM_NEWQDISC)
        {
            Modify(wanted);
            return;
        }
        (Qdisc? parent, Qdisc? found) = Named(wanted);
        Require(found is not null || wanted.Kind is null or "noop", Errno.EINVAL, "Invalid qdisc name: must match existing qdisc");
        Require(wanted.Parent != 0, Errno.EINVAL, "Classid cannot be zero");
        Require(found is { Handle: not 0 }, Errno.ENOENT, "Cannot delete qdisc with handle of zero");
        Graft(wanted, parent, null, found!);
    }

    public IEnumerable<byte[]> Dump(Request request)
    {
        Cause cause = request.DumpCause;
        return ns.Links.All.SelectMany(l => l.Queues.Told).Select(q => Write(RTM_NEWQDISC, NLM_F_MULTI, cause, q, q.Parent)).ToList();
    }

    /// <summary>tc_get_qdisc, up to where it is clear what is meant; null is the kernel's noop.</summary>
    private static (Qdisc? Parent, Qdisc? Found) Named(TcRequest wanted)
    {
        LinkQueues queues = wanted.Link.Queues;
        if (wanted.Parent == 0)
        {
            Qdisc byHandle = queues.Find(wanted.Handle) ?? throw new RefusedException(Errno.ENOENT, "Failed to find qdisc with specified handle");
            RequireKind(wanted, byHandle);
            return (null, byHandle);
        }
        Qdisc? parent = null, found;
        if (wanted.Parent == TC_H_ROOT)
        {
            found = queues.Root;
        }
        else if (Major(wanted.Parent) == Major(TC_H_INGRESS))
        {
            Require(queues.HasIngressPlace, Errno.ENOENT, "Cannot find specified qdisc on specified device");
            found = queues.Ingress;
        }
        else
        {
            parent = queues.Find(Major(wanted.Parent)) ?? throw new RefusedException(Errno.ENOENT, "Failed to find qdisc with specified classid");
            found = LeafOf(parent, wanted.Parent);
            Require(found is not null || parent is TbfQdisc, Errno.ENOENT, "Cannot find specified qdisc on specified device");
        }
        Require(wanted.Handle == 0 || (found?.Handle ?? 0) == wanted.Handle, Errno.EINVAL, "Invalid handle");
        if (found is not null)
        {
            RequireKind(wanted, found);
        }
        return (parent, found);
    }

    /// <summary>qdisc_leaf.</summary>
    private static Qdisc? LeafOf(Qdisc parent, uint classId) => parent.HasClasses
        ? parent.Leaf(parent.Find(classId) ?? throw new RefusedException(Errno.ENOENT, "Specified class not found"))
        : throw new RefusedException(Errno.EOPNOTSUPP, "Parent qdisc is not classful");

    private static void RequireKind(TcRequest wanted, Qdisc found) =>
        Require(wanted.Kind is null || wanted.Kind == found.Kind, Errno.EINVAL, "Invalid qdisc name: must match existing qdisc");

    /// <summary>tc_modify_qdisc.</summary>
    private void Modify(TcRequest wanted)
    {
        LinkQueues queues = wanted.Link.Queues;
        Qdisc? parent = null, found;
        if (wanted.Parent == 0)
        {
            Require(wanted.Handle != 0, Errno.EINVAL, "Handle cannot be zero");
            Change(wanted, queues.Find(wanted.Handle));
            return;
        }
        if (wanted.Parent == TC_H_ROOT)
        {
            found = queues.Root;
        }
        else if (wanted.Parent == TC_H_INGRESS)
        {
            queues.HasIngressPlace = true;
            found = queues.Ingress;
        }
        else
        {
            parent = queues.Find(Major(wanted.Parent)) ?? throw new RefusedException(Errno.ENOENT, "Failed to find specified qdisc");
            Require(!parent.IsHook, Errno.EOPNOTSUPP, "Cannot add children to ingress/clsact qdisc");
            found = LeafOf(parent, wanted.Parent);
        }
        found = found is { Handle: not 0 } ? found : null;
        if (wanted.Handle != 0 && found?.Handle != wanted.Handle)
        {
            Require(found is null || wanted.Has(NLM_F_REPLACE), Errno.EEXIST, "NLM_F_REPLACE needed to override");
            Require(Minor(wanted.Handle) == 0, Errno.EINVAL, "Invalid minor handle");
            if (queues.Find(wanted.Handle) is { } elsewhere)
            {
                Regraft(wanted, parent, elsewhere);
                return;
            }
            Create(wanted, parent);
            return;
        }
        if (found is null)
        {
            Create(wanted, parent);
            return;
        }
        if (wanted.Handle == 0 && wanted.Kind is { } kind && kind != found.Kind)
        {
            bool creates = wanted.Has(NLM_F_CREATE), replaces = wanted.Has(NLM_F_REPLACE), isExclusive = wanted.Has(NLM_F_EXCL);
            if (creates && (replaces || isExclusive))
            {
                Create(wanted, parent);
                return;
            }
            if (!creates && !replaces && !isExclusive)
            {
                // A "change" to another kind is a new one (req_change, create_n_graft2).
                Make(wanted, parent);
                return;
            }
        }
        Change(wanted, found);
    }

    private void Change(TcRequest wanted, Qdisc? found)
    {
        Require(found is not null, Errno.ENOENT, "Specified qdisc not found");
        Require(!wanted.Has(NLM_F_EXCL), Errno.EEXIST, "Exclusivity flag on, cannot modify");
        RequireKind(wanted, found!);
        if (wanted.Options is { } options)
        {
            found!.Change(options);
        }
        Tell(RTM_NEWQDISC, wanted, found!);
    }

    /// <summary>One that is there already goes to another place: it would be in both.</summary>
    private static void Regraft(TcRequest wanted, Qdisc? parent, Qdisc elsewhere)
    {
        Require(elsewhere.Parent == wanted.Parent, Errno.EINVAL, "Cannot move an existing qdisc to a different parent");
        Require(!wanted.Has(NLM_F_EXCL), Errno.EEXIST, "Exclusivity flag on, cannot override");
        RequireKind(wanted, elsewhere);
        Require(!elsewhere.IsHook, Errno.EINVAL, "Cannot regraft ingress or clsact Qdiscs");
        Require(elsewhere != parent, Errno.ELOOP, "Qdisc parent/child loop detected");
        throw new RefusedException(Errno.EOPNOTSUPP, "the simulated kernel has no qdisc at two places");
    }

    /// <summary>qdisc_create.</summary>
    private void Create(TcRequest wanted, Qdisc? parent)
    {
        Require(wanted.Has(NLM_F_CREATE), Errno.ENOENT, "Qdisc not found. To create specify NLM_F_CREATE flag");
        Make(wanted, parent);
    }

    private void Make(TcRequest wanted, Qdisc? parent)
    {
        Qdisc made = QdiscKinds.Make(wanted.Kind, wanted.Link) ?? throw new RefusedException(Errno.ENOENT, "Specified qdisc kind is unknown");
        Require(wanted.Parent != TC_H_INGRESS || made.IsHook, Errno.EINVAL, "Specified parent ID is reserved for ingress and clsact Qdiscs");
        made.Parent = wanted.Parent;
        made.Handle = wanted.Parent == TC_H_INGRESS ? Major(TC_H_INGRESS) : wanted.Handle != 0 ? wanted.Handle : FreeHandle(wanted.Link);
        made.Create(wanted.Options);
        Graft(wanted, parent, made, null);
    }

    private uint FreeHandle(SimulatedLink link)
    {
        do
        {
            _lastHandle += HandleStep;
            _lastHandle = _lastHandle == Major(TC_H_ROOT) ? 0x8000_0000 : _lastHandle;
        }
        while (link.Queues.Find(_lastHandle) is not null);
        return _lastHandle;
    }

    /// <summary>qdisc_graft: what was in the place goes, with all that hangs on it.</summary>
    private void Graft(TcRequest wanted, Qdisc? parent, Qdisc? next, Qdisc? gone)
    {
        LinkQueues queues = wanted.Link.Queues;
        Qdisc? old;
        if (parent is not null)
        {
            Require(parent.TakesChildren, Errno.EOPNOTSUPP);
            uint found = parent.Find(wanted.Parent) ?? throw new RefusedException(Errno.ENOENT, "Specified class not found");
            old = parent.Leaf(found);
            parent.Graft(found, next);
        }
        else if ((gone ?? next)!.IsHook)
        {
            (old, queues.Ingress) = (queues.Ingress, next);
        }
        else
        {
            (old, queues.Root) = (queues.Root, next);
        }
        if (old is { IsHidden: false })
        {
            Tell(RTM_DELQDISC, wanted, old);
        }
        if (next is not null)
        {
            Tell(RTM_NEWQDISC, wanted, next);
        }
        if (wanted.Link.IsUp)
        {
            queues.Activate();
        }
    }

    private void Tell(ushort type, TcRequest wanted, Qdisc qdisc)
    {
        Cause cause = wanted.Request.Cause;
        ns.Notify(RTNLGRP_TC, Write(type, 0, cause, qdisc, wanted.Parent), cause);
    }

    private static byte[] Write(ushort type, ushort flags, Cause cause, Qdisc qdisc, uint parent)
    {
        const uint References = 2;
        MessageWriter message = Start(type, flags, cause, qdisc.Link, qdisc.Handle, parent, References, qdisc.Kind);
        qdisc.WriteOptions(message);
        return message.AttributeU8(TCA_HW_OFFLOAD, 0).ToArray();
    }
}
