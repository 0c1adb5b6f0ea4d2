namespace Wire.Domain.Tests.Config;

/// <summary>What cannot be done with a program is said before anything is written.</summary>
public sealed class XdpTests
{
    [Theory]
    [InlineData("program drop.o", "'drop.o' is no absolute path")]
    [InlineData("program /lib/drop.o; mode offload", "no program is loaded into the network card itself")]
    [InlineData("program /lib/drop.o; mode fast", "'fast' is no value for 'mode'")]
    [InlineData("mode generic", "program")]
    public void ProgramThatCannotBeIsRefusedWithItsReason(string words, string error) =>
        Assert.Contains(error, Read.Errors($"veth v0 {{ peer v1 }}\nveth v1 {{ peer v0 }}\nxdp v0 {{ {words} }}", new Topology([])), StringComparison.Ordinal);
}
