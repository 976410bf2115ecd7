using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Transfers.Contracts;

namespace Training.Certification.Cme;

/// <summary>
/// Somebody finished a course that carries credit, in the team of a transfer whose giving hospital answers for the course. A process
/// (<see cref="Process"/>) decides about the certificate. One for a person and a course (unique index).
/// </summary>
internal sealed class CmeClaim : Entity, IAppendOnly
{
    /// <summary>Of the process.</summary>
    public const string Process = "cme-certificate";

    /// <summary>What the process is about.</summary>
    public const string SubjectType = "CourseCompletion";

    public required Guid PersonId { get; init; }

    public required Guid CourseId { get; init; }

    public required Guid ParticipantId { get; init; }

    public required Guid IssuerHospitalId { get; init; }

    public required Guid HolderHospitalId { get; init; }

    /// <summary>Periods of the course that count, as they were when it was finished.</summary>
    public required int Periods { get; init; }

    /// <summary>Of the course, 0 to 10.</summary>
    public required decimal? Score { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>A recipe told of it: it happened in the past, and nobody is told.</summary>
    public required bool IsHistory { get; init; }
}

/// <summary>Giấy chứng nhận cập nhật kiến thức y khoa liên tục: proves credit hours and no right to do anything. Everything printed is kept as it was.</summary>
internal sealed class CmeCertificate : Entity, IAppendOnly
{
    /// <summary>The action of its issue in the audit trail.</summary>
    public const string IssuedAction = "Certification.CmeCertificateIssued";

    /// <summary>Of the issuer's register, the same as for other certificates.</summary>
    public required string Number { get; init; }

    /// <summary>The secret in the link that anybody may check.</summary>
    public required string Token { get; init; }

    public required Guid ClaimId { get; init; }

    public required Guid PersonId { get; init; }

    public required Guid IssuerHospitalId { get; init; }

    public required Guid HolderHospitalId { get; init; }

    public required string HolderName { get; init; }

    public required string HolderHospital { get; init; }

    public required string HolderHospitalEn { get; init; }

    public required string Issuer { get; init; }

    public required string IssuerEn { get; init; }

    public required string CourseVi { get; init; }

    public required string CourseEn { get; init; }

    public required string TransferCode { get; init; }

    public required int Periods { get; init; }

    public required decimal CreditHours { get; init; }

    /// <summary>The activity and the law by which the hours were worked out.</summary>
    public required string RuleVi { get; init; }

    public required string RuleEn { get; init; }

    public required string RuleReference { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }
}

/// <summary>One's own, and those of a hospital in scope, as with other certificates.</summary>
internal sealed class CmeConfiguration : IScoped<CmeClaim>, IScoped<CmeCertificate>
{
    Expression<Func<CmeClaim, Viewer, bool>> IScoped<CmeClaim>.VisibleTo(TrainingDbContext db) => (c, viewer) =>
        c.PersonId == viewer.PersonId
        || viewer.Everywhere(Permissions.View)
        || viewer.Hospitals(Permissions.View).Contains(c.IssuerHospitalId)
        || viewer.Hospitals(Permissions.View).Contains(c.HolderHospitalId);

    Expression<Func<CmeCertificate, Viewer, bool>> IScoped<CmeCertificate>.VisibleTo(TrainingDbContext db) => (c, viewer) =>
        c.PersonId == viewer.PersonId
        || viewer.Everywhere(Permissions.View)
        || viewer.Hospitals(Permissions.View).Contains(c.IssuerHospitalId)
        || viewer.Hospitals(Permissions.View).Contains(c.HolderHospitalId);

    void IScoped<CmeClaim>.Lock(RowLock<CmeClaim> row) => row.Person(c => c.PersonId).Hospital(c => c.IssuerHospitalId).Hospital(c => c.HolderHospitalId);

    void IScoped<CmeCertificate>.Lock(RowLock<CmeCertificate> row) => row.Person(c => c.PersonId).Hospital(c => c.IssuerHospitalId).Hospital(c => c.HolderHospitalId);

    public void Configure(EntityTypeBuilder<CmeClaim> builder)
    {
        builder.ToTable("Certification_CmeClaims");
        builder.ReferencesPerson(c => c.PersonId, WhenMerged.MovesUnlessThere);
        builder.ReferencesCourse(c => c.CourseId);
        builder.ReferencesParticipant(c => c.ParticipantId);
        builder.ReferencesHospital(c => c.IssuerHospitalId);
        builder.ReferencesHospital(c => c.HolderHospitalId);
        builder.HasIndex(c => new { c.PersonId, c.CourseId }).IsUnique();
        builder.Property(c => c.Score).HasPrecision(4, 1);
    }

    public void Configure(EntityTypeBuilder<CmeCertificate> builder)
    {
        builder.ToTable("Certification_CmeCertificates");
        builder.HasOne<CmeClaim>().WithOne().HasForeignKey<CmeCertificate>(c => c.ClaimId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(c => c.PersonId);
        builder.ReferencesHospital(c => c.IssuerHospitalId);
        builder.ReferencesHospital(c => c.HolderHospitalId);
        builder.HasIndex(c => c.Number).IsUnique();
        builder.HasIndex(c => c.Token).IsUnique();
        builder.Property(c => c.Number).HasMaxLength(40);
        builder.Property(c => c.Token).HasMaxLength(40);
        builder.Property(c => c.HolderName).HasMaxLength(250);
        builder.Property(c => c.CreditHours).HasPrecision(8, 2);
        builder.Property(c => c.RuleVi).HasMaxLength(300);
        builder.Property(c => c.RuleEn).HasMaxLength(300);
        builder.Property(c => c.RuleReference).HasMaxLength(200);
    }
}

internal static class CmeDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<CmeClaim> CmeClaims => db.Set<CmeClaim>();

        public DbSet<CmeCertificate> CmeCertificates => db.Set<CmeCertificate>();
    }
}
