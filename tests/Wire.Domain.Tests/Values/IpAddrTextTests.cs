using System.Net;
using CsCheck;

namespace Wire.Domain.Tests;

public sealed class IpAddrTextTests
{
    [Fact]
    public void AddressIsWrittenAsTheBaseLibraryWritesItAndReadBack() =>
        Gen.OneOf(Gen.Byte.Array[4], Gen.Byte.Array[16], Gen.Byte[0, 1].Array[16]).Sample(bytes =>
        {
            IpAddr address = IpAddr.FromBytes(bytes);

            Assert.Equal(new IPAddress(bytes).ToString(), address.ToString());
            Assert.Equal(address, IpAddr.Parse(address.ToString()));
        });

    [Theory]
    [InlineData("255.255.255.255/32")]
    [InlineData("0.0.0.0/0")]
    [InlineData("ffff:eeee:dddd:cccc:bbbb:aaaa:9999:8888/128")]
    [InlineData("::ffff:255.255.255.255/128")]
    public void LongestAndShortestPrefixesAreWrittenAsTheyAreRead(string text) => Assert.Equal(text, IpPrefix.Parse(text).ToString());
}
