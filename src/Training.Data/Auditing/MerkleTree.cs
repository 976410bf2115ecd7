using System.Numerics;
using System.Security.Cryptography;

namespace Training.Data;

/// <summary>A perfect subtree: the leaves from <c>Index &lt;&lt; Level</c>, 2^Level of them. Level 0 is a leaf.</summary>
public readonly record struct TreeNode(int Level, long Index);

/// <summary>The leaves from <paramref name="From"/> to before <paramref name="To"/>, whose hash is one step of a proof.</summary>
public readonly record struct LeafRange(long From, long To);

/// <summary>
/// The Merkle tree of RFC 6962, section 2.1, with SHA-256: a leaf's hash begins with 0x00, a node's with 0x01, so that neither can be taken
/// for the other. Pure arithmetic; hashes of perfect subtrees come from whoever stores them.
/// </summary>
public static class MerkleTree
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashLength = SHA256.HashSizeInBytes;

    /// <summary>The root of a tree without leaves.</summary>
    public static byte[] EmptyRoot() => SHA256.HashData([]);

    /// <summary>SHA-256(0x00 ‖ leaf).</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> leaf)
    {
        var buffer = leaf.Length < 4096 ? stackalloc byte[leaf.Length + 1] : new byte[leaf.Length + 1];
        buffer[0] = 0;
        leaf.CopyTo(buffer[1..]);
        return SHA256.HashData(buffer);
    }

    /// <summary>SHA-256(0x01 ‖ left ‖ right).</summary>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> buffer = stackalloc byte[1 + (2 * HashLength)];
        buffer[0] = 1;
        left.CopyTo(buffer[1..]);
        right.CopyTo(buffer[(1 + HashLength)..]);
        return SHA256.HashData(buffer);
    }

    /// <summary>The perfect subtrees that make up a range of a tree, from left to right; none for an empty range.</summary>
    /// <param name="range">Begins where a subtree of the tree begins.</param>
    public static IReadOnlyList<TreeNode> Cover(LeafRange range)
    {
        var nodes = new List<TreeNode>();
        for (var from = range.From; from < range.To;)
        {
            var level = BitOperations.Log2((ulong)(range.To - from));
            nodes.Add(new TreeNode(level, from >> level));
            from += 1L << level;
        }

        return nodes;
    }

    /// <summary>The hash of a range from those of its perfect subtrees, left to right.</summary>
    public static byte[] Fold(IReadOnlyList<byte[]> hashes)
    {
        if (hashes.Count == 0)
        {
            return EmptyRoot();
        }

        var root = hashes[^1];
        for (var i = hashes.Count - 2; i >= 0; i--)
        {
            root = NodeHash(hashes[i], root);
        }

        return root;
    }

    /// <summary>RFC 6962, 2.1.1: the steps from a leaf to the root, each the range whose hash stands in the proof.</summary>
    public static IReadOnlyList<LeafRange> InclusionSteps(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var steps = new List<LeafRange>();
        var (from, to) = (0L, size);
        while (to - from > 1)
        {
            var middle = from + LeftSize(to - from);
            if (index < middle)
            {
                steps.Add(new LeafRange(middle, to));
                to = middle;
            }
            else
            {
                steps.Add(new LeafRange(from, middle));
                from = middle;
            }
        }

        steps.Reverse();
        return steps;
    }

    /// <summary>RFC 6962, 2.1.2: the steps that show the tree of the first size to be the beginning of the tree of the second.</summary>
    public static IReadOnlyList<LeafRange> ConsistencySteps(long first, long second)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        var steps = new List<LeafRange>();
        if (first == 0 || first == second)
        {
            return steps;
        }

        var (from, to, whole) = (0L, second, true);
        while (first != to)
        {
            var middle = from + LeftSize(to - from);
            if (first <= middle)
            {
                steps.Add(new LeafRange(middle, to));
                to = middle;
            }
            else
            {
                steps.Add(new LeafRange(from, middle));
                (from, whole) = (middle, false);
            }
        }

        if (!whole)
        {
            steps.Add(new LeafRange(from, to));
        }

        steps.Reverse();
        return steps;
    }

    // The largest power of two below the size.
    private static long LeftSize(long size) => 1L << BitOperations.Log2((ulong)(size - 1));
}
