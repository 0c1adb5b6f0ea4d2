using System.Buffers.Binary;

namespace Wire.Kernel.Tests.Vectors.Capture;

/// <summary>A datagram as nlmon saw it.</summary>
/// <param name="Family">NETLINK_ROUTE, NETLINK_GENERIC, …</param>
/// <param name="Bytes">One or more messages.</param>
internal sealed record CapturedDatagram(int Family, byte[] Bytes)
{
    private const uint MagicUs = 0xa1b2c3d4;
    private const uint LinkTypeNetlink = 253;

    /// <summary>The file header, and that of each packet (pcap-savefile(5)).</summary>
    private const int FileHeaderBytes = 24, PacketHeaderBytes = 16;

    /// <summary>The "cooked" header of LINKTYPE_NETLINK, with the netlink family at its end, big-endian.</summary>
    private const int CookedBytes = 16;

    /// <summary>To the kernel; otherwise from it, which never sets NLM_F_REQUEST. (What nlmon marks them with does not arrive.)</summary>
    public bool IsRequest => (BinaryPrimitives.ReadUInt16LittleEndian(Bytes.AsSpan(6)) & LinuxNetlink.NLM_F_REQUEST) != 0;

    public static IReadOnlyList<CapturedDatagram> Read(string pcap)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(pcap);
        if (BinaryPrimitives.ReadUInt32LittleEndian(file) != MagicUs || BinaryPrimitives.ReadUInt32LittleEndian(file[20..]) != LinkTypeNetlink)
        {
            throw new InvalidDataException($"{pcap} is no capture of nlmon on a little-endian machine");
        }
        List<CapturedDatagram> datagrams = [];
        ReadOnlySpan<byte> rest = file[FileHeaderBytes..];
        while (rest.Length > PacketHeaderBytes)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(rest[8..]);
            ReadOnlySpan<byte> packet = rest.Slice(PacketHeaderBytes, length);
            datagrams.Add(new(BinaryPrimitives.ReadUInt16BigEndian(packet[14..]), packet[CookedBytes..].ToArray()));
            rest = rest[(PacketHeaderBytes + length)..];
        }
        return datagrams;
    }

    /// <summary>Each message by itself, with its padding.</summary>
    public IEnumerable<byte[]> Messages()
    {
        for (int at = 0; at + 16 <= Bytes.Length;)
        {
            int length = (BinaryPrimitives.ReadInt32LittleEndian(Bytes.AsSpan(at)) + 3) & ~3;
            yield return Bytes[at..Math.Min(at + length, Bytes.Length)];
            at += length;
        }
    }
}
