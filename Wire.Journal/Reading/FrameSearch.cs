using Wire.Journal.Format;
using Wire.Journal.Recovery;

namespace Wire.Journal.Reading;

/// <summary>
/// Finds a position in a segment without walking it: a valid header is one only at its own place, so any offset leads to the next frame, and
/// positions grow with offsets.
/// </summary>
internal static class FrameSearch
{
    /// <summary>So near it is quicker to walk, bytes and positions.</summary>
    private const int NearBytes = 8 * 1024;
    private const int NearPositions = 8;

    /// <summary>Frames are about equally long, so a guess by proportion is good; where they are not, halves are surer.</summary>
    private const int GuessesMax = 6;

    /// <summary>Moves the cursor to a frame at or before that of a position in its segment, near it. What is damaged on the way is passed over: walking on finds it.</summary>
    /// <param name="length">The file's, bytes.</param>
    /// <param name="following">The position after the segment; 0 = not known.</param>
    public static void MoveNear(FrameCursor cursor, long position, long length, long following)
    {
        var (low, lowPosition) = (cursor.Offset, cursor.NextPosition);
        var (high, highPosition) = (length, following);
        for (var guesses = 0; high - low > NearBytes && position - lowPosition > NearPositions; guesses++)
        {
            var share = guesses < GuessesMax && highPosition > position ? (position - lowPosition) / (double)(highPosition - lowPosition) : 0.5;
            var guess = low + Math.Clamp((long)((high - low) * share) - (NearBytes / 2), FrameHeader.Alignment, high - low - FrameHeader.Alignment);
            guess &= -FrameHeader.Alignment;
            if (!TryFirst(cursor, guess, high, out var offset, out var header))
            {
                high = guess;
            }
            else if (header.FirstPosition > position)
            {
                // Nothing begins between the guess and it.
                (high, highPosition) = (guess, header.FirstPosition);
            }
            else
            {
                (low, lowPosition) = (offset, header.FirstPosition);
                if (header.NextPosition > position)
                {
                    break;
                }
            }
        }

        cursor.MoveTo(low, lowPosition);
    }

    /// <summary>The first header from an offset on.</summary>
    private static bool TryFirst(FrameCursor cursor, long from, long to, out long offset, out FrameHeader header)
    {
        cursor.Refresh();
        for (offset = from; offset < to; offset += FrameHeader.Alignment)
        {
            if (cursor.TryHeaderAt(offset, out header))
            {
                return true;
            }
        }

        header = default;
        return false;
    }
}
