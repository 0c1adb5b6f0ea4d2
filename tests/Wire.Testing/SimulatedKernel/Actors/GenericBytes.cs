using static Wire.Testing.Simulation.Netlink;

namespace Wire.Testing.Simulation;

/// <summary>Requests to families of generic netlink, written without Wire.Kernel.</summary>
public static class GenericBytes
{
    /// <param name="family">Its number, which each kernel chooses.</param>
    public static byte[] Of(ushort family, byte command, Action<MessageWriter>? attributes, ushort flags = NLM_F_ACK)
    {
        MessageWriter message = new MessageWriter(family, (ushort)(NLM_F_REQUEST | flags), 1, 0).U8(command).U8(1).U16(0);
        attributes?.Invoke(message);
        return message.ToArray();
    }
}
