using System.Runtime.CompilerServices;

// The package's own namespace, so that Verify.Xunit can replace this file and the scrubber.
namespace VerifyXunit;

/// <summary>
/// Compares a text with the golden file <c>Class.Method.verified.txt</c> beside the test's source.
/// On a mismatch the text is left in <c>Class.Method.received.txt</c>: look at it, and move it over the
/// golden file when it is right.
/// </summary>
public static class Verifier
{
    /// <exception cref="VerifyException">The golden file is missing or differs.</exception>
    public static async Task Verify(
        string target,
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = "")
    {
        var stem = Path.Combine(
            Path.GetDirectoryName(sourceFile)!,
            $"{Path.GetFileNameWithoutExtension(sourceFile)}.{method}");
        var verifiedPath = stem + ".verified.txt";
        var receivedPath = stem + ".received.txt";

        var received = Normalize(Scrubber.Scrub(target));
        var verified = File.Exists(verifiedPath)
            ? Normalize(await File.ReadAllTextAsync(verifiedPath).ConfigureAwait(false))
            : null;

        if (received == verified)
        {
            File.Delete(receivedPath);
            return;
        }

        await File.WriteAllTextAsync(receivedPath, received).ConfigureAwait(false);
        throw new VerifyException(Explain(verifiedPath, receivedPath, verified, received));
    }

    /// <summary>LF line ends; line ends at the very end of a file carry no meaning (editors add and remove them).</summary>
    private static string Normalize(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').TrimEnd('\n');

    private static string Explain(string verifiedPath, string receivedPath, string? verified, string received)
    {
        if (verified is null)
        {
            return $"""
                {verifiedPath} does not exist. Received (in {receivedPath}):
                {received}
                """;
        }

        var expectedLines = verified.Split('\n');
        var receivedLines = received.Split('\n');
        var line = expectedLines.Zip(receivedLines).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"""
            {receivedPath} differs from {verifiedPath}, first on line {line + 1}:
              verified: {LineAt(expectedLines, line)}
              received: {LineAt(receivedLines, line)}
            Received:
            {received}
            """;
    }

    private static string LineAt(string[] lines, int index) => index < lines.Length ? lines[index] : "(end of text)";
}
