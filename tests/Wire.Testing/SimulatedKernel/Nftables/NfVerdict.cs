using static Wire.Testing.Simulation.NfBytes;
using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>What becomes of a packet (struct nft_verdict).</summary>
/// <param name="Code">NF_ACCEPT …, NFT_JUMP ….</param>
/// <param name="Chain">Where a jump leads.</param>
internal sealed record NfVerdict(int Code, string? Chain)
{
    public static NfVerdict Parse(Attributes attributes, NfTable table)
    {
        Require(attributes.Has(NFTA_VERDICT_CODE), Errno.EINVAL);
        int code = (int)attributes.U32Be(NFTA_VERDICT_CODE)!;
        if (code is not (NFT_JUMP or NFT_GOTO))
        {
            Require(code is 0 or 1 or 3 or NFT_CONTINUE or NFT_BREAK or NFT_RETURN, Errno.EINVAL);
            return new(code, null);
        }
        string name = attributes.Text(NFTA_VERDICT_CHAIN) ?? throw new RefusedException(Errno.EINVAL);
        NfChain chain = table.Chain(name) ?? throw new RefusedException(Errno.ENOENT);
        Require(chain.Hook is null, Errno.EOPNOTSUPP);
        return new(code, name);
    }

    public void Write(MessageWriter writer) => writer.Nest(NFTA_DATA_VERDICT, verdict =>
    {
        verdict.AttributeU32Be(NFTA_VERDICT_CODE, (uint)Code);
        if (Chain is not null)
        {
            verdict.AttributeText(NFTA_VERDICT_CHAIN, Chain);
        }
    });
}
