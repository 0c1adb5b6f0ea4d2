using Wire.Host.Node;
using Wire.Journal;
using Wire.Projections;
using Wire.Testing.Simulation;

namespace Wire.Host.Tests.Node;

/// <summary>Checkpoints save time and nothing else: with them, without them and with broken ones the past is the same.</summary>
public sealed class PastStatesTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private JournalReader? _journal;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private JournalReader Journal => _journal!;

    private string Checkpoints => _directory.File("checkpoints");

    public async ValueTask InitializeAsync()
    {
        string state = _directory.File("state");
        await using (SimulatedNode node = await SimulatedNode.StartAsync(new SimulatedKernel { Ipv6LinkLocal = false }, state))
        {
            for (int i = 0; i < 12; i++)
            {
                await node.ApplyAsync($"bridge br0 {{ mtu {1400 + i}; address 10.0.{i}.1/24 }}\nveth va {{ peer vb; master br0 }}\nbridge br{i + 1}");
            }
        }
        _journal = JournalReader.Open(Path.Combine(state, "journal"));
    }

    public ValueTask DisposeAsync()
    {
        _journal?.Dispose();
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void EveryMomentIsTheSameFromItsNearestCheckpoint()
    {
        PastStates past = Eager();
        past.At(Journal, cancel: Cancel);
        Assert.True(Directory.GetFiles(Checkpoints).Length > 5);
        for (long position = 1; position <= Journal.LastPosition; position++)
        {
            Assert.Equal(Bytes(KnownState.Of(Journal.Read(1, position)), position), Bytes(past.At(Journal, position, Cancel), position));
        }
        Assert.Equal(0, past.At(Journal, 0, Cancel).Position);
        Assert.All(Directory.GetFiles(Checkpoints), f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));
    }

    [Fact]
    public void ABrokenCheckpointCostsTimeOnly()
    {
        Eager().At(Journal, cancel: Cancel);
        byte[] last = Bytes(KnownState.Of(Journal.Read()), Journal.LastPosition);
        Random random = new(7);
        for (int i = 0; i < 40; i++)
        {
            string[] files = Directory.GetFiles(Checkpoints);
            string path = files.Max(StringComparer.Ordinal)!;
            byte[] bytes = File.ReadAllBytes(path);
            switch (i % 5)
            {
                case 0:
                    bytes = bytes[..random.Next(bytes.Length)];
                    break;
                case 1:
                    bytes = File.ReadAllBytes(files.Min(StringComparer.Ordinal)!); // of another position
                    break;
                default:
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                    break;
            }
            File.WriteAllBytes(path, bytes);
            Assert.Equal(last, Bytes(Eager().At(Journal, cancel: Cancel), Journal.LastPosition));
        }
    }

    [Fact]
    public async Task ACheckpointOfAHistoryThatTookAnotherTurnIsNotBelieved()
    {
        string copy = _directory.File("copy");
        Directory.CreateDirectory(copy);
        File.Copy(Directory.GetFiles(Journal.DirectoryPath, "*.segment").Single(), Path.Combine(copy, "00000000000000000001.segment"));
        foreach (string turn in new[] { "one", "the other" })
        {
            string journal = _directory.File(turn);
            Directory.CreateDirectory(journal);
            File.Copy(Path.Combine(copy, "00000000000000000001.segment"), Path.Combine(journal, "00000000000000000001.segment"));
            await using EventJournal writer = EventJournal.Open(journal);
            NewEvent started = EventsOf.Started(turn);
            await writer.AppendAsync(new() { Actor = "wire", Source = "daemon", Events = [started] }, Cancel);
        }
        using JournalReader one = JournalReader.Open(_directory.File("one")), other = JournalReader.Open(_directory.File("the other"));
        Assert.Equal(one.LastPosition, other.LastPosition);

        Eager().At(one, cancel: Cancel);
        KnownState state = Eager().At(other, cancel: Cancel);

        Assert.Equal(Bytes(KnownState.Of(other.Read()), other.LastPosition, other), Bytes(state, other.LastPosition, other));
    }

    /// <summary>One that thinks every few events worth a checkpoint.</summary>
    private PastStates Eager() => new(Checkpoints) { FoldMs = -1, LookEvery = 7, BytesPerCheckpointByte = 0, FoldPerWriting = -1 };

    private byte[] Bytes(KnownState state, long position, JournalReader? journal = null) =>
        Checkpoint.Encode(state, Guid.Empty, (journal ?? Journal).Read(position, position).Single());
}
