using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Courses.Cohorts;

/// <summary>A named group of a hospital's people that learns together. Whoever joins it is put on its courses; whoever leaves keeps what they have.</summary>
internal sealed class Cohort : Entity, IVersioned
{
    public const string MadeAction = "Courses.CohortMade";
    public const string ChangedAction = "Courses.CohortChanged";

    public required Guid HospitalId { get; init; }

    public required string Name { get; set; }

    public required DateOnly From { get; set; }

    /// <summary>Last day; null while no end is known. From the day after nobody is added any more.</summary>
    public DateOnly? To { get; set; }

    public int Version { get; set; }

    public bool HasEndedBy(DateOnly day) => To < day;
}

/// <summary>Somebody in a group, from – to.</summary>
internal sealed class CohortMember : Entity
{
    public const string JoinedAction = "Courses.CohortMembersAdded";
    public const string LeftAction = "Courses.CohortMemberLeft";

    public required Guid CohortId { get; init; }

    public required Guid PersonId { get; init; }

    public required DateTimeOffset JoinedAt { get; init; }

    public DateTimeOffset? LeftAt { get; set; }
}

/// <summary>A course that the group is on: whoever joins the group later follows.</summary>
internal sealed class CohortCourse : Entity
{
    public const string EndedAction = "Courses.CohortCourseEnded";

    public required Guid CohortId { get; init; }

    public required Guid CourseId { get; init; }

    public required string Reason { get; set; }

    public DateOnly? DueOn { get; set; }

    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>From then on new members do not follow any more.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>A hospital sees its own.</summary>
internal sealed class CohortConfiguration : IScoped<Cohort>
{
    public const int NameLength = 120;

    public Expression<Func<Cohort, Viewer, bool>> VisibleTo(TrainingDbContext db)
        => (c, viewer) => viewer.Everywhere(Permissions.Enrol) || viewer.Hospitals(Permissions.Enrol).Contains(c.HospitalId);

    public void Lock(RowLock<Cohort> row) => row.Hospital(c => c.HospitalId);

    public void Configure(EntityTypeBuilder<Cohort> builder)
    {
        builder.ToTable("Courses_Cohorts", table => table.HasCheckConstraint("CK_Courses_Cohorts_Days", "\"To\" IS NULL OR \"From\" <= \"To\""));
        builder.ReferencesHospital(c => c.HospitalId);
        builder.HasIndex(c => new { c.HospitalId, c.Name }).IsUnique();
        builder.Property(c => c.Name).HasMaxLength(NameLength);
    }
}

/// <summary>Seen by whoever sees the group.</summary>
internal sealed class CohortMemberConfiguration : IScoped<CohortMember>
{
    public Expression<Func<CohortMember, Viewer, bool>> VisibleTo(TrainingDbContext db) => (m, _) => db.Set<Cohort>().Any(c => c.Id == m.CohortId);

    public void Lock(RowLock<CohortMember> row) => row.With<Cohort>(m => m.CohortId);

    public void Configure(EntityTypeBuilder<CohortMember> builder)
    {
        builder.ToTable("Courses_CohortMembers");
        builder.HasOne<Cohort>().WithMany().HasForeignKey(m => m.CohortId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(m => m.PersonId, WhenMerged.MovesUnlessThere);
        builder.HasIndex(m => new { m.CohortId, m.PersonId }).IsUnique().HasFilter("\"LeftAt\" IS NULL").HasDatabaseName("IX_Courses_CohortMembers_Now");
        builder.HasIndex(m => m.PersonId);
    }
}

/// <summary>Seen by whoever sees the group.</summary>
internal sealed class CohortCourseConfiguration : IScoped<CohortCourse>
{
    public Expression<Func<CohortCourse, Viewer, bool>> VisibleTo(TrainingDbContext db) => (c, _) => db.Set<Cohort>().Any(x => x.Id == c.CohortId);

    public void Lock(RowLock<CohortCourse> row) => row.With<Cohort>(c => c.CohortId);

    public void Configure(EntityTypeBuilder<CohortCourse> builder)
    {
        builder.ToTable("Courses_CohortCourses");
        builder.HasOne<Cohort>().WithMany().HasForeignKey(c => c.CohortId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesCourse(c => c.CourseId);
        builder.HasIndex(c => new { c.CohortId, c.CourseId }).IsUnique().HasFilter("\"EndedAt\" IS NULL").HasDatabaseName("IX_Courses_CohortCourses_Now");
        builder.Property(c => c.Reason).HasMaxLength(EnrolmentConfiguration.ReasonLength);
    }
}

internal static class CohortsDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<Cohort> Cohorts => db.Set<Cohort>();

        /// <summary>Who is in a group now.</summary>
        public IQueryable<CohortMember> CohortMembers => db.Set<CohortMember>().Where(m => m.LeftAt == null);

        public IQueryable<CohortCourse> CohortCourses => db.Set<CohortCourse>().Where(c => c.EndedAt == null);
    }
}
