using Wire.Journal.Format;

namespace Wire.Journal.Tests;

public sealed class ChecksumTests
{
    /// <summary>The vectors of RFC 3720, appendix B.4, and the check value of the CRC catalogue.</summary>
    [Fact]
    public void Crc32CIsTheOneOfRfc3720()
    {
        Assert.Equal(0xE3069283, Crc32C.Of("123456789"u8));
        Assert.Equal(0x8A9136AA, Crc32C.Of(new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Of([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, Crc32C.Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0u, Crc32C.Of([]));
    }
}
