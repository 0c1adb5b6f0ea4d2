using System.Buffers.Binary;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>Objects for BPF are files that somebody gives: whatever is in them is either read or refused with a reason.</summary>
public sealed class BpfFileTests
{
    [Fact]
    public void MapsAreWhatTheirTypesSay()
    {
        BpfFile.ProgramText text = BpfFile.Open(BpfObjects.CountIcmp).Program("xdp");

        BpfMapShape counts = text.Maps.Single(m => m.Name == "counts").Shape, others = text.Maps.Single(m => m.Name == "others").Shape;
        Assert.Equal(new BpfMapShape(LinuxBpf.BPF_MAP_TYPE_ARRAY, 4, 16, 2), counts with { KeyType = 0, ValueType = 0 });
        Assert.True(counts.HasTypes);
        Assert.Equal(new BpfMapShape(LinuxBpf.BPF_MAP_TYPE_HASH, 4, 8, 16, 1), others);
        Assert.NotNull(text.Types);
    }

    [Fact]
    public void MapsWithoutTypesAreRefusedWithWhatToDo()
    {
        BpfFileException refused = Assert.Throws<BpfFileException>(() => BpfFile.Open(BpfObjects.UntypedMaps).Program("xdp"));

        Assert.Contains("compile it with -g", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CutAndDamagedObjectsAreRefusedOrRead()
    {
        byte[] whole = File.ReadAllBytes(BpfObjects.CountIcmp);
        for (int length = 0; length < whole.Length; length += 7)
        {
            Read(whole[..length]);
        }
        int types = whole.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x9f, 0xeb, 1, 0]);
        Assert.True(types > 0);
        byte[] damaged = new byte[whole.Length];
        foreach (uint number in new uint[] { 0, 1, 0x7fffffff, 0x80000000, uint.MaxValue })
        {
            for (int at = types; at < Math.Min(types + 1500, whole.Length - 4); at += 4)
            {
                whole.CopyTo(damaged, 0);
                BinaryPrimitives.WriteUInt32LittleEndian(damaged.AsSpan(at), number);
                Read(damaged);
            }
        }
    }

    private static void Read(byte[] bytes)
    {
        try
        {
            BpfFile.Of("test.o", bytes).Program("xdp");
        }
        catch (BpfFileException refused)
        {
            Assert.Contains("test.o", refused.Message, StringComparison.Ordinal);
        }
    }
}
