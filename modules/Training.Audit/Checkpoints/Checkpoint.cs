using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;

namespace Training.Audit.Checkpoints;

/// <summary>The root of the tree at one size, signed. One for a size.</summary>
[NotAudited("signs the trail")]
internal sealed class Checkpoint : IAppendOnly
{
    public required long Size { get; init; }

    public required byte[] Root { get; init; }

    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>The signed note, see <see cref="CheckpointNote"/>.</summary>
    public required string Note { get; init; }
}

internal sealed class CheckpointConfiguration : IEntityTypeConfiguration<Checkpoint>
{
    public void Configure(EntityTypeBuilder<Checkpoint> builder)
    {
        builder.ToTable("Audit_Checkpoints").HasKey(c => c.Size);
        builder.Property(c => c.Size).ValueGeneratedNever();
        builder.Property(c => c.Root).HasMaxLength(MerkleTree.HashLength);
        builder.Property(c => c.Note).HasMaxLength(2000);
    }
}

internal static class AuditDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<AuditLeaf> AuditLeaves => db.Set<AuditLeaf>();

        public DbSet<AuditDetails> AuditDetails => db.Set<AuditDetails>();

        public DbSet<Checkpoint> Checkpoints => db.Set<Checkpoint>();
    }
}
