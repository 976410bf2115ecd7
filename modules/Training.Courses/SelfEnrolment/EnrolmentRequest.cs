using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Courses.SelfEnrolment;

/// <summary>Somebody asks to be put on a course that takes people with approval. It waits until it was decided or taken back.</summary>
internal sealed class EnrolmentRequest : Entity, IVersioned
{
    public const string AskedAction = "Courses.JoiningAsked";
    public const string DecidedAction = "Courses.JoiningDecided";
    public const string WithdrawnAction = "Courses.JoiningWithdrawn";

    public required Guid PersonId { get; init; }

    public required Guid CourseId { get; init; }

    /// <summary>Whose office decides: the hospital of the course, or where the person works where the course is everybody's; null where they work nowhere.</summary>
    public Guid? HospitalId { get; init; }

    /// <summary>Why they want to learn it, in their words.</summary>
    public string? Words { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public bool IsGranted { get; private set; }

    /// <summary>Why not; where it was granted there need not be one.</summary>
    public string? Reason { get; private set; }

    public string? DecidedBy { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public int Version { get; set; }

    public bool IsWaiting => DecidedAt is null && WithdrawnAt is null;

    public void Decide(bool isGranted, string? reason, string by, DateTimeOffset at) => (IsGranted, Reason, DecidedBy, DecidedAt) = (isGranted, reason, by, at);

    public void Withdraw(DateTimeOffset at) => WithdrawnAt = at;
}

/// <summary>One's own, and those that one's office decides.</summary>
internal sealed class EnrolmentRequestConfiguration : IScoped<EnrolmentRequest>
{
    public const int WordsLength = 500;

    public Expression<Func<EnrolmentRequest, Viewer, bool>> VisibleTo(TrainingDbContext db) => (r, viewer) =>
        r.PersonId == viewer.PersonId
        || viewer.Everywhere(Permissions.Enrol)
        || (r.HospitalId != null && viewer.Hospitals(Permissions.Enrol).Contains(r.HospitalId.Value));

    public void Lock(RowLock<EnrolmentRequest> row) => row.Person(r => r.PersonId).Hospital(r => r.HospitalId);

    public void Configure(EntityTypeBuilder<EnrolmentRequest> builder)
    {
        builder.ToTable("Courses_EnrolmentRequests");
        builder.Ignore(r => r.IsWaiting);
        builder.ReferencesPerson(r => r.PersonId, WhenMerged.MovesUnlessThere);
        builder.ReferencesCourse(r => r.CourseId);
        builder.ReferencesHospital(r => r.HospitalId);

        // One that waits at a time.
        builder.HasIndex(r => new { r.PersonId, r.CourseId }).IsUnique().HasFilter("\"DecidedAt\" IS NULL AND \"WithdrawnAt\" IS NULL").HasDatabaseName("IX_Courses_EnrolmentRequests_Waiting");
        builder.HasIndex(r => new { r.HospitalId, r.Id });
        builder.Property(r => r.Words).HasMaxLength(WordsLength);
        builder.Property(r => r.Reason).HasMaxLength(WordsLength);
        builder.Property(r => r.DecidedBy).HasMaxLength(250);
    }
}
