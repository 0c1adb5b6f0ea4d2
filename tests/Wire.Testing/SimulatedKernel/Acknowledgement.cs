using static Wire.Testing.Simulation.Netlink;

namespace Wire.Testing.Simulation;

/// <summary>NLMSG_ERROR: errno 0 for done. A success carries the request's header only, a refusal the whole request, as with NETLINK_EXT_ACK.</summary>
internal static class Acknowledgement
{
    public static byte[] Of(Request request, RefusedException? refused)
    {
        Message message = request.Message;
        ushort flags = (ushort)((refused is null ? NLM_F_CAPPED : 0) | (refused?.Text is null ? 0 : NLM_F_ACK_TLVS));
        MessageWriter answer = new(NLMSG_ERROR, flags, message.Sequence, request.Socket.PortId);
        answer.U32((uint)-(int)(refused?.Errno ?? Errno.None));
        answer.U32((uint)(HeaderBytes + message.Body.Length)).U16(message.Type).U16(message.Flags).U32(message.Sequence).U32(message.PortId);
        if (refused is not null)
        {
            answer.Raw(message.Body.Span).Raw(new byte[-message.Body.Length & 3]);
        }
        if (refused?.Text is { } text)
        {
            answer.AttributeText(NLMSGERR_ATTR_MSG, text);
        }
        return answer.ToArray();
    }
}
