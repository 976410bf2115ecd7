using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Transfers.Contracts;

namespace Training.Certification.Requests;

/// <summary>
/// The targets of a member were met, and a process decides about the certificate. Where it stands is in that process; what people decided
/// is in <see cref="RequestDecision"/>. There is another one for a member only where an administrator cancelled the process before.
/// </summary>
internal sealed class CertificateRequest : Entity, IAppendOnly
{
    /// <summary>Of the process.</summary>
    public const string Process = "technique-certificate";

    /// <summary>What the process is about.</summary>
    public const string SubjectType = "Participant";

    public required Guid ParticipantId { get; init; }

    public required Guid PersonId { get; init; }

    public required Guid IssuerHospitalId { get; init; }

    public required Guid HolderHospitalId { get; init; }

    /// <summary>When the last target was met.</summary>
    public required DateTimeOffset MetAt { get; init; }

    /// <summary>A recipe told of it: it happened in the past, and nobody is told.</summary>
    public required bool IsHistory { get; init; }
}

/// <summary>Seen by those who will see the certificate.</summary>
internal sealed class CertificateRequestConfiguration : IScoped<CertificateRequest>
{
    public Expression<Func<CertificateRequest, Viewer, bool>> VisibleTo(TrainingDbContext db) => (r, viewer) =>
        r.PersonId == viewer.PersonId
        || viewer.Everywhere(Permissions.View)
        || viewer.Hospitals(Permissions.View).Contains(r.IssuerHospitalId)
        || viewer.Hospitals(Permissions.View).Contains(r.HolderHospitalId);

    public void Lock(RowLock<CertificateRequest> row) => row.Person(r => r.PersonId).Hospital(r => r.IssuerHospitalId).Hospital(r => r.HolderHospitalId);

    public void Configure(EntityTypeBuilder<CertificateRequest> builder)
    {
        builder.ToTable("Certification_Requests");
        builder.ReferencesParticipant(r => r.ParticipantId);
        builder.ReferencesPerson(r => r.PersonId);
        builder.ReferencesHospital(r => r.IssuerHospitalId);
        builder.ReferencesHospital(r => r.HolderHospitalId);
        builder.HasIndex(r => r.ParticipantId);
    }
}

internal static class RequestsDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<CertificateRequest> CertificateRequests => db.Set<CertificateRequest>();

        public DbSet<RequestDecision> RequestDecisions => db.Set<RequestDecision>();
    }
}
