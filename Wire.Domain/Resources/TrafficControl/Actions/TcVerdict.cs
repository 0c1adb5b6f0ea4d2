namespace Wire.Domain;

/// <summary>What becomes of a packet after an action (TC_ACT_*, linux/pkt_cls.h).</summary>
/// <param name="Code">TC_ACT_*; for <c>goto chain</c> and <c>jump</c> with their number in the low 28 bits.</param>
public readonly record struct TcVerdict(int Code)
{
    private const int ValueBits = 28;
    private const int ValueMask = (1 << ValueBits) - 1;
    private const int JumpCode = 1 << ValueBits;
    private const int GotoChainCode = 2 << ValueBits;

    public static TcVerdict Continue => new(-1);

    public static TcVerdict Pass => new(0);

    public static TcVerdict Reclassify => new(1);

    public static TcVerdict Drop => new(2);

    public static TcVerdict Pipe => new(3);

    public static TcVerdict Stolen => new(4);

    private static readonly (string Word, int Code)[] WordsOf =
        [("continue", -1), ("pass", 0), ("reclassify", 1), ("drop", 2), ("pipe", 3), ("trap", 8), ("ok", 0), ("shot", 2)];

    /// <summary>True when the words begin with a verdict, which is taken then.</summary>
    internal static bool TryTake(ref ActionWords words, out TcVerdict verdict)
    {
        string word = words.Peek;
        foreach ((string known, int code) in WordsOf)
        {
            if (known == word)
            {
                words.Next();
                verdict = new(code);
                return true;
            }
        }
        verdict = default;
        int extended = word == "goto" ? GotoChainCode : word == "jump" ? JumpCode : 0;
        if (extended == 0)
        {
            return false;
        }
        words.Next();
        bool read = (word == "jump" || words.Take("chain")) & words.TakeNumber(ValueMask, out uint value);
        verdict = new(extended | (int)value);
        return read;
    }

    public override string ToString()
    {
        foreach ((string word, int code) in WordsOf)
        {
            if (code == Code)
            {
                return word;
            }
        }
        return (Code & ~ValueMask) switch
        {
            GotoChainCode => $"goto chain {Code & ValueMask}",
            JumpCode => $"jump {Code & ValueMask}",
            _ => $"verdict {Code}",
        };
    }
}
