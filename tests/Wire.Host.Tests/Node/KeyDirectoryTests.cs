using Wire.Host.Node;
using Wire.Host.Tests.Cli;
using Wire.Kernel;

namespace Wire.Host.Tests.Node;

/// <summary>Keys are kept where only their owner can read them, are found by what the kernel tells of them, and are never said.</summary>
public sealed class KeyDirectoryTests : IDisposable
{
    /// <summary>Of <c>wg genkey</c> and <c>wg pubkey</c>.</summary>
    private const string Secret = "SOlVLjRRXrhIYJX8wGdVT9zNgxSE97gLVA4chgE4bH4=", Public = "p26nOzBLdmV4CbB/p7ZDclJQOcgkrCe/v/cFZ8yW50Y=";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private KeyDirectory Keys => new(_directory.File("state/keys"));

    private async Task<CliRun> RunAsync(int expected, string? input, params string[] arguments)
    {
        CliRun run = new() { Input = CliRun.Utf8(input ?? "") };
        Assert.Equal(expected, await run.RunAsync([.. arguments, "--state", _directory.File("state")]));
        Assert.DoesNotContain(Secret, run.Output + run.Error, StringComparison.Ordinal);
        return run;
    }

    [Fact]
    public async Task ImportedKeyIsKeptForItsOwnerAlone()
    {
        await RunAsync(0, Secret + "\n", "key", "import", "office");

        Assert.Equal(Secret + "\n", await File.ReadAllTextAsync(_directory.File("state/keys/office.key"), TestContext.Current.CancellationToken));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_directory.File("state/keys/office.key")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory.File("state/keys")));
        Assert.Equal(Public + "\n", (await RunAsync(0, null, "key", "public", "office")).Output);
        Assert.Equal("office\n", (await RunAsync(0, null, "key", "list")).Output);
    }

    [Fact]
    public async Task KeyThatIsThereIsNeverOverwritten()
    {
        await RunAsync(0, null, "key", "generate", "office");
        string before = await File.ReadAllTextAsync(_directory.File("state/keys/office.key"), TestContext.Current.CancellationToken);

        Assert.Contains("there is a key 'office' already", (await RunAsync(1, Secret, "key", "import", "office")).Error, StringComparison.Ordinal);
        Assert.Contains("there is a key 'office' already", (await RunAsync(1, null, "key", "generate", "office")).Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(_directory.File("state/keys/office.key"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData(".salt")]
    [InlineData("auto")]
    [InlineData("a=b")]
    public async Task NameThatIsNoneIsRefused(string name)
    {
        Assert.Contains("cannot be a key's name", (await RunAsync(1, Secret, "key", "import", name)).Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory.File("state/keys")));
    }

    [Fact]
    public async Task WhatIsNoKeyIsRefusedWithoutRepeatingIt()
    {
        CliRun run = await RunAsync(1, "no base64: " + Secret, "key", "import", "office");
        Assert.Contains("standard input is no key", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void HexIsReadAsIpXfrmTakesIt()
    {
        Assert.Equal([0x01, 0xab], KeyText.Read(new MemoryStream("0x01ab\n"u8.ToArray())));
        Assert.Throws<FormatException>(() => KeyText.Read(new MemoryStream("0x01a"u8.ToArray())));
        Assert.Throws<FormatException>(() => KeyText.Read(new MemoryStream()));
    }

    [Fact]
    public void KeyIsFoundByWhatTheKernelTells()
    {
        byte[] secret = Convert.FromBase64String(Secret);
        Keys.Write("office", secret);
        Keys.Write("copy", secret);
        Keys.Make("other", 32);
        byte[] digest = new byte[IKeyStore.DigestBytes];
        Keys.DigestOf("copy", digest);

        Assert.Equal(["copy", "office"], Keys.NamesOf(KeyTrait.PublicKey, Convert.FromBase64String(Public)));
        Assert.Equal(["copy", "office"], Keys.NamesOf(KeyTrait.Bytes, secret));
        Assert.Equal(["copy", "office"], Keys.NamesOf(KeyTrait.Digest, digest));
        Assert.Empty(Keys.NamesOf(KeyTrait.Bytes, new byte[32]));
    }

    /// <summary>Two nodes with the same key tell it apart by different digests: a digest says nothing about a key elsewhere.</summary>
    [Fact]
    public void DigestsAreOfOneNode()
    {
        byte[] secret = Convert.FromBase64String(Secret), one = new byte[IKeyStore.DigestBytes], other = new byte[IKeyStore.DigestBytes];
        KeyDirectory elsewhere = new(_directory.File("elsewhere/keys"));
        Keys.Write("office", secret);
        elsewhere.Write("office", secret);
        Keys.DigestOf("office", one);
        elsewhere.DigestOf("office", other);

        Assert.NotEqual(one, other);
    }

    [Fact]
    public void ReplacedFileIsNoticed()
    {
        KeyDirectory keys = Keys;
        keys.Write("office", Convert.FromBase64String(Secret));
        Assert.Equal(["office"], keys.NamesOf(KeyTrait.PublicKey, Convert.FromBase64String(Public)));

        File.WriteAllText(_directory.File("state/keys/office.key"), Convert.ToBase64String(new byte[31]));

        Assert.Empty(keys.NamesOf(KeyTrait.PublicKey, Convert.FromBase64String(Public)));
    }
}
