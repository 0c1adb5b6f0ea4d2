using static Wire.Testing.Simulation.Xfrm;

namespace Wire.Testing.Simulation;

/// <summary>NETLINK_XFRM: states and policies of IPsec (xfrm_user.c).</summary>
internal sealed class XfrmProtocol(SimulatedNamespace ns) : ProtocolHandler(ns)
{
    private readonly XfrmStates _states = new(ns);
    private readonly XfrmPolicies _policies = new(ns);

    protected override bool Reads(Message message) => message.Type is XFRM_MSG_GETSA or XFRM_MSG_GETPOLICY;

    protected override void Do(Request request)
    {
        switch (request.Message.Type)
        {
            case XFRM_MSG_NEWSA or XFRM_MSG_UPDSA: _states.Add(request); break;
            case XFRM_MSG_DELSA: _states.Delete(request); break;
            case XFRM_MSG_GETSA: request.Socket.Deliver(_states.Get(request)); break;
            case XFRM_MSG_FLUSHSA: _states.Flush(request); break;
            case XFRM_MSG_NEWPOLICY or XFRM_MSG_UPDPOLICY: _policies.Add(request); break;
            case XFRM_MSG_DELPOLICY: _policies.Delete(request); break;
            case XFRM_MSG_GETPOLICY: request.Socket.Deliver(_policies.Get(request)); break;
            case XFRM_MSG_FLUSHPOLICY: _policies.Flush(request); break;
            default: throw new RefusedException(Errno.EINVAL);
        }
    }

    protected override IEnumerable<byte[]> Dump(Request request) => request.Message.Type == XFRM_MSG_GETSA ? _states.Dump(request) : _policies.Dump(request);
}
