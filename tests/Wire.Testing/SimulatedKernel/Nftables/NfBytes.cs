namespace Wire.Testing.Simulation;

/// <summary>What the messages of nf_tables have in common.</summary>
internal static class NfBytes
{
    public static MessageWriter Begin(byte message, byte family, Cause cause, ushort flags) =>
        new MessageWriter(NfTables.Type(message), flags, cause.Sequence, cause.PortId).U8(family).U8(0).U16(0);

    public static void WriteUserData(MessageWriter writer, ushort type, byte[]? data)
    {
        if (data is not null)
        {
            writer.Attribute(type, data);
        }
    }

    /// <summary>Attributes alone, without the header of a message.</summary>
    public static byte[] Attributes(Action<MessageWriter> write)
    {
        MessageWriter writer = new(0, 0, 0, 0);
        write(writer);
        return writer.ToArray()[Netlink.HeaderBytes..];
    }
}
