using System.Security.Cryptography;
using Wire.Journal.Proofs;

namespace Wire.Journal.Tests.Proofs;

public sealed class MerkleTreeTests
{
    /// <summary>The leaves of the Certificate Transparency project's reference tree.</summary>
    private static readonly string[] ReferenceLeaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    [Theory]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void RootsAreThoseOfTheReferenceTree(int size, string root) =>
        Assert.Equal(root, Convert.ToHexStringLower(Of([.. ReferenceLeaves.Select(Convert.FromHexString)]).Root(size).ToArray()));

    [Fact]
    public void EveryProofHoldsAndNoOtherDoes()
    {
        const int Most = 70;
        var contents = Enumerable.Range(0, Most).Select(i => BitConverter.GetBytes(i)).ToArray();
        var tree = Of(contents);
        for (var size = 1; size <= Most; size++)
        {
            TreeHead head = new(Guid.Empty, size, tree.Root(size));
            Assert.Equal(Naive(contents.AsSpan(0, size)), head.Root.ToArray());
            for (var leaf = 0; leaf < size; leaf++)
            {
                InclusionProof proof = new(leaf + 1, contents[leaf], tree.Inclusion(leaf, size));
                Assert.True(proof.IsProvedBy(head));
                Assert.False((proof with { Position = proof.Position + 1 }).IsProvedBy(head));
                Assert.False((proof with { Leaf = new byte[5] }).IsProvedBy(head));
                Assert.False((proof with { Path = [.. proof.Path, head.Root] }).IsProvedBy(head));
                Assert.False(proof.IsProvedBy(head with { Root = TreeHash.Empty }));
                if (proof.Path.Count > 0)
                {
                    Assert.False((proof with { Path = [.. proof.Path.Skip(1)] }).IsProvedBy(head));
                    Assert.False((proof with { Path = [.. proof.Path.SkipLast(1), TreeHash.Empty] }).IsProvedBy(head));
                }
            }
        }
    }

    [Fact]
    public void EveryLaterTreeBeginsWithTheEarlierOneAndWithNoOther()
    {
        const int Most = 70;
        var contents = Enumerable.Range(0, Most).Select(i => BitConverter.GetBytes(i)).ToArray();
        var (tree, other) = (Of(contents), Of([BitConverter.GetBytes(-1), .. contents.Skip(1)]));
        for (var size = 1; size <= Most; size++)
        {
            TreeHead head = new(Guid.Empty, size, tree.Root(size));
            for (var old = 0; old <= size; old++)
            {
                ConsistencyProof proof = new(old, tree.Consistency(old, size));
                TreeHead before = new(Guid.Empty, old, tree.Root(old));
                Assert.True(proof.Joins(before, head), $"{old} to {size}");
                Assert.False((proof with { Path = [.. proof.Path, head.Root] }).Joins(before, head));
                Assert.False(proof.Joins(before with { Journal = Guid.NewGuid() }, head));
                if (old > 0)
                {
                    // Whoever changed the first event can prove neither.
                    Assert.False(proof.Joins(before with { Root = other.Root(old) }, head));
                    Assert.False(new ConsistencyProof(old, other.Consistency(old, size)).Joins(before, new(Guid.Empty, size, other.Root(size))));
                }
            }
        }
    }

    private static MerkleTree Of(byte[][] contents) => new((level, index) =>
        TreeHash.From(Naive(contents.AsSpan((int)(index << level), 1 << level))));

    /// <summary>RFC 6962 section 2.1, as it stands there.</summary>
    private static byte[] Naive(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length <= 1)
        {
            return leaves.Length == 0 ? SHA256.HashData([]) : SHA256.HashData([0, .. leaves[0]]);
        }

        var split = 1;
        while (split * 2 < leaves.Length)
        {
            split *= 2;
        }

        return SHA256.HashData([1, .. Naive(leaves[..split]), .. Naive(leaves[split..])]);
    }
}
