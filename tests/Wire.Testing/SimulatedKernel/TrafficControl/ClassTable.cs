using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.PktSched;
using static Wire.Testing.Simulation.TcRequest;

namespace Wire.Testing.Simulation;

/// <summary>RTM_*TCLASS (tc_ctl_tclass of net/sched/sch_api.c).</summary>
internal sealed class ClassTable(SimulatedNamespace ns)
{
    public void Handle(Request request)
    {
        TcRequest wanted = new(ns, request);
        (Qdisc qdisc, uint parent) = QdiscOf(wanted);
        uint classId = wanted.Handle == 0 ? (wanted.Parent == TC_H_ROOT ? qdisc.Handle : 0) : qdisc.Handle | Minor(wanted.Handle);
        uint? found = classId == 0 ? null : qdisc.Find(classId);
        if (request.Message.Type == RTM_DELTCLASS)
        {
            Require(found is not null, Errno.ENOENT);
            try
            {
                Delete(wanted, qdisc, found!.Value);
            }
            finally
            {
                // Even when the class stays (tc_ctl_tclass).
                FilterBlock.ClassGone(qdisc, classId);
            }
            return;
        }
        Require(found is not null || wanted.Has(NLM_F_CREATE), Errno.ENOENT);
        Require(found is null || !wanted.Has(NLM_F_EXCL), Errno.EEXIST);
        uint changed = qdisc.ChangeClass(found, classId, parent, wanted);
        Tell(wanted, Write(RTM_NEWTCLASS, 0, wanted.Request.Cause, qdisc, changed));
        if (found is null)
        {
            FilterBlock.ClassMade(qdisc, classId);
        }
    }

    /// <summary>Of one link, as the kernel lists no others.</summary>
    public IEnumerable<byte[]> Dump(Request request)
    {
        request.RequireBody(FixedBytes);
        Cause cause = request.DumpCause;
        uint parent = request.Message.U32(12);
        return ns.Links.Find(request.Message.I32(4)) is not { } link ? [] :
        [
            .. from qdisc in link.Queues.Told
               where qdisc.HasClasses && (parent == 0 || Major(parent) == qdisc.Handle)
               from told in qdisc.Classes
               select Write(RTM_NEWTCLASS, NLM_F_MULTI, cause, qdisc, told),
        ];
    }

    private static (Qdisc Qdisc, uint Parent) QdiscOf(TcRequest wanted)
    {
        LinkQueues queues = wanted.Link.Queues;
        uint handle = Major(wanted.Handle), parent = wanted.Parent;
        if (parent != TC_H_ROOT)
        {
            uint ofParent = Major(parent);
            Require(handle == 0 || ofParent == 0 || handle == ofParent, Errno.EINVAL);
            handle = ofParent != 0 ? ofParent : handle != 0 ? handle : queues.Root?.Handle ?? 0;
            parent = parent == 0 ? 0 : handle | Minor(parent);
        }
        else if (handle == 0)
        {
            handle = queues.Root?.Handle ?? 0;
        }
        Qdisc qdisc = queues.Find(handle) ?? throw new RefusedException(Errno.ENOENT);
        Require(qdisc.HasClasses, Errno.EINVAL);
        return (qdisc, parent);
    }

    private void Delete(TcRequest wanted, Qdisc qdisc, uint found)
    {
        byte[] told = Write(RTM_DELTCLASS, 0, wanted.Request.Cause, qdisc, found);
        qdisc.DeleteClass(found);
        Tell(wanted, told);
    }

    private void Tell(TcRequest wanted, byte[] message) => ns.Notify(RTNLGRP_TC, message, wanted.Request.Cause);

    private static byte[] Write(ushort type, ushort flags, Cause cause, Qdisc qdisc, uint found)
    {
        (uint handle, uint parent, uint leaf, Action<MessageWriter>? options) = qdisc.TellClass(found);
        MessageWriter message = Start(type, flags, cause, qdisc.Link, handle, parent, leaf, qdisc.Kind);
        options?.Invoke(message);
        return message.ToArray();
    }
}
