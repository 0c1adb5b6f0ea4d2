using System.Globalization;
using System.Text;
using CsCheck;

namespace Wire.Domain.Tests.Config;

public sealed class RoundTripTests
{
    [Theory]
    [InlineData(ConfigForm.Hierarchical)]
    [InlineData(ConfigForm.Sequential)]
    public void AnyConfigurationIsWrittenAndReadBackTheSame(ConfigForm form) => Configurations.Any.Sample(resources =>
        AssertReadsAs(resources, ConfigWriter.Export(resources, form)), iter: 2000);

    [Fact]
    public void AnyConfigurationGoesThroughTheOtherFormAndBackAndFmtOfFmtChangesNothing() => Configurations.Any.Sample(resources =>
    {
        string blocks = ConfigWriter.Export(resources, ConfigForm.Hierarchical);
        Assert.Equal(blocks, ConfigWriter.Format(Read.Document(blocks), ConfigForm.Hierarchical));
        string lines = ConfigWriter.Format(Read.Document(blocks), ConfigForm.Sequential);
        Assert.Equal(lines, ConfigWriter.Format(Read.Document(lines), ConfigForm.Sequential));
        AssertReadsAs(resources, lines);
        AssertReadsAs(resources, ConfigWriter.Format(Read.Document(lines), ConfigForm.Hierarchical));
    }, iter: 1000);

    private static readonly string[] Pieces =
    [
        "bridge", "veth", "route", "rule", "fdb", "set", "delete", "b", "10.0.0.1/24", "default", "{", "}", ";", "\n", "#x\n", "\"", "port", "peer",
        "mtu", "1500", "nexthop", "10.0.0.1", "dev", "netns", "a/b", "up", "on",
    ];

    [Fact]
    public void AnyTextWhateverEndsInErrorsAndNotInAnException() => Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i])
        .Array[0, 40].Sample(words =>
        {
            byte[] text = Encoding.UTF8.GetBytes(string.Join(' ', words));
            ConfigReading reading = ConfigReader.Read(text, Read.File, Read.Live);
            Assert.Equal(reading.IsValid, reading.Errors.IsEmpty);
            Assert.NotEmpty(reading.RenderErrors());
            ConfigReader.ReadMerge(text, Read.File, new Dictionary<ResourceKey, Declared>(), null);
            if (reading.IsValid)
            {
                Read.AssertSame(reading.Desired.Select(d => d.Resource), Read.Resources(ConfigWriter.Format(reading.Document!, ConfigForm.Sequential)));
            }
        }, iter: 5000);

    /// <summary>Seconds when it is linear, hours when it is not.</summary>
    [Theory]
    [InlineData("\n")]
    [InlineData(" ")]
    public void TwentyThousandUnitsAreReadAndCheckedAlsoOnOneLine(string between)
    {
        StringBuilder text = new();
        for (int i = 0; i < 20_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"bridge b{i} {{ port v{i}; address 10.{i / 256}.{i % 256}.1/24 }} veth v{i} {{ peer w{i} }}{between}");
        }
        ConfigReading reading = Read.Whole(text.ToString(), Read.Live);
        Assert.True(reading.IsValid);
        Assert.Equal(80_000, reading.Desired.Length);
    }

    private static void AssertReadsAs(IEnumerable<Resource> resources, string text)
    {
        ConfigResult result = ConfigDocument.Parse(text, Read.File);
        Assert.Empty(result.Errors.Select(e => e.Render()));
        Configuration configuration = result.Document!.Lower();
        Assert.Empty(configuration.Errors.Select(e => e.Render()));
        Read.AssertSame(resources, configuration.Declared.Select(d => d.Resource));
    }
}
