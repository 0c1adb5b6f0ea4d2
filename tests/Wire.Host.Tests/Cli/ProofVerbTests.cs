using System.Buffers;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Wire.Domain;
using Wire.Journal;

namespace Wire.Host.Tests.Cli;

/// <summary>What an auditor does with a proof: without the journal, and with openssl where that can.</summary>
public sealed class ProofVerbTests : IDisposable
{
    private const int Changes = 20;

    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("wire-proof-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _state.Delete(recursive: true);

    [Fact]
    public async Task EventIsProvedToSomebodyWhoHasThePublicKeyOnly()
    {
        await WriteAsync(Changes);
        string key = await KeepAsync("key", "prove", "--key"), proof = await KeepAsync("proof", "prove", "@7");

        (int exit, string text) = await RunAsync("verify-proof", proof, "--key", key);
        Assert.Equal((0, true, true), (exit, text.Contains("change #7: apply", StringComparison.Ordinal), text.Contains($"one of {Changes} positions", StringComparison.Ordinal)));

        (_, string json) = await RunAsync("verify-proof", proof, "--key", await File.ReadAllTextAsync(key, Cancel), "--json");
        JsonNode proved = JsonNode.Parse(json)!;
        Assert.Equal((7, "root (uid 0)", Changes), ((int)proved["event"]!["position"]!, (string?)proved["event"]!["actor"], (int)proved["size"]!));
    }

    [Fact]
    public async Task HeadThatWasKeptVouchesForWhatWasBeforeItAndForEveryLaterJournal()
    {
        await WriteAsync(Changes);
        string monday = await KeepAsync("monday", "prove", "--head");
        await WriteAsync(7);
        string key = await KeepAsync("key", "prove", "--key");
        string old = await KeepAsync("old", "prove", "3", "--size", $"{Changes}"), now = await KeepAsync("now", "prove", "3");
        string grown = await KeepAsync("grown", "prove", "--consistency", $"{Changes}", $"{Changes + 7}");

        Assert.Equal(0, (await RunAsync("verify-proof", old, "--head", monday)).Exit);
        (int exit, string text) = await RunAsync("verify-proof", now, "--head", monday);
        Assert.Equal((1, true), (exit, text.Contains("that is not the head given", StringComparison.Ordinal)));
        (exit, text) = await RunAsync("verify-proof", grown, "--old", monday, "--key", key);
        Assert.Equal((0, true), (exit, text.Contains($"with {Changes + 7} positions begins with the {Changes} positions of before", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task JournalThatWasRewrittenCannotBeProvedToWhoeverKeptAHead()
    {
        await WriteAsync(Changes);
        string monday = await KeepAsync("monday", "prove", "--head");
        string note = await File.ReadAllTextAsync(monday, Cancel);
        Directory.Delete(Path.Combine(_state.FullName, "journal"), recursive: true);
        await WriteAsync(Changes + 2, "another");
        string key = await KeepAsync("key", "prove", "--key"), forged = await KeepAsync("forged", "prove", "--consistency", $"{Changes}", $"{Changes + 2}");
        // The rewriter gives the new history the old journal's name.
        string origin = note.Split('\n')[0], other = (await File.ReadAllTextAsync(forged, Cancel)).Split('\n').First(l => l.StartsWith("wire-journal/", StringComparison.Ordinal));
        await File.WriteAllTextAsync(monday, note.Replace(origin, other, StringComparison.Ordinal), Cancel);

        (int exit, string text) = await RunAsync("verify-proof", forged, "--old", monday, "--key", key);
        Assert.Equal((1, true), (exit, text.Contains("what was recorded was changed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AnyChangedCharacterOfAProofProvesNothing()
    {
        await WriteAsync(Changes);
        string key = await KeepAsync("key", "prove", "--key"), proof = await KeepAsync("proof", "prove", "@7");
        string text = await File.ReadAllTextAsync(proof, Cancel);
        for (int at = 0; at < text.Length; at += 3)
        {
            char other = text[at] == 'A' ? 'B' : 'A';
            await File.WriteAllTextAsync(proof, text[..at] + other + text[(at + 1)..], Cancel);
            (int exit, string said) = await RunAsync("verify-proof", proof, "--key", key);
            // The last character of base64 before '=' has bits that count for nothing.
            Assert.True(exit == 1 || text[at + 1] == '=' || text[at] == '=', $"character {at}: {said}");
            Assert.DoesNotContain("defect", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Category", "Kernel")]
    public async Task OpensslVerifiesAHeadsSignature()
    {
        await WriteAsync(Changes);
        string vkey = (await File.ReadAllTextAsync(await KeepAsync("key", "prove", "--key"), Cancel)).Trim();
        string note = await File.ReadAllTextAsync(await KeepAsync("head", "prove", "--head"), Cancel);
        int end = note.LastIndexOf("\n\n", StringComparison.Ordinal) + 1;
        string text = Path.Combine(_state.FullName, "text"), signature = Path.Combine(_state.FullName, "signature"), der = Path.Combine(_state.FullName, "der");
        await File.WriteAllTextAsync(text, note[..end], Cancel);
        await File.WriteAllBytesAsync(signature, Convert.FromBase64String(note[end..].Trim().Split(' ')[^1])[4..], Cancel);
        // RFC 8410: SubjectPublicKeyInfo of id-Ed25519.
        await File.WriteAllBytesAsync(der, [.. Convert.FromHexString("302a300506032b6570032100"), .. Convert.FromBase64String(vkey.Split('+', 3)[2])[1..]], Cancel);

        Assert.Equal(0, Openssl(der, signature, text));
        await File.AppendAllTextAsync(text, "x", Cancel);
        Assert.NotEqual(0, Openssl(der, signature, text));
    }

    [Theory]
    [InlineData("say what to prove", "prove")]
    [InlineData("say what to prove", "prove", "3", "--head")]
    [InlineData("no position 99", "prove", "99")]
    [InlineData("not 99", "prove", "3", "--size", "99")]
    [InlineData("before one of 5", "prove", "--consistency", "9", "5")]
    [InlineData("nobody vouches", "verify-proof", "/dev/null")]
    [InlineData("expected a proof", "verify-proof", "/dev/null", "--head", "/dev/null")]
    [InlineData("the key:", "verify-proof", "/dev/null", "--key", "nonsense")]
    public async Task BadRequestsAreToldWhatIsWrong(string told, params string[] line)
    {
        await WriteAsync(Changes);
        (int exit, string text) = await RunAsync(line);
        Assert.NotEqual(0, exit);
        Assert.Contains(told, text, StringComparison.Ordinal);
        Assert.DoesNotContain("defect", text, StringComparison.Ordinal);
    }

    private static int Openssl(string key, string signature, string text)
    {
        using Process process = Process.Start(new ProcessStartInfo("openssl", ["pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", key, "-rawin", "-sigfile", signature, "-in", text])
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>What a command prints, as a file.</summary>
    private async Task<string> KeepAsync(string name, params string[] line)
    {
        (int exit, string text) = await RunAsync(line);
        Assert.True(exit == 0, text);
        string file = Path.Combine(_state.FullName, name);
        await File.WriteAllTextAsync(file, text, Cancel);
        return file;
    }

    private async Task<(int Exit, string Text)> RunAsync(params string[] line)
    {
        CliRun run = new();
        int exit = await run.RunAsync(["--state", _state.FullName, .. line]);
        return (exit, run.Output + run.Error);
    }

    private async Task WriteAsync(int changes, string message = "change")
    {
        await using EventJournal journal = EventJournal.Open(Path.Combine(_state.FullName, "journal"));
        for (int i = 1; i <= changes; i++)
        {
            ArrayBufferWriter<byte> payload = new();
            StoredEventName name = EventCodec.Encode(new ChangeRequested(i, ChangeVerb.Apply, message, null, null, "b.wire"), payload);
            await journal.AppendAsync(new NewBatch { Actor = "root (uid 0)", Source = "cli", Events = [new NewEvent("intent", name.Name, name.Version, payload.WrittenMemory)] }, Cancel);
        }
    }
}
