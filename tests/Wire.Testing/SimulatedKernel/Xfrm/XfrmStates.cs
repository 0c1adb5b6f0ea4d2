using static Wire.Testing.Simulation.NfBytes;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Xfrm;

namespace Wire.Testing.Simulation;

/// <summary>The states of IPsec of a namespace (xfrm_state.c), the last one first: so the kernel finds them.</summary>
internal sealed class XfrmStates(SimulatedNamespace ns)
{
    private readonly List<XfrmState> _states = [];

    public void Add(Request request)
    {
        request.RequireBody(StateBytes);
        XfrmState state = XfrmStateForm.Parse(request.Message);
        XfrmState? old = _states.Find(s => s.IsSameAs(state));
        if (request.Message.Type == XFRM_MSG_NEWSA)
        {
            Require(old is null, Errno.EEXIST);
            _states.Insert(0, state);
        }
        else
        {
            Require(old is not null, Errno.ESRCH);
            old!.Take(state);
        }
        // Of a change it is told what was asked for, not what came of it (xfrm_add_sa).
        Tell(state.Write(request.Message.Type, request.Cause), request);
    }

    public void Delete(Request request)
    {
        XfrmState state = Find(request);
        _states.Remove(state);
        Tell(state.WriteDeletion(request.Cause), request);
    }

    public byte[] Get(Request request) => Find(request).Write(XFRM_MSG_NEWSA, request.Cause);

    public void Flush(Request request)
    {
        request.RequireBody(1);
        byte proto = request.Message.U8(0);
        if (_states.RemoveAll(s => proto is 0 or 255 || s.Proto == proto) > 0)
        {
            Tell(new MessageWriter(XFRM_MSG_FLUSHSA, 0, request.Cause.Sequence, request.Cause.PortId).U8(proto).ToArray(), request);
        }
    }

    public IEnumerable<byte[]> Dump(Request request) => _states.Select(s => s.Write(XFRM_MSG_NEWSA, request.Cause, NLM_F_MULTI));

    private XfrmState Find(Request request)
    {
        const int SpiAt = 16, FamilyAt = 20, ProtoAt = 22;
        request.RequireBody(StateIdBytes);
        Message message = request.Message;
        ReadOnlyMemory<byte> id = message.Body;
        Require(message.U8(ProtoAt) is IPPROTO_ESP or IPPROTO_AH or IPPROTO_COMP, Errno.EINVAL);
        XfrmMark mark = XfrmMark.Of(message.Attributes(StateIdBytes));
        return _states.Find(s => s.Is(id.Span[..SpiAt], id.Span[SpiAt..FamilyAt], message.U8(ProtoAt), message.U16(FamilyAt), mark)) ?? throw new RefusedException(Errno.ESRCH);
    }

    private void Tell(byte[] message, Request request) => ns.Notify(Wire.Kernel.NetlinkFamily.Xfrm, XFRMNLGRP_SA, message, request.Cause);
}
