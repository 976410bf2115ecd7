using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Modules;

namespace Training.Data;

/// <summary>
/// One entry of the trail, and one leaf of its tree. What is proved is <see cref="Json"/>; the other columns repeat parts of it for
/// searching, and verification compares them. It names things by their ids only.
/// </summary>
[NotAudited("the trail itself")]
public sealed class AuditLeaf : IAppendOnly
{
    /// <summary>Place in the tree, from 0, without gaps.</summary>
    public required long Index { get; init; }

    /// <summary>The leaf: canonical JSON (<see cref="LeafJson"/>), UTF-8 when hashed.</summary>
    public required string Json { get; init; }

    /// <summary>SHA-256(0x00 ‖ leaf).</summary>
    public required byte[] Hash { get; init; }

    /// <summary>
    /// Hashes of the perfect subtrees that this leaf completed, from level 1 upwards. So each node of the tree is stored once, in the row
    /// of its last leaf, and a proof reads one row for each level.
    /// </summary>
    public required byte[] Nodes { get; init; }

    /// <summary>When the event was added, UTC, whole milliseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Stable name of what happened.</summary>
    public required string Action { get; init; }

    /// <summary>Kind of the thing.</summary>
    public required string SubjectType { get; init; }

    /// <summary>Id of the thing.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The account that did it; null for the site itself and for visitors.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>The account in whose place it was done.</summary>
    public Guid? OnBehalfOf { get; init; }
}

/// <summary>A hospital whose auditors may read the entry.</summary>
[NotAudited("the trail itself")]
public sealed class AuditHospital : IAppendOnly
{
    /// <summary>The entry.</summary>
    public required long Index { get; init; }

    /// <summary>The hospital.</summary>
    public required Guid HospitalId { get; init; }
}

/// <summary>
/// What may one day have to be erased: names, addresses, reasons, facts. The leaf holds SHA-256(salt ‖ JSON); once salt and JSON are gone,
/// nothing can be worked out from it.
/// </summary>
[NotAudited("the trail itself")]
public sealed class AuditDetails
{
    /// <summary>The entry.</summary>
    public required long Index { get; init; }

    /// <summary>32 random bytes; null once erased.</summary>
    public byte[]? Salt { get; set; }

    /// <summary>The details; null once erased.</summary>
    public string? Json { get; set; }

    /// <summary>Words of the details without diacritics.</summary>
    public string? SearchText { get; set; }

    /// <summary>When they were erased; an event of that time is in the trail.</summary>
    public DateTimeOffset? ErasedAt { get; set; }
}

/// <summary>The one row that every append locks: number of leaves and right edge of the tree.</summary>
[NotAudited("the trail itself")]
public sealed class AuditHead
{
    /// <summary>Of the only row.</summary>
    public const int OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public required int Id { get; init; }

    /// <summary>Number of leaves.</summary>
    public required long Size { get; set; }

    /// <summary>See <see cref="MerkleEdge"/>.</summary>
    public required byte[] Edge { get; set; }
}

internal sealed class AuditConfiguration :
    IEntityTypeConfiguration<AuditLeaf>,
    IEntityTypeConfiguration<AuditHospital>,
    IEntityTypeConfiguration<AuditDetails>,
    IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditLeaf> builder)
    {
        builder.ToTable("Data_AuditLeaves").HasKey(l => l.Index);
        builder.Property(l => l.Index).ValueGeneratedNever();
        builder.Property(l => l.Hash).HasMaxLength(MerkleTree.HashLength);
        builder.Property(l => l.Action).HasMaxLength(AuditNames.MaxLength);
        builder.Property(l => l.SubjectType).HasMaxLength(AuditNames.MaxLength);
        builder.HasIndex(l => new { l.SubjectId, l.Index });
        builder.HasIndex(l => new { l.ActorId, l.Index });
        builder.HasIndex(l => new { l.Action, l.Index });
        builder.HasIndex(l => l.At);
    }

    public void Configure(EntityTypeBuilder<AuditHospital> builder)
        => builder.ToTable("Data_AuditHospitals").HasKey(h => new { h.HospitalId, h.Index });

    public void Configure(EntityTypeBuilder<AuditDetails> builder)
    {
        builder.ToTable("Data_AuditDetails").HasKey(d => d.Index);
        builder.Property(d => d.Index).ValueGeneratedNever();
        builder.Property(d => d.Salt).HasMaxLength(MerkleTree.HashLength);
    }

    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.ToTable("Data_AuditHead");
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.HasData(new AuditHead { Id = AuditHead.OnlyId, Size = 0, Edge = [] });
    }
}
