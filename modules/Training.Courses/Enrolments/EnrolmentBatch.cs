using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Cohorts;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Courses.Enrolments;

/// <summary>What an office put on a course at once, with the report of it.</summary>
internal sealed class EnrolmentBatch : Entity, IAppendOnly
{
    public const string EnrolledAction = "Courses.PeopleEnrolled";

    public required Guid CourseId { get; init; }

    /// <summary>Whose people they are.</summary>
    public required Guid HospitalId { get; init; }

    /// <summary>The group that was put on it as a whole; null where people were chosen.</summary>
    public Guid? CohortId { get; init; }

    public required string Reason { get; init; }

    public DateOnly? DueOn { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }
}

/// <summary>One of the people of a batch.</summary>
internal sealed class EnrolmentLine : IAppendOnly
{
    public required Guid BatchId { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>They were on the course before.</summary>
    public required bool WasThere { get; init; }
}

/// <summary>Those of the hospitals that whoever asks enrols for.</summary>
internal sealed class EnrolmentBatchConfiguration : IScoped<EnrolmentBatch>
{
    public Expression<Func<EnrolmentBatch, Viewer, bool>> VisibleTo(TrainingDbContext db)
        => (b, viewer) => viewer.Everywhere(Permissions.Enrol) || viewer.Hospitals(Permissions.Enrol).Contains(b.HospitalId);

    public void Lock(RowLock<EnrolmentBatch> row) => row.Hospital(b => b.HospitalId);

    public void Configure(EntityTypeBuilder<EnrolmentBatch> builder)
    {
        builder.ToTable("Courses_EnrolmentBatches");
        builder.ReferencesCourse(b => b.CourseId);
        builder.ReferencesHospital(b => b.HospitalId);
        builder.HasOne<Cohort>().WithMany().HasForeignKey(b => b.CohortId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(b => new { b.HospitalId, b.CourseId });
        builder.Property(b => b.Reason).HasMaxLength(EnrolmentConfiguration.ReasonLength);
        builder.Property(b => b.By).HasMaxLength(250);
    }
}

/// <summary>Seen by whoever sees the batch.</summary>
internal sealed class EnrolmentLineConfiguration : IScoped<EnrolmentLine>
{
    public Expression<Func<EnrolmentLine, Viewer, bool>> VisibleTo(TrainingDbContext db) => (l, _) => db.Set<EnrolmentBatch>().Any(b => b.Id == l.BatchId);

    public void Lock(RowLock<EnrolmentLine> row) => row.With<EnrolmentBatch>(l => l.BatchId);

    public void Configure(EntityTypeBuilder<EnrolmentLine> builder)
    {
        builder.ToTable("Courses_EnrolmentLines");
        builder.HasKey(l => new { l.BatchId, l.PersonId });
        builder.HasOne<EnrolmentBatch>().WithMany().HasForeignKey(l => l.BatchId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(l => l.PersonId, WhenMerged.Stays);
    }
}
