using System.Buffers.Binary;
using System.Text;
using Wire.Testing;

namespace Wire.Kernel.Tests.Vectors.Capture;

/// <summary>From what <c>ops/lab capture</c> recorded to vectors: the requests of a command, and what the kernel says of what they did.</summary>
internal static class CapturedVectors
{
    private const int CtrlAttrFamilyId = 1, CtrlAttrFamilyName = 2;

    /// <summary>
    /// Writes request-NAME (and request-NAME-2, … when there are several), and NAME: the last message of the kernel about the same sort of
    /// object, so a command that ends with <c>ip link show</c> has the whole link. Says on <paramref name="said"/> all that it saw.
    /// </summary>
    /// <returns>The exit code.</returns>
    public static int Write(string name, string directory, string kernel, string command, TextWriter said)
    {
        IReadOnlyList<CapturedDatagram> datagrams = CapturedDatagram.Read(Path.Combine(directory, "capture.pcap"));
        Dictionary<int, string> generics = Generics(datagrams);
        List<(CapturedDatagram Datagram, MessageShape Shape)> changes = [];
        foreach (CapturedDatagram datagram in datagrams)
        {
            MessageShape[] shapes = [.. datagram.Messages().Select(m => MessageShape.Of(datagram.Family, m, generics))];
            said.WriteLine($"{(datagram.IsRequest ? "→" : "←")} {string.Join(", ", shapes.Select(s => s.Type))}");
            if (datagram.IsRequest && !IsProbe(datagram) && shapes.LastOrDefault(s => s.IsChange && s.Sort != "batch") is { } change)
            {
                changes.Add((datagram, change));
            }
        }
        for (int i = 0; i < changes.Count; i++)
        {
            string text = VectorText.Of(changes[i].Datagram.Family, changes[i].Datagram.Messages(), generics);
            Save($"request-{name}{(i == 0 ? "" : $"-{i + 1}")}", $"{Family(changes[i].Datagram, changes[i].Shape)}# What this sends (sequence number and port are cleared):\n#   {command}\n{text}", said);
        }
        string? sort = changes.Count == 0 ? null : changes[^1].Shape.Sort;
        string? link = changes.Count == 0 ? null : LinkName(changes[^1].Shape, changes[^1].Datagram.Bytes);
        (CapturedDatagram Datagram, byte[] Message, MessageShape Shape)[] answers =
        [
            .. datagrams.Where(d => !d.IsRequest).SelectMany(d => d.Messages().Select(m => (Datagram: d, Message: m, Shape: MessageShape.Of(d.Family, m, generics))))
                .Where(a => a.Shape.Sort.Length > 0 && a.Shape.Sort != "nlctrl" && (sort is null || a.Shape.Sort == sort)),
        ];
        if (answers.Length == 0)
        {
            said.WriteLine("the kernel said nothing of it: end the command with one that shows the object");
            return 1;
        }
        (CapturedDatagram Datagram, byte[] Message, MessageShape Shape) answer = answers.LastOrDefault(a => link is not null && LinkName(a.Shape, a.Message) == link, answers[^1]);
        Save(name, $"{Family(answer.Datagram, answer.Shape)}# What the kernel ({kernel}) says of it after\n#   {command}\n{VectorText.Of(answer.Datagram.Family, [answer.Message], generics)}", said);
        return 0;
    }

    /// <summary>ip(8) looks at other links too, for their names.</summary>
    private static string? LinkName(MessageShape shape, byte[] message)
    {
        if (shape.Attributes != "IFLA_UNSPEC")
        {
            return null;
        }
        AttributeReader attributes = new(message.AsSpan(16 + shape.FixedBytes), 0);
        while (attributes.Read())
        {
            if (attributes.Type == LinuxIfLink.IFLA_IFNAME)
            {
                return attributes.ReadString();
            }
        }
        return null;
    }

    /// <summary>The first line of what is not rtnetlink's.</summary>
    private static string Family(CapturedDatagram datagram, MessageShape shape) => (NetlinkFamily)datagram.Family switch
    {
        NetlinkFamily.Route => "",
        NetlinkFamily.Generic => $"# NETLINK_GENERIC {shape.Sort}\n",
        NetlinkFamily other => $"# NETLINK_{other.ToString().ToUpperInvariant()}\n",
    };

    /// <summary>ip(8) tries with an empty request whether the kernel makes links at all.</summary>
    private static bool IsProbe(CapturedDatagram datagram) => datagram.Bytes.AsSpan(16).IndexOfAnyExcept((byte)0) < 0;

    private static void Save(string name, string text, TextWriter said)
    {
        string file = Path.Combine(Repository.Root, "tests", "Wire.Kernel.Tests", "Vectors", name + ".txt");
        File.WriteAllText(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        said.WriteLine($"wrote {file}");
    }

    /// <summary>The families that the command asked nlctrl for: their numbers are given out at boot.</summary>
    private static Dictionary<int, string> Generics(IReadOnlyList<CapturedDatagram> datagrams)
    {
        const int Generic = 16;
        Dictionary<int, string> names = new() { [16] = "nlctrl" };
        foreach (byte[] message in datagrams.Where(d => d is { Family: Generic, IsRequest: false }).SelectMany(d => d.Messages()))
        {
            if (message.Length <= 20 || BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(4)) != 16)
            {
                continue;
            }
            string? name = null;
            int id = 0;
            AttributeReader attributes = new(message.AsSpan(20), 0);
            while (attributes.Read())
            {
                name = attributes.Type == CtrlAttrFamilyName ? attributes.ReadString() : name;
                id = attributes.Type == CtrlAttrFamilyId ? BinaryPrimitives.ReadUInt16LittleEndian(attributes.Payload) : id;
            }
            if (name is not null)
            {
                names[id] = name;
            }
        }
        return names;
    }
}
