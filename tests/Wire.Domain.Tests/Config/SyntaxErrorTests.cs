using System.Text;
using VerifyXunit;

namespace Wire.Domain.Tests.Config;

/// <summary>Texts that cannot be read, and bytes that are no text.</summary>
public sealed class SyntaxErrorTests
{
    [Fact]
    public Task EveryMistakeInAFileIsReportedAtOnceEachAtItsPlace() => Verifier.Verify(Read.Errors(
        """
        brigde vswitch0 {
            mtu 1500
        }
        bridge vswitch1 {
            sttp on
            stp maybe
            mtu 70000
            port
            port this-name-is-too-long
            address 10.0.0.1
            address 10.0.0.0.1/24
            address 2001:db8::1
            mac 02:00:00:00:00:zz
            colour red
            mtu 1500 1400
        }
        vlan eth0.5 { parent eth0; id 4095 }
        vlan eth0.0 { parent eth0; id 0 }
        bond bond0 { mode active-bakup }
        bridge this-name-is-16b
        bridge
        bridge a/../b
        set brdige x mtu 1
        set bridge x mtuu 1
        set
        delete bridge
        address 10.0.0.1/24
        route 10.0.0.0/33 { via 10.0.0.1 }
        route 10.9.0.0/16 { nexthop 10.0.0.2 weight 300; nexthop }
        rule high { table 100 }
        rule 5 { table 0 }
        fdb 02:00:00:00:00 { dev x }
        dummy d0 extra
        dummy d1 { mtu 1500 { } }
        """));

    [Fact]
    public Task MissingClosingBraceNamesTheOpeningOneAndTheRestIsStillRead() => Verifier.Verify(Read.Errors(
        """
        bridge vswitch0 {
            mtu 1500

        bridge vswitch1 {
            mtuu 1500
        }
        veth v-a {
            peer v-b {
                mtu 1400
        """));

    [Fact]
    public Task StrayBracesQuotesAndTextAreNamed() => Verifier.Verify(Read.Errors(
        """
        }
        { mtu 1500 }
        dummy d0 { alias "never closed }
        }
        dummy d1 { alias "tab	and \"quotes\"" }
        dummy d2 d3
        """));

    [Fact]
    public Task ACaretStandsUnderItsWordAlsoBehindTabsAndWideCharacters() => Verifier.Verify(Read.Errors(
        "dummy d0 {\n\t\tmtu\tbig\n}\ndummy d1 { alias \"höhe 🙂\"; mtu big }\n"));

    [Fact]
    public Task AVeryLongLineIsShownAroundItsCaretOnly() => Verifier.Verify(Read.Errors(
        $"dummy d0 {{ alias \"{new string('x', 250)}\"; mtu big; alias \"{new string('y', 200)}\" }}"));

    [Theory]
    [InlineData("bridge b {\r\n    mtu 1500\r\n}\r\n")]
    [InlineData("\ufeffbridge b {\n    mtu 1500\n}\n")]
    [InlineData("bridge b { mtu 1500 }")]
    [InlineData("bridge b { mtu 1500; }; # the end")]
    [InlineData("bridge b\n{\n\tmtu\t1500\n}")]
    [InlineData("bridge b{mtu 1500}")]
    [InlineData("set bridge b mtu 1500")]
    [InlineData("set bridge \"b\" \"mtu\" 1500;")]
    public void ATextIsTheSameWhateverItsLineEndsAndBlanks(string text) =>
        Assert.Equal([new Bridge { Name = "b", Mtu = 1500, Up = true }], Read.Resources(text));

    [Fact]
    public void ErrorsBehindCarriageReturnsShowTheLineWithoutThem() =>
        Assert.Equal("net.wire:2:3: error: unknown word 'mttu' in the block of a bridge\n    mttu 1\n    ^^^^\n  did you mean 'mtu'?\n\n1 error; nothing is applied",
            Read.Errors("bridge b {\r\n  mttu 1\r\n}\r\n"));

    [Theory]
    [InlineData(new byte[] { 0x62, 0x0a, 0x00 }, "net.wire:2:1: error: this is no text: byte 0x00 at offset 2 is a control character")]
    [InlineData(new byte[] { 0x7f, 0x45, 0x4c, 0x46 }, "net.wire:1:1: error: this is no text: byte 0x7f at offset 0 is a control character")]
    [InlineData(new byte[] { 0xff, 0xfe, 0x62, 0x00 }, "net.wire:1:1: error: this is no text: byte 0xff at offset 0 is no UTF-8")]
    [InlineData(new byte[] { 0xc3, 0xa4, 0x20, 0xc3 }, "net.wire:1:4: error: this is no text: byte 0xc3 at offset 3 is no UTF-8")]
    public void BytesThatAreNoTextGiveOneError(byte[] bytes, string error)
    {
        ConfigReading reading = ConfigReader.Read(bytes, Read.File, null);
        Assert.Equal(error + "\n  expected a configuration in UTF-8\n\n1 error; nothing is applied", reading.RenderErrors());
    }

    [Fact]
    public void AHundredMegabytesAreRefusedByTheirSize() =>
        Assert.Equal("net.wire:1:1: error: the file has 100000000 bytes: too large for a configuration\n  expected at most 8 MiB\n\n1 error; nothing is applied",
            ConfigReader.Read(new byte[100_000_000], Read.File, null).RenderErrors());

    [Fact]
    public void AnEmptyFileDeclaresNothingAndIsNoError()
    {
        Assert.True(Read.Whole("").IsValid);
        Assert.Empty(Read.Whole("# nothing but words\n\n").Desired);
    }

    [Fact]
    public void AMillionMistakesAreCountedAndTheFirstHundredShown()
    {
        ConfigReading reading = ConfigReader.Read(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("no;", 1_000_000))), Read.File, null);
        Assert.Equal((100, 1_000_000), (reading.Errors.Length, reading.ErrorCount));
        Assert.EndsWith("\n\n1000000 errors, the first 100 shown; nothing is applied", reading.RenderErrors(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("bridge b {")]
    [InlineData("\"")]
    [InlineData("peer a { ")]
    public void AnyDepthOfBracesEndsInErrorsAndNotInACrash(string piece) =>
        Assert.False(Read.Whole(string.Concat(Enumerable.Repeat(piece, 100_000))).IsValid);
}
