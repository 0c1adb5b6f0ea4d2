using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Wire.Kernel.Tests.Fuzzing;

/// <summary>
/// Which branches of the instrumented code a run took, and how often: the byte map of AFL, one counter for each pair of branches,
/// looked at in classes (1, 2, 3, 4–7, 8–15, …) so that a loop's every length is no news.
/// </summary>
internal sealed unsafe class Coverage : IDisposable
{
    private const int MapBytes = 1 << 16;

    private readonly byte* _map = (byte*)NativeMemory.AllocZeroed(MapBytes);
    private readonly byte[] _seen = new byte[MapBytes];

    public Coverage() => Trace.SharedMem = _map;

    /// <summary>Pairs of branches that any run took.</summary>
    public int Branches => MapBytes - _seen.AsSpan().Count((byte)0);

    public void Begin()
    {
        new Span<byte>(_map, MapBytes).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether the run since <see cref="Begin"/> did something that none did before; and remembers it.</summary>
    public bool IsNews()
    {
        ReadOnlySpan<ulong> words = new(_map, MapBytes / sizeof(ulong));
        bool news = false;
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i] != 0)
            {
                news |= Note(i * sizeof(ulong));
            }
        }
        return news;
    }

    private bool Note(int first)
    {
        bool news = false;
        for (int i = first; i < first + sizeof(ulong); i++)
        {
            byte seen = (byte)(_seen[i] | ClassOf(_map[i]));
            news |= seen != _seen[i];
            _seen[i] = seen;
        }
        return news;
    }

    private static byte ClassOf(byte count) => count switch
    {
        0 => 0,
        <= 3 => (byte)(1 << (count - 1)),
        _ => (byte)Math.Min(128, 1 << (BitOperations.Log2(count) + 1)),
    };

    public void Dispose()
    {
        // Code that runs on after us still counts its branches: the map stays where it is, until the process ends.
    }
}
