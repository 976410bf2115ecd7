using System.Linq.Expressions;
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

/// <summary>
/// Who sees a transfer: both hospitals (each sees its counterpart inside the shared transfer), the department of health of either
/// province, the Ministry, the members of the team and their mentors.
/// </summary>
internal sealed class TransferConfiguration : IScoped<Transfer>
{
    public Expression<Func<Transfer, Viewer, bool>> VisibleTo(TrainingDbContext db) => (t, viewer) =>
        viewer.Everywhere(Permissions.View)
        || viewer.Hospitals(Permissions.View).Contains(t.GivingHospitalId)
        || viewer.Hospitals(Permissions.View).Contains(t.ReceivingHospitalId)
        || db.Set<Participant>().Any(p => p.TransferId == t.Id && p.PersonId == viewer.PersonId)
        || db.Set<Supervision>().Any(s => s.TransferId == t.Id && s.MentorPersonId == viewer.PersonId);

    public void Lock(RowLock<Transfer> row) => row
        .Hospital(t => t.GivingHospitalId)
        .Hospital(t => t.ReceivingHospitalId)
        .PersonOf<Participant>(p => p.TransferId, p => p.PersonId)
        .PersonOf<Supervision>(s => s.TransferId, s => s.MentorPersonId);

    public void Configure(EntityTypeBuilder<Transfer> builder)
    {
        builder.ToTable("Transfers_Transfers", table => table.HasCheckConstraint(
            "CK_Transfers_Transfers_Hospitals", """ "GivingHospitalId" <> "ReceivingHospitalId" """.Trim()));
        builder.HasAlternateKey(t => new { t.Id, t.ReceivingHospitalId });
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
