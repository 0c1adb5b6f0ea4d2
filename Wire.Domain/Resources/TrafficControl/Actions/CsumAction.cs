namespace Wire.Domain;

/// <summary>Checksums made right again after <see cref="PeditAction"/> (act_csum; <c>tc_csum</c>, tc-csum(8)).</summary>
/// <param name="Headers">TCA_CSUM_UPDATE_FLAG_*.</param>
/// <param name="Verdict">What becomes of the packet.</param>
public sealed record CsumAction(uint Headers, TcVerdict Verdict) : TcAction
{
    private static readonly (string Word, uint Flag)[] Names =
        [("ip4h", 1), ("icmp", 2), ("igmp", 4), ("tcp", 8), ("udp", 16), ("udplite", 32), ("sctp", 64)];

    public override string KernelKind => "csum";

    private protected override IEnumerable<string> Words() =>
        ["csum", .. Names.Where(n => (Headers & n.Flag) != 0).Select(n => n.Word), Unless(TcVerdict.Pass, Verdict)];

    internal static bool TryRead(ref ActionWords words, out TcAction? action)
    {
        uint headers = 0;
        while (words.Peek is var word && Array.Find(Names, n => n.Word == word).Flag is var flag and not 0)
        {
            headers |= flag;
            words.Next();
            words.Take("and");
        }
        bool read = TryEnd(ref words, TcVerdict.Pass, out TcVerdict verdict) && headers != 0;
        action = read ? new CsumAction(headers, verdict) : null;
        return read;
    }
}
