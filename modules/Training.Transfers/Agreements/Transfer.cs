using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Participants;

namespace Training.Transfers.Agreements;

/// <summary>Hợp đồng chuyển giao kỹ thuật: one package version, from one hospital to another. Its state is read off its stamps.</summary>
internal sealed class Transfer : Entity
{
    public required string Code { get; init; }

    public required Guid PackageVersionId { get; init; }

    public required Guid GivingHospitalId { get; init; }

    public required Guid ReceivingHospitalId { get; init; }

    public string? ContractNumber { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }
}

internal sealed class TransferConfiguration : IEntityTypeConfiguration<Transfer>
{
    public void Configure(EntityTypeBuilder<Transfer> builder)
    {
        builder.ToTable("Transfers_Transfers", table => table.HasCheckConstraint(
            "CK_Transfers_Transfers_Hospitals", """ "GivingHospitalId" <> "ReceivingHospitalId" """.Trim()));
        builder.HasIndex(t => t.Code).IsUnique();
        builder.Property(t => t.Code).HasMaxLength(20);
        builder.Property(t => t.ContractNumber).HasMaxLength(60);
        builder.ReferencesPackageVersion(t => t.PackageVersionId);
        builder.ReferencesHospital(t => t.GivingHospitalId);
        builder.ReferencesHospital(t => t.ReceivingHospitalId);
    }
}

internal static class TransfersDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<Transfer> Transfers => db.Set<Transfer>();

        public DbSet<TransferStamp> TransferStamps => db.Set<TransferStamp>();

        public DbSet<Participant> Participants => db.Set<Participant>();

        public DbSet<Supervision> Supervisions => db.Set<Supervision>();
    }
}
