namespace Wire.Domain;

/// <summary>Finds the word that somebody probably meant.</summary>
public static class NearWord
{
    private const int LengthMax = 64;

    /// <summary>"did you mean 'bridge'?", or null when nothing is near.</summary>
    public static string? Advice(string word, IEnumerable<string> known) =>
        Find(word, known) is { } near ? $"did you mean '{near}'?" : null;

    /// <summary>The nearest word, at most a third of its letters (and at least one) away; of equals the first in the alphabet.</summary>
    public static string? Find(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LengthMax)
        {
            return null;
        }
        string? best = null;
        int bestDistance = Math.Max(1, word.Length / 3) + 1;
        foreach (string candidate in known)
        {
            if (Math.Abs(candidate.Length - word.Length) >= bestDistance && best is null)
            {
                continue;
            }
            int distance = Distance(word, candidate);
            if (distance < bestDistance || (distance == bestDistance && best is not null && string.CompareOrdinal(candidate, best) < 0))
            {
                (best, bestDistance) = (candidate, distance);
            }
        }
        return best;
    }

    /// <summary>Letters inserted, dropped, replaced, or swapped with their neighbour (optimal string alignment); case does not count.</summary>
    private static int Distance(string left, string right)
    {
        if (right.Length > LengthMax)
        {
            return int.MaxValue;
        }
        int width = right.Length + 1;
        Span<int> rows = stackalloc int[(left.Length + 1) * width];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                rows[i * width + j] = Math.Min(i, j) == 0 ? Math.Max(i, j) : Step(rows, width, left, right, i, j);
            }
        }
        return rows[left.Length * width + right.Length];
    }

    private static int Step(Span<int> rows, int width, string left, string right, int i, int j)
    {
        int same = Same(left[i - 1], right[j - 1]) ? 0 : 1;
        int distance = Math.Min(
            Math.Min(rows[(i - 1) * width + j] + 1, rows[i * width + j - 1] + 1),
            rows[(i - 1) * width + j - 1] + same);
        bool swapped = i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]);
        return swapped ? Math.Min(distance, rows[(i - 2) * width + j - 2] + 1) : distance;
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
