namespace Training.Data;

/// <summary>A root that was signed when the tree had this size.</summary>
public sealed record SignedRoot(long Size, byte[] Root);

/// <summary>One thing wrong with the trail.</summary>
/// <param name="Index">The first entry concerned.</param>
/// <param name="Reason">English, for the person at the terminal.</param>
public sealed record AuditDamage(long Index, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"entry {Index}: {Reason}";
}

/// <summary>What verification found.</summary>
/// <param name="Size">Entries that are there.</param>
/// <param name="Root">Root worked out from them.</param>
/// <param name="Erased">Entries whose details were erased, with an event that says so.</param>
/// <param name="Roots">Signed roots that agree.</param>
/// <param name="Damages">The first things found wrong, by entry; empty where all is well.</param>
public sealed record AuditVerification(long Size, byte[] Root, long Erased, int Roots, IReadOnlyList<AuditDamage> Damages)
{
    /// <summary>True where nothing was changed, removed, added or moved.</summary>
    public bool IsIntact => Damages.Count == 0;

    /// <summary>The first damaged entry.</summary>
    public AuditDamage? First => Damages.Count == 0 ? null : Damages.MinBy(damage => damage.Index);
}

/// <summary>An entry as it is stored, with what stands in other tables about it.</summary>
/// <param name="Leaf">The leaf.</param>
/// <param name="Details">Null where the row is missing.</param>
/// <param name="HospitalIds">In order.</param>
public sealed record StoredEntry(AuditLeaf Leaf, AuditDetails? Details, IReadOnlyList<Guid> HospitalIds);
