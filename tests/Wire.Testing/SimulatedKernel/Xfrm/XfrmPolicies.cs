using static Wire.Testing.Simulation.NfBytes;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Xfrm;

namespace Wire.Testing.Simulation;

/// <summary>The policies of IPsec of a namespace (xfrm_policy.c).</summary>
internal sealed class XfrmPolicies(SimulatedNamespace ns)
{
    private readonly List<XfrmPolicy> _policies = [];
    private uint _nextIndex;

    public void Add(Request request)
    {
        request.RequireBody(PolicyBytes);
        XfrmPolicy policy = XfrmPolicy.Parse(request.Message);
        XfrmPolicy? old = _policies.Find(p => p.Is(policy.Dir, policy.Selector, policy.Mark, policy.Interface));
        Require(old is null || request.Message.Type == XFRM_MSG_UPDPOLICY, Errno.EEXIST);
        policy.Index = old?.Index ?? FreeIndex(policy);
        _policies.RemoveAll(p => p == old);
        _policies.Add(policy);
        Tell(policy.Write(request.Message.Type, request.Cause), request);
    }

    public void Delete(Request request)
    {
        XfrmPolicy policy = Find(request, out bool byIndex);
        _policies.Remove(policy);
        Tell(policy.WriteDeletion(request.Cause, byIndex), request);
    }

    public byte[] Get(Request request) => Find(request, out _).Write(XFRM_MSG_NEWPOLICY, request.Cause);

    public void Flush(Request request)
    {
        XfrmPolicy.CheckType(request.Message.Attributes(0));
        if (_policies.Count > 0)
        {
            _policies.Clear();
            Tell(new MessageWriter(XFRM_MSG_FLUSHPOLICY, 0, request.Cause.Sequence, request.Cause.PortId).ToArray(), request);
        }
    }

    public IEnumerable<byte[]> Dump(Request request) => _policies.Select(p => p.Write(XFRM_MSG_NEWPOLICY, request.Cause, NLM_F_MULTI));

    /// <summary>xfrm_gen_index: the number that was asked for when it is free; its last bits say the direction.</summary>
    private uint FreeIndex(XfrmPolicy policy)
    {
        uint index = policy.Index;
        while (index == 0 || _policies.Exists(p => p.Index == index))
        {
            _nextIndex += 8;
            index = _nextIndex | policy.Dir;
        }
        return index;
    }

    private XfrmPolicy Find(Request request, out bool byIndex)
    {
        const int IndexAt = 56, DirAt = 60;
        request.RequireBody(PolicyIdBytes);
        Attributes attributes = request.Message.Attributes(PolicyIdBytes);
        XfrmPolicy.CheckType(attributes);
        byte dir = request.Message.U8(DirAt);
        Require(dir <= 2, Errno.EINVAL);
        uint index = request.Message.U32(IndexAt), @interface = attributes.U32(XFRMA_IF_ID) ?? 0;
        XfrmMark mark = XfrmMark.Of(attributes);
        byte[] selector = request.Message.Body[..SelectorBytes].ToArray();
        byIndex = index != 0;
        return (index != 0
            ? _policies.Find(p => p.Index == index && p.Dir == dir && p.Mark == mark && p.Interface == @interface)
            : _policies.Find(p => p.Is(dir, selector, mark, @interface))) ?? throw new RefusedException(Errno.ENOENT);
    }

    private void Tell(byte[] message, Request request) => ns.Notify(Wire.Kernel.NetlinkFamily.Xfrm, XFRMNLGRP_POLICY, message, request.Cause);
}
