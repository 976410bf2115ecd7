using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Media.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Activities.Assignments;

/// <summary>What somebody hands in for an assignment, over as many tries as it takes. Where it is follows from the stamps of its last try.</summary>
internal sealed class Work : Entity, IVersioned
{
    public const string HandedInAction = "Activities.WorkHandedIn";

    public required Guid PersonId { get; init; }

    public required Guid CourseId { get; init; }

    /// <summary>Stands in addresses.</summary>
    public required string CourseCode { get; init; }

    public required Guid ItemKey { get; init; }

    public required Guid AssignmentId { get; init; }

    /// <summary>The hospital that marks it: the one that owns the course; for everybody's courses the one where the learner works. Null: neither.</summary>
    public required Guid? HospitalId { get; init; }

    /// <summary>Number of the last try, from 1.</summary>
    public int Tries { get; set; }

    /// <summary>When the last try was handed in.</summary>
    public DateTimeOffset HandedInAt { get; set; }

    /// <summary>When the last try was marked or returned; null while it waits.</summary>
    public DateTimeOffset? MarkedAt { get; set; }

    public int Version { get; set; }
}

/// <summary>What was handed in once.</summary>
internal sealed class WorkTry : IAppendOnly
{
    public const int TextLength = 20_000;

    public required Guid WorkId { get; init; }

    public required int Number { get; init; }

    public required string? Text { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>A file of a try.</summary>
internal sealed class WorkFile : IAppendOnly
{
    public required Guid WorkId { get; init; }

    public required int Try { get; init; }

    public required int Number { get; init; }

    public required string Hash { get; init; }

    public required FileKind Kind { get; init; }

    public required long Size { get; init; }
}

/// <summary>What somebody made of a try: a mark by the rubric, or the wish for another one. A correction is the next one; the last counts.</summary>
internal sealed class Marking : Entity, IAppendOnly
{
    public const string MarkedAction = "Activities.WorkMarked";
    public const string ReturnedAction = "Activities.WorkReturned";
    public const int CommentLength = 4000;

    public required Guid WorkId { get; init; }

    public required int Try { get; init; }

    /// <summary>From 1, for the try.</summary>
    public required int Number { get; init; }

    /// <summary>Of each criterion in its order, the level from 0, separated by commas; empty where it was returned without a mark.</summary>
    public required string Chosen { get; init; }

    /// <summary>Null where the learner is to try again.</summary>
    public required decimal? Percent { get; init; }

    /// <summary>Last day for the next try; null: no end, or none is wished for.</summary>
    public required DateOnly? AgainUntil { get; init; }

    public required string Comment { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid ByUserId { get; init; }

    /// <summary>The practitioner behind the account; null for an account of an office.</summary>
    public required Guid? ByPersonId { get; init; }

    public required string By { get; init; }

    public bool IsReturned => Percent is null;

    public IReadOnlyList<int> Levels => [.. Chosen.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(level => int.Parse(level, CultureInfo.InvariantCulture))];
}

/// <summary>One's own, and those that one's hospital marks.</summary>
internal sealed class WorkConfiguration : IScoped<Work>
{
    public Expression<Func<Work, Viewer, bool>> VisibleTo(TrainingDbContext db)
        => (w, viewer) => w.PersonId == viewer.PersonId || viewer.Everywhere(Permissions.Mark) || (w.HospitalId != null && viewer.Hospitals(Permissions.Mark).Contains(w.HospitalId.Value));

    public void Lock(RowLock<Work> row) => row.Person(w => w.PersonId).Hospital(w => w.HospitalId);

    public void Configure(EntityTypeBuilder<Work> builder)
    {
        builder.ToTable("Activities_Works");
        builder.ReferencesPerson(w => w.PersonId);
        builder.ReferencesCourse(w => w.CourseId);
        builder.ReferencesHospital(w => w.HospitalId);
        builder.HasOne<Assignment>().WithMany().HasForeignKey(w => w.AssignmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(w => new { w.PersonId, w.AssignmentId }).IsUnique();
        builder.HasIndex(w => new { w.HospitalId, w.HandedInAt }).HasFilter("\"MarkedAt\" IS NULL").HasDatabaseName("IX_Activities_Works_Waiting");
        builder.Property(w => w.CourseCode).HasMaxLength(40);
    }
}

/// <summary>Seen by whoever sees the work.</summary>
internal sealed class WorkTryConfiguration : IScoped<WorkTry>
{
    public Expression<Func<WorkTry, Viewer, bool>> VisibleTo(TrainingDbContext db) => (t, _) => db.Set<Work>().Any(w => w.Id == t.WorkId);

    public void Lock(RowLock<WorkTry> row) => row.With<Work>(t => t.WorkId);

    public void Configure(EntityTypeBuilder<WorkTry> builder)
    {
        builder.ToTable("Activities_WorkTries").HasKey(t => new { t.WorkId, t.Number });
        builder.HasOne<Work>().WithMany().HasForeignKey(t => t.WorkId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(t => t.Text).HasMaxLength(WorkTry.TextLength);
    }
}

/// <summary>Seen by whoever sees the work.</summary>
internal sealed class WorkFileConfiguration : IScoped<WorkFile>
{
    public Expression<Func<WorkFile, Viewer, bool>> VisibleTo(TrainingDbContext db) => (f, _) => db.Set<Work>().Any(w => w.Id == f.WorkId);

    public void Lock(RowLock<WorkFile> row) => row.With<Work>(f => f.WorkId);

    public void Configure(EntityTypeBuilder<WorkFile> builder)
    {
        builder.ToTable("Activities_WorkFiles").HasKey(f => new { f.WorkId, f.Try, f.Number });
        builder.HasOne<Work>().WithMany().HasForeignKey(f => f.WorkId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(f => f.Hash);
        builder.Property(f => f.Hash).HasMaxLength(64);
    }
}

/// <summary>Seen by whoever sees the work.</summary>
internal sealed class MarkingConfiguration : IScoped<Marking>
{
    public Expression<Func<Marking, Viewer, bool>> VisibleTo(TrainingDbContext db) => (m, _) => db.Set<Work>().Any(w => w.Id == m.WorkId);

    public void Lock(RowLock<Marking> row) => row.With<Work>(m => m.WorkId);

    public void Configure(EntityTypeBuilder<Marking> builder)
    {
        builder.ToTable("Activities_Markings", table => table.HasCheckConstraint("CK_Activities_Markings_Percent", "\"Percent\" IS NULL OR CAST(\"Percent\" AS numeric) BETWEEN 0 AND 100"));
        builder.HasOne<Work>().WithMany().HasForeignKey(m => m.WorkId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(m => m.ByPersonId, WhenMerged.Stays);
        builder.HasIndex(m => new { m.WorkId, m.Try, m.Number }).IsUnique();
        builder.Ignore(m => m.IsReturned);
        builder.Ignore(m => m.Levels);
        builder.Property(m => m.Chosen).HasMaxLength(100);
        builder.Property(m => m.Percent).HasPrecision(5, 2);
        builder.Property(m => m.Comment).HasMaxLength(Marking.CommentLength);
        builder.Property(m => m.By).HasMaxLength(250);
    }
}
