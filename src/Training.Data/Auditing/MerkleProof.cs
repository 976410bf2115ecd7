using System.Security.Cryptography;

namespace Training.Data;

/// <summary>Checks proofs as RFC 9162 (2.1.3.2 and 2.1.4.2) says: with nothing but the proof and the roots.</summary>
public static class MerkleProof
{
    /// <summary>The root that the proof leads to; null where it can not be one for this place in a tree of this size.</summary>
    public static byte[]? RootOf(byte[] leafHash, long index, long size, IReadOnlyList<byte[]> proof)
    {
        if (index < 0 || index >= size)
        {
            return null;
        }

        var (node, last, root) = (index, size - 1, leafHash);
        foreach (var step in proof)
        {
            if (last == 0 || step.Length != MerkleTree.HashLength)
            {
                return null;
            }

            if ((node & 1) == 1 || node == last)
            {
                root = MerkleTree.NodeHash(step, root);
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                root = MerkleTree.NodeHash(root, step);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 ? root : null;
    }

    /// <summary>True where the leaf is in the tree with this root.</summary>
    public static bool Includes(byte[] root, byte[] leafHash, long index, long size, IReadOnlyList<byte[]> proof)
        => RootOf(leafHash, index, size, proof) is { } found && CryptographicOperations.FixedTimeEquals(found, root);

    /// <summary>True where the first tree is the beginning of the second.</summary>
    public static bool IsConsistent(long first, byte[] firstRoot, long second, byte[] secondRoot, IReadOnlyList<byte[]> proof)
    {
        if (first == second)
        {
            return proof.Count == 0 && firstRoot.AsSpan().SequenceEqual(secondRoot);
        }

        if (first == 0 || first > second)
        {
            return first == 0 && proof.Count == 0;
        }

        // A first tree that is perfect is a node of the second: its root need not be repeated in the proof.
        var steps = long.IsPow2(first) ? (IReadOnlyList<byte[]>)[firstRoot, .. proof] : proof;
        if (steps.Count == 0)
        {
            return false;
        }

        var (node, last) = (first - 1, second - 1);
        while ((node & 1) == 1)
        {
            (node, last) = (node >> 1, last >> 1);
        }

        var (old, now) = (steps[0], steps[0]);
        foreach (var step in steps.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                (old, now) = (MerkleTree.NodeHash(step, old), MerkleTree.NodeHash(step, now));
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                now = MerkleTree.NodeHash(now, step);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && old.AsSpan().SequenceEqual(firstRoot) && now.AsSpan().SequenceEqual(secondRoot);
    }
}
