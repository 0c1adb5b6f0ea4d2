using Wire.Kernel.Tests.Vectors;

namespace Wire.Kernel.Tests.Messages;

/// <summary>Whatever bytes arrive, the reader ends, reads nothing beyond them, and says what is wrong with its own exception.</summary>
public sealed class BrokenMessages
{
    private const int Seed = 20_261_123;
    private const int MutationsPerVector = 4_000;

    private static readonly string[] Decoded = [.. Vector.Names.Where(n => !n.StartsWith("request-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>A fresh table each time: names of damaged links would pile up in it.</summary>
    private static void Decode(string vector, byte[] datagram)
    {
        LinkTable links = new(null);
        links.Name(1, "lo");
        links.Name(100, "br0");
        links.Name(103, "vx0");
        Vector.Decode(vector, datagram, new ObjectContext(links));
    }

    private static bool IsRefusedOrDecoded(string vector, byte[] datagram)
    {
        try
        {
            Decode(vector, datagram);
            return true;
        }
        catch (NetlinkFormatException e)
        {
            Assert.InRange(e.Offset, 0, datagram.Length);
            return true;
        }
    }

    [Fact]
    public void MessageCutAnywhereIsRefused()
    {
        foreach (string name in Decoded)
        {
            byte[] whole = Vector.Load(name);
            for (int length = 1; length < whole.Length; length++)
            {
                NetlinkFormatException refused = Assert.Throws<NetlinkFormatException>(() => Decode(name, whole[..length]));
                Assert.Equal(0, refused.Offset);
            }
        }
    }

    [Fact]
    public void MessageWhoseLengthIsShortenedNeverLeadsOutOfIt()
    {
        foreach (string name in Decoded)
        {
            byte[] whole = Vector.Load(name);
            for (int length = 0; length < whole.Length; length++)
            {
                byte[] cut = whole[..Math.Max(length, 2)];
                BitConverter.TryWriteBytes(cut, (ushort)length);
                Assert.True(IsRefusedOrDecoded(name, cut), $"{name} cut to {length}, seed {Seed}");
            }
        }
    }

    [Fact]
    public void DamagedMessageIsRefusedOrReadButNeverBreaksTheReader()
    {
        Random random = new(Seed);
        foreach (string name in Decoded)
        {
            byte[] whole = Vector.Load(name);
            for (int i = 0; i < MutationsPerVector; i++)
            {
                byte[] damaged = [.. whole];
                for (int k = random.Next(1, 6); k > 0; k--)
                {
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                }
                Assert.True(IsRefusedOrDecoded(name, damaged), $"{name}, mutation {i}, seed {Seed}");
            }
        }
    }

    [Fact]
    public void AttributeThatSaysItHasNoBytesEndsTheReading()
    {
        byte[] message = Vector.Load("address-v4");
        message[16 + 8] = 0;

        NetlinkFormatException refused = Assert.Throws<NetlinkFormatException>(() => Decode("address-v4", message));
        Assert.Equal(16 + 8, refused.Offset);
    }

    [Fact]
    public void PrefixLongerThanItsAddressIsRefused()
    {
        byte[] message = Vector.Load("route-v4");
        message[16 + 1] = 33;

        Assert.Throws<NetlinkFormatException>(() => Decode("route-v4", message));
    }
}
