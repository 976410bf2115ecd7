using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Training.Data;

namespace Training.Tests.Auditing;

/// <summary>The tree against a second writing of RFC 6962 that follows its text word by word and knows nothing of stored nodes.</summary>
public sealed class MerkleTreeTests
{
    private const int Most = 300;

    private static readonly byte[][] Leaves = [.. Enumerable.Range(0, Most).Select(i => MerkleTree.LeafHash(Encoding.UTF8.GetBytes($"leaf {i}")))];

    // RFC 6962, 2.1: the published vectors of the Certificate Transparency project.
    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Root_OfPublishedLeaves_IsThePublishedRoot(int size, string expected)
    {
        string[] leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        var edge = new MerkleEdge();
        foreach (var leaf in leaves.Take(size))
        {
            edge.Append(MerkleTree.LeafHash(Convert.FromHexString(leaf)));
        }

        Assert.Equal(expected, Convert.ToHexStringLower(edge.Root()));
    }

    [Fact]
    public void Append_RandomLeaves_RootEqualsNaive() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[][]>(),
        leaves =>
        {
            byte[][] hashes = [.. leaves.Select(leaf => MerkleTree.LeafHash(leaf ?? []))];
            var edge = new MerkleEdge();
            foreach (var hash in hashes)
            {
                edge.Append(hash);

                // As it is stored and read again between two writes.
                edge = new MerkleEdge(edge.Size, edge.ToBytes());
            }

            return edge.Root().AsSpan().SequenceEqual(Naive(hashes));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Roots_OfEverySize_EqualNaive()
    {
        var edge = new MerkleEdge();
        for (var size = 1; size <= Most; size++)
        {
            edge.Append(Leaves[size - 1]);
            Assert.Equal(Naive(Leaves[..size]), edge.Root());
        }
    }

    [Fact]
    public void InclusionProofs_EveryLeafOfEverySize_EqualNaiveAndVerify()
    {
        var nodes = Stored();
        for (var size = 1; size <= Most; size++)
        {
            var root = Naive(Leaves[..size]);
            for (var index = 0; index < size; index++)
            {
                var proof = Read(nodes, MerkleTree.InclusionSteps(index, size));
                if (size <= 40 || index % 17 == 0)
                {
                    Assert.Equal(NaivePath(index, Leaves[..size]), proof);
                }

                Assert.True(MerkleProof.Includes(root, Leaves[index], index, size, proof), $"{index} of {size}");
                Assert.False(MerkleProof.Includes(root, Leaves[(index + 1) % Most], index, size, proof));
                Assert.False(MerkleProof.Includes(root, Leaves[index], index ^ 1, size, proof) && size > 1);
            }
        }
    }

    [Fact]
    public void InclusionProof_OneBitChanged_IsRefused()
    {
        var proof = Read(Stored(), MerkleTree.InclusionSteps(77, 200));
        var root = Naive(Leaves[..200]);
        for (var step = 0; step < proof.Count; step++)
        {
            for (var bit = 0; bit < 256; bit += 31)
            {
                byte[][] changed = [.. proof.Select(hash => (byte[])[.. hash])];
                changed[step][bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.False(MerkleProof.Includes(root, Leaves[77], 77, 200, changed));
            }
        }

        Assert.False(MerkleProof.Includes(root, Leaves[77], 77, 200, [.. proof.Skip(1)]));
        Assert.False(MerkleProof.Includes(root, Leaves[77], 77, 200, [.. proof, root]));
    }

    [Fact]
    public void ConsistencyProofs_EveryPairOfSizes_Verify()
    {
        var nodes = Stored();
        byte[][] roots = [.. Enumerable.Range(0, Most + 1).Select(size => Naive(Leaves[..size]))];
        for (var second = 1; second <= Most; second++)
        {
            for (var first = 1; first <= second; first += second > 60 ? 7 : 1)
            {
                var proof = Read(nodes, MerkleTree.ConsistencySteps(first, second));
                if (second <= 40)
                {
                    Assert.Equal(NaiveConsistency(first, Leaves[..second], true), proof);
                }

                Assert.True(MerkleProof.IsConsistent(first, roots[first], second, roots[second], proof), $"{first} in {second}");
                Assert.False(MerkleProof.IsConsistent(first, roots[first - 1], second, roots[second], proof), $"{first} in {second} with another root");
            }
        }
    }

    private static byte[] Naive(byte[][] hashes) => hashes.Length switch
    {
        0 => SHA256.HashData([]),
        1 => hashes[0],
        _ => SHA256.HashData([1, .. Naive(hashes[..Split(hashes.Length)]), .. Naive(hashes[Split(hashes.Length)..])]),
    };

    private static List<byte[]> NaivePath(int index, byte[][] hashes)
    {
        if (hashes.Length == 1)
        {
            return [];
        }

        var k = Split(hashes.Length);
        return index < k ? [.. NaivePath(index, hashes[..k]), Naive(hashes[k..])] : [.. NaivePath(index - k, hashes[k..]), Naive(hashes[..k])];
    }

    private static List<byte[]> NaiveConsistency(int first, byte[][] hashes, bool whole)
    {
        if (first == hashes.Length)
        {
            return whole ? [] : [Naive(hashes)];
        }

        var k = Split(hashes.Length);
        return first <= k
            ? [.. NaiveConsistency(first, hashes[..k], whole), Naive(hashes[k..])]
            : [.. NaiveConsistency(first - k, hashes[k..], false), Naive(hashes[..k])];
    }

    private static int Split(int size)
    {
        var k = 1;
        while (k * 2 < size)
        {
            k *= 2;
        }

        return k;
    }

    // As the database keeps them: with each leaf, the hashes of the subtrees it completed.
    private static Dictionary<TreeNode, byte[]> Stored()
    {
        var nodes = new Dictionary<TreeNode, byte[]>();
        var edge = new MerkleEdge();
        foreach (var (index, leaf) in Leaves.Index())
        {
            nodes[new TreeNode(0, index)] = leaf;
            foreach (var (level, hash) in edge.Append(leaf).Chunk(MerkleTree.HashLength).Index())
            {
                nodes[new TreeNode(level + 1, index >> (level + 1))] = hash;
            }
        }

        return nodes;
    }

    private static IReadOnlyList<byte[]> Read(Dictionary<TreeNode, byte[]> nodes, IReadOnlyList<LeafRange> steps)
        => [.. steps.Select(step => MerkleTree.Fold([.. MerkleTree.Cover(step).Select(node => nodes[node])]))];
}
