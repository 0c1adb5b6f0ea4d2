using VerifyXunit;

namespace Wire.Host.Tests;

public sealed class VerifierTests
{
    [Fact]
    public Task IdsAndTimesAreScrubbedAndEqualOnesStayEqual() => Verifier.Verify(
        """
        change 0198c0de-0000-7000-8000-000000000001 at 2025-03-01T12:00:00Z
        cause  0198c0de-0000-7000-8000-000000000002 at 2025-03-01 12:00:00.123456+01:00
        change 0198C0DE-0000-7000-8000-000000000001 at 2025-03-01T12:00:00Z
        address 2001:db8::1/64 on 2025-03-01
        """);

    [Fact]
    public async Task DifferingTextFailsNamesTheLineAndLeavesTheReceivedFile()
    {
        var directory = Directory.CreateTempSubdirectory("wire-verifier-");
        try
        {
            var source = Path.Combine(directory.FullName, "Sample.cs");
            var received = Path.Combine(directory.FullName, "Sample.Case.received.txt");
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "Sample.Case.verified.txt"), "one\r\ntwo\r\n", TestContext.Current.CancellationToken);

            var error = await Assert.ThrowsAsync<VerifyException>(() => Verifier.Verify("one\nthree\n", source, "Case"));
            Assert.Contains("first on line 2", error.Message, StringComparison.Ordinal);
            Assert.Equal("one\nthree", await File.ReadAllTextAsync(received, TestContext.Current.CancellationToken));

            await Verifier.Verify("one\ntwo", source, "Case");
            Assert.False(File.Exists(received));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
