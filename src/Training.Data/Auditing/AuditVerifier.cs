using System.Text;

namespace Training.Data;

/// <summary>
/// Works the tree out again from the leaves and compares it with everything that was stored or signed about it. An edit is named by its
/// index; where somebody changed a leaf together with its hash, by the first index of the smallest subtree that does not fit any more;
/// where they rewrote all hashes as well, by the signed root that contradicts them.
/// </summary>
public sealed class AuditVerifier
{
    private const int MostDamages = 20;

    private readonly MerkleEdge _edge = new();
    private readonly List<AuditDamage> _damages = [];
    private readonly HashSet<DateTimeOffset> _erasures = [];
    private readonly Dictionary<DateTimeOffset, long> _erased = [];
    private readonly Queue<SignedRoot> _roots;
    private long _erasedCount;
    private long _lastGood;
    private int _agreeing;

    private AuditVerifier(IEnumerable<SignedRoot> roots) => _roots = new Queue<SignedRoot>(roots.OrderBy(root => root.Size));

    /// <summary>Reads everything once, in order.</summary>
    /// <param name="db">Where the trail is.</param>
    /// <param name="roots">Signed roots whose signatures were checked.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<AuditVerification> VerifyAsync(TrainingDbContext db, IEnumerable<SignedRoot> roots, CancellationToken ct)
    {
        var verifier = new AuditVerifier(roots);
        await foreach (var entry in db.ReadAuditAsync(ct))
        {
            if (!verifier.Take(entry))
            {
                break;
            }
        }

        return await verifier.EndAsync(db, ct);
    }

    // False where going on would only repeat that everything behind the first damage is shifted.
    private bool Take(StoredEntry entry)
    {
        var (leaf, index) = (entry.Leaf, _edge.Size);
        if (leaf.Index != index)
        {
            Damage(Math.Min(leaf.Index, index), leaf.Index > index ? $"it is missing; the next one there is {leaf.Index}" : "it stands outside the order");
            return false;
        }

        var hash = MerkleTree.LeafHash(Encoding.UTF8.GetBytes(leaf.Json));
        if (!hash.AsSpan().SequenceEqual(leaf.Hash))
        {
            Damage(index, "its text does not have the stored hash");
            hash = leaf.Hash.Length == MerkleTree.HashLength ? leaf.Hash : hash;
        }

        CheckColumns(entry);
        CheckDetails(entry);
        var nodes = _edge.Append(hash);
        CheckNodes(leaf, nodes);
        while (_roots.TryPeek(out var signed) && signed.Size <= _edge.Size)
        {
            CheckRoot(_roots.Dequeue());
        }

        return true;
    }

    private void CheckColumns(StoredEntry entry)
    {
        var leaf = entry.Leaf;
        var says = LeafJson.Read(leaf.Json);
        if (says is null)
        {
            Damage(leaf.Index, "its text is no leaf");
        }
        else if (says.Index != leaf.Index)
        {
            Damage(leaf.Index, $"its text says that it is entry {says.Index}");
        }
        else if ((says.At, says.Action, says.SubjectType, says.SubjectId, says.ActorId, says.OnBehalfOf)
            != (leaf.At, leaf.Action, leaf.SubjectType, leaf.SubjectId, leaf.ActorId, leaf.OnBehalfOf)
            || !says.HospitalIds.SequenceEqual(entry.HospitalIds))
        {
            Damage(leaf.Index, "its columns or hospitals say something else than its text");
        }
        else if (says.Action == AuditTrail.Erased)
        {
            _erasures.Add(says.At);
        }
    }

    private void CheckDetails(StoredEntry entry)
    {
        switch (entry.Details)
        {
            case null:
                Damage(entry.Leaf.Index, "its details are missing");
                break;
            case { Salt: { } salt, Json: { } json }:
                if (LeafJson.Read(entry.Leaf.Json) is { } says && AuditCommitment.Of(salt, json) != says.Details)
                {
                    Damage(entry.Leaf.Index, "its details are not those that the leaf commits to");
                }

                break;
            case { Salt: null, Json: null, ErasedAt: { } erasedAt }:
                _erasedCount++;
                _erased.TryAdd(erasedAt, entry.Leaf.Index);
                break;
            default:
                Damage(entry.Leaf.Index, "its details are half gone");
                break;
        }
    }

    private void CheckNodes(AuditLeaf leaf, byte[] nodes)
    {
        if (nodes.AsSpan().SequenceEqual(leaf.Nodes))
        {
            return;
        }

        var level = 1;
        while (level * MerkleTree.HashLength <= Math.Min(nodes.Length, leaf.Nodes.Length)
            && nodes.AsSpan((level - 1) * MerkleTree.HashLength, MerkleTree.HashLength).SequenceEqual(leaf.Nodes.AsSpan((level - 1) * MerkleTree.HashLength, MerkleTree.HashLength)))
        {
            level++;
        }

        // What was found below this node already is why it does not fit.
        var first = (leaf.Index >> level) << level;
        if (_damages.Any(damage => damage.Index >= first))
        {
            return;
        }

        Damage(first, $"the entries {first} to {leaf.Index} do not have the stored hash: one of them was changed");
    }

    private void CheckRoot(SignedRoot signed)
    {
        if (signed.Size == _edge.Size && _edge.Root().AsSpan().SequenceEqual(signed.Root))
        {
            (_agreeing, _lastGood) = (_agreeing + 1, signed.Size);
            return;
        }

        if (_damages.Count > 0)
        {
            return;
        }

        Damage(_lastGood, $"the signed checkpoint of {signed.Size} entries has another root: something in {_lastGood} to {signed.Size - 1} was changed");
    }

    private async Task<AuditVerification> EndAsync(TrainingDbContext db, CancellationToken ct)
    {
        if (_damages.Count == 0)
        {
            await CheckEndAsync(db, ct);
        }

        foreach (var (_, index) in _erased.Where(erased => !_erasures.Contains(erased.Key)))
        {
            Damage(index, "its details were taken away, and no entry says that they were erased");
        }

        return new AuditVerification(_edge.Size, _edge.Root(), _erasedCount, _agreeing, [.. _damages.OrderBy(d => d.Index).Take(MostDamages)]);
    }

    private async Task CheckEndAsync(TrainingDbContext db, CancellationToken ct)
    {
        if (_roots.TryPeek(out var unreached))
        {
            Damage(_edge.Size, $"it is missing: a signed checkpoint counts {unreached.Size} entries");
            return;
        }

        try
        {
            var head = await db.AuditHeadAsync(ct);
            if (head.Size > _edge.Size)
            {
                Damage(_edge.Size, $"it is missing: the head counts {head.Size} entries");
            }
            else if (head.Size < _edge.Size)
            {
                Damage(head.Size, $"it was put in: the head counts {head.Size} entries");
            }
            else if (!head.Root().AsSpan().SequenceEqual(_edge.Root()))
            {
                Damage(_lastGood, "the root of the head is another one than that of the entries");
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            Damage(_edge.Size, "the head row is damaged");
        }
    }

    private void Damage(long index, string reason)
    {
        if (_damages.Count < 1000)
        {
            _damages.Add(new AuditDamage(index, reason));
        }
    }
}
