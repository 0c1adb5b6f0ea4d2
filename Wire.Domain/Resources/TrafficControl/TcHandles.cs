using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>
/// Handles of traffic control (linux/pkt_sched.h): 32 bits, a major and a minor number of 16 bits, written in hexadecimal as
/// tc(8) does: a qdisc is "1:", a class of it "1:10".
/// </summary>
public static class TcHandles
{
    /// <summary>TC_H_ROOT.</summary>
    public const uint Root = 0xFFFF_FFFF;

    /// <summary>TC_H_INGRESS and TC_H_CLSACT: the place of both kinds, of which a link has one.</summary>
    public const uint Ingress = 0xFFFF_FFF1;

    /// <summary>The handle that the kernel gives an ingress or clsact qdisc: "ffff:".</summary>
    public const uint IngressHandle = 0xFFFF_0000;

    /// <summary>TC_H_MAKE(TC_H_CLSACT, TC_H_MIN_INGRESS): filters for what comes in.</summary>
    public const uint FilterIngress = 0xFFFF_FFF2;

    /// <summary>TC_H_MAKE(TC_H_CLSACT, TC_H_MIN_EGRESS): filters for what goes out.</summary>
    public const uint FilterEgress = 0xFFFF_FFF3;

    /// <summary>A qdisc's own handle, "1:": no minor number.</summary>
    public static ValueFormat<uint> Qdisc { get; } = new HandleFormat("a qdisc's handle, such as '1:'", minor: false);

    /// <summary>A class, "1:10".</summary>
    public static ValueFormat<uint> Class { get; } = new HandleFormat("a class, such as '1:10'", minor: true);

    /// <summary>What a class hangs on: its qdisc "1:" or another class "1:1".</summary>
    public static ValueFormat<uint> ClassParent { get; } = new HandleFormat("a qdisc or a class, such as '1:' or '1:1'", minor: null);

    /// <summary>Where a qdisc hangs: "root", or a class.</summary>
    public static ValueFormat<uint> QdiscParent { get; } = new HandleFormat("'root' or a class, such as '1:10'", minor: true, ("root", Root), ("ingress", Ingress));

    /// <summary>Where a filter hangs: "ingress", "egress", a qdisc or a class.</summary>
    public static ValueFormat<uint> FilterParent { get; } =
        new HandleFormat("'ingress', 'egress', or a qdisc or class such as '1:'", minor: null, ("ingress", FilterIngress), ("egress", FilterEgress));

    /// <summary>The minor number of a class alone, "10".</summary>
    public static ValueFormat<uint> Minor { get; } = new MinorFormat();

    public static uint MajorOf(uint handle) => handle & 0xFFFF_0000;

    public static string Text(uint handle) =>
        $"{handle >> 16:x}:{((handle & 0xFFFF) == 0 ? "" : (handle & 0xFFFF).ToString("x", CultureInfo.InvariantCulture))}";

    /// <summary>Reads "1:" and "1:10".</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out uint handle)
    {
        handle = 0;
        int colon = text.IndexOf(':');
        if (colon is < 0 or > 4 || text.Length - colon > 5)
        {
            return false;
        }
        uint minor = 0;
        if (!TryHex(text[..colon], out uint major) || (colon + 1 < text.Length && !TryHex(text[(colon + 1)..], out minor)))
        {
            return false;
        }
        handle = major << 16 | minor;
        return true;
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out uint value) =>
        uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);

    /// <param name="expects">See <see cref="ValueFormat{T}.Expects"/>.</param>
    /// <param name="minor">Whether there has to be a minor number; null for either.</param>
    /// <param name="words">Handles with a word of their own.</param>
    private sealed class HandleFormat(string expects, bool? minor, params (string Word, uint Handle)[] words) : ValueFormat<uint>
    {
        public override string Expects => expects;

        public override bool TryParse(string text, out uint value)
        {
            foreach ((string word, uint handle) in words)
            {
                if (word == text)
                {
                    value = handle;
                    return true;
                }
            }
            return TcHandles.TryParse(text, out value) && value >> 16 is > 0 and < 0xFFFF && (minor is null || minor == ((value & 0xFFFF) != 0));
        }

        public override string Format(uint value)
        {
            foreach ((string word, uint handle) in words)
            {
                if (handle == value)
                {
                    return word;
                }
            }
            return Text(value);
        }

        public override void Write(ref MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePackReader reader) => reader.ReadUInt32();
    }

    private sealed class MinorFormat : ValueFormat<uint>
    {
        public override string Expects => "the minor number of a class in hexadecimal, such as '10' for 1:10";

        public override bool TryParse(string text, out uint value) =>
            TryHex(text.StartsWith("0x", StringComparison.Ordinal) ? text.AsSpan(2) : text, out value) && value <= 0xFFFF;

        public override string Format(uint value) => value.ToString("x", CultureInfo.InvariantCulture);

        public override void Write(ref MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePackReader reader) => reader.ReadUInt32();
    }
}
