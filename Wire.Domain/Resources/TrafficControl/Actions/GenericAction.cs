namespace Wire.Domain;

/// <summary>A verdict alone: drop, pass, pipe, reclassify, continue, trap, goto chain, jump (act_gact; <c>tc_gact</c>, <c>tc_gact_p</c>).</summary>
/// <param name="Verdict">What becomes of the packet.</param>
/// <param name="Draw">PGACT_NETRAND 1 or PGACT_DETERM 2: the other verdict for one packet in <paramref name="Every"/>; 0 for never.</param>
/// <param name="Other">The other verdict.</param>
/// <param name="Every">1–10000.</param>
public sealed record GenericAction(TcVerdict Verdict, uint Draw = 0, TcVerdict Other = default, uint Every = 0) : TcAction
{
    private const uint EveryMax = 10_000;

    public override string KernelKind => "gact";

    private protected override IEnumerable<string> Words() => Draw == 0
        ? [Verdict.ToString()]
        : [Verdict.ToString(), "random", Draw == 1 ? "netrand" : "determ", Other.ToString(), $"{Every}"];

    internal static bool TryRead(ref ActionWords words, out TcAction? action)
    {
        action = null;
        if (!TcVerdict.TryTake(ref words, out TcVerdict verdict))
        {
            return false;
        }
        uint random = 0, every = 0;
        TcVerdict other = default;
        if (words.Take("random"))
        {
            random = words.Take("netrand") ? 1u : words.Take("determ") ? 2u : 0;
            if (random == 0 || !TcVerdict.TryTake(ref words, out other) || !words.TakeNumber(EveryMax, out every) || every == 0)
            {
                return false;
            }
        }
        action = new GenericAction(verdict, random, other, every);
        return words.IsAtEnd;
    }
}
