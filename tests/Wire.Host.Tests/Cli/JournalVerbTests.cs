using System.Buffers;
using System.Text.Json.Nodes;
using Wire.Domain;
using Wire.Journal;

namespace Wire.Host.Tests.Cli;

public sealed class JournalVerbTests : IDisposable
{
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("wire-journal-");

    private string Journal => Path.Combine(_state.FullName, "journal");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _state.Delete(recursive: true);

    [Fact]
    public async Task AWholeJournalVerifiesCountsAndDumps()
    {
        await WriteAsync();

        (int verified, string verdict) = await RunAsync("journal", "verify");
        (int counted, string stat) = await RunAsync("journal", "stat", "--json");
        (int dumped, string dump) = await RunAsync("journal", "dump", "--from", "2");

        Assert.Equal((0, 0, 0), (verified, counted, dumped));
        Assert.Contains(": whole", verdict, StringComparison.Ordinal);
        Assert.Equal(3, (int)JsonNode.Parse(stat)!["events"]!);
        JsonNode[] events = [.. dump.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
        Assert.Equal(["declared bridge b", "event bridge.exploded/1 cannot be read"], events.Select(item => ((string)item["summary"]!).Split(": ")[0]));
        Assert.Equal(1500, (int)events[0]["data"]!["attributes"]!["mtu"]!);
        Assert.Equal("bridge.declared", (string?)events[0]["name"]);
    }

    [Fact]
    public async Task ADamagedJournalIsToldByPlaceAndSavedIntoACopy()
    {
        await WriteAsync();
        string segment = Directory.GetFiles(Journal).Order(StringComparer.Ordinal).First(file => new FileInfo(file).Length > 4096);
        byte[] bytes = await File.ReadAllBytesAsync(segment, Cancel);
        int name = bytes.AsSpan().IndexOf("root (uid 0)"u8);
        bytes[name] ^= 1;
        await File.WriteAllBytesAsync(segment, bytes, Cancel);

        (int exit, string verdict) = await RunAsync("journal", "verify");
        (int repaired, string saved) = await RunAsync("journal", "repair", Journal, Path.Combine(_state.FullName, "saved"));

        Assert.Equal((1, 0), (exit, repaired));
        Assert.Contains($"damaged: {segment} at offset", verdict, StringComparison.Ordinal);
        Assert.Contains("lost: @1", saved, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOldSegmentIsArchivedAndAllIsReadAsBefore()
    {
        await WriteAsync();
        string copy = Path.Combine(_state.FullName, "copy");
        using (EventJournal large = EventJournal.Open(copy, new JournalOptions { SegmentBytes = 64 * 1024 }))
        {
            for (int i = 0; i < 200; i++)
            {
                await AppendAsync(large, Encode("intent", new ChangeRequested(i + 1, ChangeVerb.Apply, new string('x', 500), null, null, "b.wire")));
            }
        }

        (int none, string nothing) = await RunAsync("journal", "archive", "--older-than", "0d");
        (int young, string tooYoung) = await RunAsync("journal", "archive", copy);
        (_, string before) = await RunAsync("journal", "dump", copy);
        (int done, string text) = await RunAsync("journal", "archive", "--older-than", "0d", copy);
        (int verified, string verdict) = await RunAsync("journal", "verify", copy);
        (_, string stat) = await RunAsync("journal", "stat", "--json", copy);
        (_, string after) = await RunAsync("journal", "dump", copy);

        Assert.Equal((0, 0, 0, 0), (none, young, done, verified));
        Assert.StartsWith("Nothing to archive: ", nothing, StringComparison.Ordinal);
        Assert.StartsWith("Nothing to archive: ", tooYoung, StringComparison.Ordinal);
        Assert.Matches("^Archived [2-9] segments, up to @[0-9]+: .* became .*\\.$", text.Trim());
        Assert.Contains(": whole", verdict, StringComparison.Ordinal);
        Assert.InRange((int)JsonNode.Parse(stat)!["archived"]!, 2, 9);
        Assert.Equal(before, after);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("d")]
    [InlineData("-1d")]
    [InlineData("36526d")]
    [InlineData("99999999999999w")]
    public async Task AnAgeThatIsNoneIsAnErrorOfTheCommandLine(string age)
    {
        await WriteAsync();

        (int exit, string text) = await RunAsync("journal", "archive", "--older-than", age);

        Assert.Equal(1, exit);
        Assert.Contains($"'{age}' is no age", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("archive")]
    [InlineData("stat")]
    [InlineData("dump")]
    public async Task WithoutAJournalThatIsSaid(string verb)
    {
        (int exit, string text) = await RunAsync("journal", verb);

        Assert.Equal(1, exit);
        Assert.StartsWith("wire: ", text, StringComparison.Ordinal);
        Assert.Contains(Journal, text, StringComparison.Ordinal);
        Assert.DoesNotContain("defect", text, StringComparison.Ordinal);
    }

    private async Task<(int Exit, string Text)> RunAsync(params string[] line)
    {
        CliRun run = new();
        int exit = await run.RunAsync(["--state", _state.FullName, .. line]);
        return (exit, run.Output + run.Error);
    }

    private async Task WriteAsync()
    {
        await using EventJournal journal = EventJournal.Open(Journal);
        await AppendAsync(journal, Encode("intent", new ChangeRequested(1, ChangeVerb.Apply, "first", null, null, "b.wire")));
        await AppendAsync(journal, Encode("intent", new ResourceDeclared(new Declared(new Bridge { Name = "b", Mtu = 1500 }))), new NewEvent("intent", "bridge.exploded", 1, new byte[] { 0xc0 }));
    }

    private static async Task AppendAsync(EventJournal journal, params NewEvent[] events) =>
        await journal.AppendAsync(new NewBatch { Actor = "root (uid 0)", Source = "cli", Events = events }, Cancel);

    private static NewEvent Encode(string stream, DomainEvent item)
    {
        ArrayBufferWriter<byte> payload = new();
        StoredEventName name = EventCodec.Encode(item, payload);
        return new NewEvent(stream, name.Name, name.Version, payload.WrittenMemory);
    }
}
