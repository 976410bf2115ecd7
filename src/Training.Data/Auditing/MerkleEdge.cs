using System.Numerics;

namespace Training.Data;

/// <summary>
/// The right edge of a tree: the hashes of its perfect subtrees, the largest first, one for each bit of its size. All that is needed to
/// append a leaf and to know the root.
/// </summary>
public sealed class MerkleEdge
{
    private readonly List<byte[]> _hashes;

    /// <summary>An empty tree.</summary>
    public MerkleEdge()
        : this(0, [])
    {
    }

    /// <param name="size">Number of leaves.</param>
    /// <param name="hashes">As <see cref="ToBytes"/> gave them.</param>
    /// <exception cref="InvalidDataException">They do not fit the size.</exception>
    public MerkleEdge(long size, byte[] hashes)
    {
        if (size < 0 || hashes.Length != BitOperations.PopCount((ulong)size) * MerkleTree.HashLength)
        {
            throw new InvalidDataException($"A tree of {size} leaves can not have an edge of {hashes.Length} bytes.");
        }

        Size = size;
        _hashes = [.. hashes.Chunk(MerkleTree.HashLength)];
    }

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>Adds a leaf.</summary>
    /// <returns>The hashes of the perfect subtrees that this leaf completes, from level 1 upwards, joined; empty for every second leaf.</returns>
    public byte[] Append(byte[] leafHash)
    {
        var completed = new List<byte[]>();
        var hash = leafHash;
        for (var size = Size; (size & 1) == 1; size >>= 1)
        {
            hash = MerkleTree.NodeHash(_hashes[^1], hash);
            _hashes.RemoveAt(_hashes.Count - 1);
            completed.Add(hash);
        }

        _hashes.Add(hash);
        Size++;
        return [.. completed.SelectMany(h => h)];
    }

    /// <summary>The root of RFC 6962.</summary>
    public byte[] Root() => MerkleTree.Fold(_hashes);

    /// <summary>The hashes, joined.</summary>
    public byte[] ToBytes() => [.. _hashes.SelectMany(h => h)];
}
