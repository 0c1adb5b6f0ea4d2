using System.Runtime.InteropServices;
using static Wire.Kernel.LinuxNetlink;

namespace Wire.Kernel;

/// <summary>NLMSG_ERROR (<c>nlmsgerr</c>): the answer to a request, with its extended acknowledgement.</summary>
/// <param name="Errno">Positive; 0 for an acknowledgement.</param>
/// <param name="Sequence">The request's.</param>
/// <param name="Message">NLMSGERR_ATTR_MSG: the kernel's own words; null for none.</param>
/// <param name="AttributeOffset">NLMSGERR_ATTR_OFFS: where in the request the attribute in question begins; null for none.</param>
public readonly record struct NetlinkError(int Errno, uint Sequence, string? Message, int? AttributeOffset)
{
    private const int ErrorBytes = sizeof(int);

    /// <exception cref="NetlinkFormatException">The message is too short for what it says it holds.</exception>
    public static NetlinkError Read(scoped in NetlinkMessage message)
    {
        int error = message.Fixed<int>();
        if (!MemoryMarshal.TryRead(message.Payload[ErrorBytes..], out NetlinkHeader request))
        {
            throw new NetlinkFormatException("an error message is too short for the header it answers", message.Offset);
        }
        string? text = null;
        int? offset = null;
        if ((message.Header.Flags & NLM_F_ACK_TLVS) != 0)
        {
            // Without NLM_F_CAPPED the whole refused request stands before the attributes.
            bool whole = (message.Header.Flags & NLM_F_CAPPED) == 0;
            long fixedBytes = ErrorBytes + (whole ? request.Length : NetlinkHeader.Bytes);
            AttributeReader attributes = message.Attributes((int)Math.Min(fixedBytes, int.MaxValue - NetlinkHeader.Bytes));
            while (attributes.Read())
            {
                switch (attributes.Type)
                {
                    case NLMSGERR_ATTR_MSG:
                        text = attributes.ReadString();
                        break;
                    case NLMSGERR_ATTR_OFFS:
                        offset = (int)Math.Min(attributes.ReadU32(), int.MaxValue);
                        break;
                }
            }
        }
        return new(error == int.MinValue ? int.MaxValue : Math.Abs(error), request.Sequence, text, offset);
    }
}
