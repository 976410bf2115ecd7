using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Certification.Requests;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Certification.Issuing;

/// <summary>
/// Chứng chỉ đào tạo kỹ thuật chuyên môn: proves that a person was trained in the techniques of a package. Everything printed on it is
/// kept as it was at the moment of issue; a later change of name, hospital or province changes nothing here.
/// </summary>
internal sealed class Certificate : Entity, IAppendOnly
{
    /// <summary>The action of its issue in the audit trail.</summary>
    public const string IssuedAction = "Certification.CertificateIssued";

    /// <summary>Of the issuer's register, see <see cref="CertificateNumber"/>; used once.</summary>
    public required string Number { get; init; }

    /// <summary>The secret in the link that anybody may check; not derivable from the number.</summary>
    public required string Token { get; init; }

    public required Guid ParticipantId { get; init; }

    public required Guid PersonId { get; init; }

    public required Guid PackageVersionId { get; init; }

    public required Guid IssuerHospitalId { get; init; }

    public required Guid HolderHospitalId { get; init; }

    public required string HolderName { get; init; }

    public required TeamRole HolderRole { get; init; }

    public required string HolderHospital { get; init; }

    public required string HolderHospitalEn { get; init; }

    public required string Issuer { get; init; }

    public required string IssuerEn { get; init; }

    public required string TransferCode { get; init; }

    public required string PackageVi { get; init; }

    public required string PackageEn { get; init; }

    /// <summary>Score of the theory, 0 to 10; null where the package has none.</summary>
    public decimal? TheoryScore { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The director's signature; null where it was issued without one.</summary>
    public Guid? SignatureId { get; init; }
}

/// <summary>A technique that a certificate covers, with the signed cases that stood behind it.</summary>
internal sealed class CertificateTechnique : IAppendOnly
{
    public required Guid CertificateId { get; init; }

    public required Guid TechniqueId { get; init; }

    public required int Position { get; init; }

    public required string NameVi { get; init; }

    public required string NameEn { get; init; }

    public int Observed { get; init; }

    public int Assisted { get; init; }

    public int Supervised { get; init; }

    public int Independent { get; init; }
}

/// <summary>A certificate was taken back. One that is revoked stays revoked; a new one has a new number.</summary>
internal sealed class Revocation : IAppendOnly
{
    public required Guid CertificateId { get; init; }

    public required DateTimeOffset RevokedAt { get; init; }

    public required string RevokedBy { get; init; }

    public required string Reason { get; init; }
}

/// <summary>One's own certificates, and those that a hospital in scope issued or that are held at one.</summary>
internal sealed class CertificateConfiguration : IScoped<Certificate>, IScoped<CertificateTechnique>, IScoped<Revocation>
{
    Expression<Func<Certificate, Viewer, bool>> IScoped<Certificate>.VisibleTo(TrainingDbContext db) => (c, viewer) =>
        c.PersonId == viewer.PersonId
        || viewer.Everywhere(Permissions.View)
        || viewer.Hospitals(Permissions.View).Contains(c.IssuerHospitalId)
        || viewer.Hospitals(Permissions.View).Contains(c.HolderHospitalId);

    Expression<Func<CertificateTechnique, Viewer, bool>> IScoped<CertificateTechnique>.VisibleTo(TrainingDbContext db)
        => (t, _) => db.Set<Certificate>().Any(c => c.Id == t.CertificateId);

    Expression<Func<Revocation, Viewer, bool>> IScoped<Revocation>.VisibleTo(TrainingDbContext db)
        => (r, _) => db.Set<Certificate>().Any(c => c.Id == r.CertificateId);

    void IScoped<Certificate>.Lock(RowLock<Certificate> row)
        => row.Person(c => c.PersonId).Hospital(c => c.IssuerHospitalId).Hospital(c => c.HolderHospitalId);

    void IScoped<CertificateTechnique>.Lock(RowLock<CertificateTechnique> row) => row.With<Certificate>(t => t.CertificateId);

    void IScoped<Revocation>.Lock(RowLock<Revocation> row) => row.With<Certificate>(r => r.CertificateId);

    public void Configure(EntityTypeBuilder<Certificate> builder)
    {
        builder.ToTable("Certification_Certificates");
        builder.HasIndex(c => c.Number).IsUnique();
        builder.HasIndex(c => c.Token).IsUnique();
        builder.HasIndex(c => c.ParticipantId).IsUnique();
        builder.ReferencesParticipant(c => c.ParticipantId);
        builder.ReferencesPerson(c => c.PersonId);
        builder.ReferencesPackageVersion(c => c.PackageVersionId);
        builder.ReferencesHospital(c => c.IssuerHospitalId);
        builder.ReferencesHospital(c => c.HolderHospitalId);
        builder.HasOne<RequestDecision>().WithOne().HasForeignKey<Certificate>(c => c.SignatureId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(c => c.Number).HasMaxLength(40);
        builder.Property(c => c.Token).HasMaxLength(40);
        builder.Property(c => c.HolderName).HasMaxLength(250);
        builder.Property(c => c.TheoryScore).HasPrecision(4, 1);
    }

    public void Configure(EntityTypeBuilder<CertificateTechnique> builder)
    {
        builder.ToTable("Certification_CertificateTechniques").HasKey(t => new { t.CertificateId, t.TechniqueId });
        builder.HasOne<Certificate>().WithMany().HasForeignKey(t => t.CertificateId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesTechnique(t => t.TechniqueId);
    }

    public void Configure(EntityTypeBuilder<Revocation> builder)
    {
        builder.ToTable("Certification_Revocations").HasKey(r => r.CertificateId);
        builder.HasOne<Certificate>().WithOne().HasForeignKey<Revocation>(r => r.CertificateId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(r => r.RevokedBy).HasMaxLength(250);
        builder.Property(r => r.Reason).HasMaxLength(500);
    }
}

internal static class CertificationDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<Certificate> Certificates => db.Set<Certificate>();

        public DbSet<CertificateTechnique> CertificateTechniques => db.Set<CertificateTechnique>();

        public DbSet<Revocation> Revocations => db.Set<Revocation>();
    }
}
