using MessagePack;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain.Tests.Values;

/// <summary>Texts, as tc(8) and ip(8) read them, and the numbers of the kernel's headers that they stand for.</summary>
public sealed class ValueFormatTests
{
    private static void Means<T>(ValueFormat<T> format, string text, T value, string? canonical = null)
        where T : notnull
    {
        Assert.True(format.TryParse(text, out T parsed), $"{text} is refused");
        Assert.Equal(value, parsed);
        Assert.Equal(canonical ?? text, format.Format(value));
        Assert.True(format.TryParse(format.Format(value), out T again));
        Assert.Equal(value, again);

        System.Buffers.ArrayBufferWriter<byte> bytes = new();
        MessagePackWriter writer = new(bytes);
        format.Write(ref writer, value);
        writer.Flush();
        MessagePackReader reader = new(bytes.WrittenMemory);
        Assert.Equal(value, format.Read(ref reader));
    }

    private static void Refuses<T>(ValueFormat<T> format, params string[] texts)
        where T : notnull => Assert.All(texts, text => Assert.False(format.TryParse(text, out _), $"{text} is read"));

    [Fact]
    public void RatesAreBytesASecond()
    {
        Means(Rate, "10mbit", 1_250_000ul);
        Means(Rate, "500kbit", 62_500ul);
        Means(Rate, "1500kbit", 187_500ul);
        Means(Rate, "1.5mbit", 187_500ul, "1500kbit");
        Means(Rate, "10Mbit", 1_250_000ul, "10mbit");
        Means(Rate, "1mbps", 1_000_000ul, "8mbit");
        Means(Rate, "8000", 1000ul, "8kbit");
        Means(Rate, "1kibit", 128ul, "1024bit");
        Means(Rate, "0", 0ul, "0bit");
        Means(Rate, "147573952589676412920bit", ulong.MaxValue);
        Refuses(Rate, "", "mbit", "10 mbit", "-1mbit", "1500bits", "1bit", "10mbit/s", "99999999999999tbit");
        Means(BitRate, "1bit", 1ul);
        Means(BitRate, "1kbps", 8000ul, "8kbit");
    }

    [Fact]
    public void SizesAreBytesOf1024()
    {
        Means(Size32, "1500", 1500u);
        Means(Size32, "15k", 15360u);
        Means(Size32, "1m", 1_048_576u);
        Means(Size32, "1024kb", 1_048_576u, "1m");
        Means(Size32, "8kbit", 1024u, "1k");
        Means(Size32, "0", 0u);
        Refuses(Size32, "4g", "k", "1.3b", "-1");
        Means(Size, "4g", 4_294_967_296ul);
    }

    [Fact]
    public void TimesNameTheirUnit()
    {
        Means(Microseconds, "50ms", 50_000u);
        Means(Microseconds, "100us", 100u);
        Means(Microseconds, "1s", 1_000_000u);
        Means(Microseconds, "1500ms", 1_500_000u);
        Means(Microseconds, "1.5sec", 1_500_000u, "1500ms");
        Means(Microseconds, "0", 0u, "0us");
        Refuses(Microseconds, "100", "100ns", "0.1us", "9999s");
        Means(Nanoseconds, "100ns", 100ul);
        Means(Nanoseconds, "5ms", 5_000_000ul);
    }

    [Fact]
    public void SharesAreOfAll32Bits()
    {
        Means(Share, "100%", uint.MaxValue);
        Means(Share, "0%", 0u);
        Means(Share, "1%", 42_949_673u);
        Means(Share, "0.5%", 21_474_836u);
        Refuses(Share, "101%", "-1%", "5", "%");
        CsCheck.Check.Sample(CsCheck.Gen.UInt, value => Assert.True(Share.TryParse(Share.Format(value), out uint back) && back == value));
    }

    [Fact]
    public void HandlesAreHex()
    {
        Means(TcHandle, "1:", 0x0001_0000u);
        Means(TcHandle, "1:10", 0x0001_0010u);
        Means(TcHandle, "ffff:", 0xffff_0000u);
        Means(TcHandle, "ffff:fff2", 0xffff_fff2u, "ingress");
        Means(TcHandle, "root", 0xffff_ffffu);
        Means(TcHandle, "clsact", 0xffff_fff1u);
        Means(TcHandle, "none", 0u);
        Refuses(TcHandle, "1", "1:12345", "x:", "");
    }

    [Fact]
    public void NumbersOfOtherKinds()
    {
        Means(Signed(-5, 5), "-5", -5);
        Refuses(Signed(-5, 5), "-6", "6", "+", " 1");
        Means(Signed64(), "-9223372036854775808", long.MinValue);
        Means(Number64(), "18446744073709551615", ulong.MaxValue);
        Means(Hex(), "0x1f", 31u);
        Means(Hex(), "31", 31u, "0x1f");
        Means(Hex(), "0xFFFFFFFF", uint.MaxValue, "0xffffffff");
        Refuses(Hex(0xff), "0x100", "0x", "1f");
        Means(Hex64(), "0xffffffffffffffff", ulong.MaxValue);
        Means(WordsOrNumber(255, ("main", 254)), "main", 254u);
        Means(WordsOrNumber(255, ("main", 254)), "254", 254u, "main");
        Means(WordsOrNumber(255, ("main", 254)), "7", 7u);
        Refuses(WordsOrNumber(255, ("main", 254)), "256", "mian");
        Means(Range(1, 4094), "10-20", new NumberRange(10, 20));
        Means(Range(1, 4094), "10", new NumberRange(10, 10));
        Refuses(Range(1, 4094), "20-10", "0-5", "5-", "1-2-3");
        Means(Bytes(1, 4), "0a0b", new ValueList<byte>([10, 11]));
        Means(Bytes(1, 4), "0A", new ValueList<byte>([10]), "0a");
        Refuses(Bytes(1, 4), "", "a", "0102030405", "zz");
    }

    [Fact]
    public void FlagsAreWordsWithCommas()
    {
        ValueFormat<uint> flags = Flags(("new", 1), ("established", 2));
        Means(flags, "new,established", 3u);
        Means(flags, "established,new", 3u, "new,established");
        Means(flags, "none", 0u);
        Means(flags, "new,0x80", 0x81u);
        Refuses(flags, "", "new,", "old", "3");
    }

    [Theory]
    [InlineData(50_000, 50_000)]
    [InlineData(50_000, 52_000)]
    [InlineData(40_000, 40_000)]
    [InlineData(1_500, 2_000)]
    [InlineData(1_500, 10_000)]
    [InlineData(1_500, 3_333)]
    public void TimeInJiffiesFitsWhatAKernelOfAnyFrequencyMakesOfIt(uint declared, uint told) => Assert.True(MicrosecondsInJiffies.Fits(declared, told));

    [Theory]
    [InlineData(50_000, 51_000)]
    [InlineData(50_000, 48_000)]
    [InlineData(40_000, 44_000)]
    [InlineData(50_000, 60_000)]
    public void AnotherTimeInJiffiesDoesNot(uint declared, uint told) => Assert.False(MicrosecondsInJiffies.Fits(declared, told));
}
