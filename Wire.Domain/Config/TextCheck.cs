using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Wire.Domain;

/// <summary>Tells a text from anything else, so that a wrong file gives one error and not thousands.</summary>
internal static class TextCheck
{
    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 32).Append(127).Select(b => (byte)b).Except("\t\r\n"u8.ToArray())]);

    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[3..] : utf8;

    /// <summary>Why the bytes are no configuration text; null when they can be one.</summary>
    public static ConfigError? Find(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.Length > ConfigLimits.BytesMax)
        {
            return TooLarge(bytes.Length, file);
        }
        int control = bytes.IndexOfAny(Controls);
        int broken = FirstBroken(bytes);
        if (control < 0 && broken < 0)
        {
            return null;
        }
        int at = (uint)control < (uint)broken ? control : broken;
        int line = bytes[..at].Count((byte)'\n') + 1;
        int column = at - (bytes[..at].LastIndexOf((byte)'\n') + 1) + 1;
        return new(new(file, line, column), null, 1,
            $"this is no text: byte 0x{bytes[at]:x2} at offset {at} is {(at == control ? "a control character" : "no UTF-8")}",
            "expected a configuration in UTF-8");
    }

    /// <summary>For a file that is refused by its size before it is read.</summary>
    public static ConfigError TooLarge(long bytes, string file) => new(new(file, 1, 1), null, 1,
        string.Create(CultureInfo.InvariantCulture, $"the file has {bytes} bytes: too large for a configuration"),
        $"expected at most {ConfigLimits.BytesMax / (1024 * 1024)} MiB");

    private static int FirstBroken(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return -1;
        }
        for (int at = 0; ;)
        {
            at += bytes[at..].IndexOfAnyExceptInRange((byte)0, (byte)127);
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out int consumed) != OperationStatus.Done)
            {
                return at;
            }
            at += consumed;
        }
    }
}
