using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VerifyXunit;
using Wire.Testing;

namespace Wire.Journal.Tests;

/// <summary>A journal of each format that was ever written stays readable for ever, byte for byte as it was.</summary>
public sealed class FixtureTests
{
    [Fact]
    public void EveryFormatUpToThisOneHasAJournal() =>
        Assert.Equal(
            Enumerable.Range(1, Format.SegmentHeader.FormatVersion).Select(version => $"format-{version}"),
            Directory.EnumerateDirectories(Repository.PathOf("tests/Wire.Journal.Tests/Fixtures")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public async Task JournalOfFormatOneOpens()
    {
        var fixture = Repository.PathOf("tests/Wire.Journal.Tests/Fixtures/format-1");
        Assert.True(JournalVerifier.Verify(fixture, cancellationToken: TestContext.Current.CancellationToken).IsWhole);

        using var copy = new TemporaryDirectory();
        foreach (var file in Directory.EnumerateFiles(fixture))
        {
            File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        }

        using (var journal = EventJournal.Open(copy.Path))
        {
            Assert.Equal((60L, 20L, 40L), (journal.LastPosition, journal.NextRevision("intent"), journal.NextRevision("kernel")));
            Assert.Equal(61, (await journal.AppendAsync(Batches.Of("it goes on"), TestContext.Current.CancellationToken)).FirstPosition);
        }

        Assert.True(JournalVerifier.Verify(copy.Path, cancellationToken: TestContext.Current.CancellationToken) is { IsWhole: true, LastPosition: 61 });

        using var reader = JournalReader.Open(fixture);
        var lines = new StringBuilder();
        foreach (var e in reader.Read())
        {
            lines.AppendLine(CultureInfo.InvariantCulture, $"{e.Position} {e.Stream}/{e.Revision} {e.Name}/{e.Version} {e.Actor}, {e.Source} {(e.Time - DateTimeOffset.UnixEpoch).TotalMilliseconds} ms, {e.MonotonicNs} ns, cause {e.Cause} change {e.Change} id {e.Id} payload {Convert.ToHexStringLower(SHA256.HashData(e.Payload.Span))[..8]}");
        }

        await Verifier.Verify(lines.ToString());
    }
}
