namespace Wire.Domain.Tests.Config;

/// <summary>Who types a tunnel's <c>key</c> means both of its keys.</summary>
public sealed class TunnelKeyTests
{
    private static Gre Only(string text) => Assert.Single(Read.Resources(text).OfType<Gre>());

    [Theory]
    [InlineData("gre g0 { key 5 }")]
    [InlineData("set gre g0 key 5")]
    [InlineData("gre g0 { ikey 5; okey 5 }")]
    public void EveryFormSaysBoth(string text)
    {
        Assert.Equal((5, 5), (Only(text).IKey, Only(text).OKey));
        Assert.Equal("gre g0 { key 5 }\n", ConfigWriter.Export(Read.Resources(text), ConfigForm.Hierarchical));
        Assert.Equal("set gre g0 key 5\n", ConfigWriter.Export(Read.Resources(text), ConfigForm.Sequential));
    }

    [Fact]
    public void TwoThatDifferAreWrittenAsTwo() =>
        Assert.Equal("gre g0 {\n    ikey 5\n    okey 6\n}\n", ConfigWriter.Export([Only("set gre g0 ikey 5 okey 6")], ConfigForm.Hierarchical));

    [Fact]
    public void FmtKeepsWhatWasWritten()
    {
        Assert.Equal("set gre g0 key 5\n", ConfigWriter.Format(Read.Document("gre g0 { key 5 }"), ConfigForm.Sequential));
        Assert.Equal("gre g0 { key 5 }\n", ConfigWriter.Format(Read.Document("set gre g0 key 5"), ConfigForm.Hierarchical));
    }

    [Theory]
    [InlineData("gre g0 { ikey 4; key 5 }", "'ikey' is said twice: it is '4' on line 1")]
    [InlineData("gre g0 { key 5; okey 4 }", "'okey' is said twice: it is '5' on line 1")]
    [InlineData("gre g0 { key 5; key 6 }", "'ikey' is said twice: it is '5' on line 1")]
    [InlineData("gre g0 { key x }", "'x' is no value for 'key'")]
    [InlineData("ipip g0 { key 5 }", "unknown word 'key' in the block of an ipip")]
    public void WhatCannotBeMeantIsOneError(string text, string error) =>
        Assert.Equal(error, Assert.Single(Read.Errors(text).Split('\n'), l => l.Contains("error:", StringComparison.Ordinal)).Split("error: ")[1]);

    [Theory]
    [InlineData("delete gre g0 key")]
    [InlineData("delete gre g0 key 5")]
    public void BothAreTakenAway(string line)
    {
        Dictionary<ResourceKey, Declared> current = Read.Resources("gre g0 { key 5 }").ToDictionary(r => r.Key, r => new Declared(r));

        ConfigReading reading = ConfigReader.ReadMerge(System.Text.Encoding.UTF8.GetBytes(line), Read.File, current, null);

        Assert.True(reading.IsValid, reading.RenderErrors());
        Assert.Equal(new Gre { Name = "g0", Up = true }, Assert.Single(reading.Desired).Resource);
    }
}
