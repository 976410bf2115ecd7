using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Questions.Bank;
using Training.Questions.Quizzes;

namespace Training.Questions.Attempts;

/// <summary>
/// One time that somebody takes a quiz. What is asked was fixed when it began. It is open until it is handed in or its time is over, which the clock of the
/// server says; nothing has to run at that moment (<see cref="Timing"/>).
/// </summary>
internal sealed class QuizAttempt : Entity
{
    public required Guid PersonId { get; init; }

    public required Guid CourseId { get; init; }

    public required Guid ItemKey { get; init; }

    public required Guid QuizId { get; init; }

    /// <summary>From 1, among those of the person at this quiz.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Begun by a phone that took it along, maybe before the lessons that have to be read first; it is handed in only after them.</summary>
    public bool TakenAlong { get; init; }

    /// <summary>When the time is over; null without a limit.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Counts the windows that took the attempt over, and the forms that were stored; only the newest may answer.</summary>
    public int Sitting { get; set; }

    /// <summary>When an answer last arrived.</summary>
    public DateTimeOffset? SavedAt { get; set; }

    /// <summary>When it was handed in; where the time was over first, when that was.</summary>
    public DateTimeOffset? HandedInAt { get; set; }

    /// <summary>In percent; null while it is open, or while somebody has to mark a part of it.</summary>
    public decimal? Score { get; set; }

    public bool IsOpen(DateTimeOffset now) => HandedInAt is null && !Timing.IsOver(DueAt, now);
}

/// <summary>A question of an attempt with the newest answer to it.</summary>
[NotAudited("each answer as it is given; beginning and handing in are the events")]
internal sealed class AttemptSlot
{
    public required Guid AttemptId { get; init; }

    /// <summary>From 1, in the order in which it is asked.</summary>
    public required int Number { get; init; }

    public required Guid VersionId { get; init; }

    /// <summary>Of the order in which everything is shown.</summary>
    public required long Seed { get; init; }

    public required decimal MaxMark { get; init; }

    /// <summary>Number of the newest answer, 0 before the first; an older one never takes its place.</summary>
    public int Sequence { get; set; }

    /// <summary>The sitting in which it was given.</summary>
    public int Sitting { get; set; }

    /// <summary>What stood in the fields, by <see cref="AnswerFields"/>.</summary>
    public string Fields { get; set; } = "";

    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When the answer was marked for good before the attempt was handed in.</summary>
    public DateTimeOffset? LockedAt { get; set; }

    /// <summary>How many hints were shown.</summary>
    public int Hints { get; set; }

    /// <summary>What the answer is worth of the whole mark, once it is handed in; without what a person has to mark.</summary>
    public decimal? Fraction { get; set; }

    /// <summary>A person has to mark a part of it.</summary>
    public bool Waits { get; set; }
}

/// <summary>An answer that was marked while the attempt was open.</summary>
[NotAudited("each answer as it is checked; beginning and handing in are the events")]
internal sealed class AttemptTry : IAppendOnly
{
    public required Guid AttemptId { get; init; }

    public required int Number { get; init; }

    /// <summary>From 1.</summary>
    public required int Try { get; init; }

    public required string Fields { get; init; }

    public required decimal Fraction { get; init; }

    /// <summary>Hints that were shown before.</summary>
    public required int Hints { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>Minutes that somebody has besides the limit of a quiz, whichever attempt it is.</summary>
internal sealed class ExtraTime
{
    public required Guid PersonId { get; init; }

    public required Guid ItemKey { get; init; }

    public required Guid CourseId { get; init; }

    public required int Minutes { get; set; }

    public required string Reason { get; set; }

    public required DateTimeOffset GrantedAt { get; set; }

    public required string GrantedBy { get; set; }
}

/// <summary>Everybody sees their own; whoever writes the course asks past it.</summary>
internal sealed class QuizAttemptConfiguration : IScoped<QuizAttempt>, IScoped<AttemptSlot>, IScoped<AttemptTry>, IScoped<ExtraTime>
{
    Expression<Func<QuizAttempt, Viewer, bool>> IScoped<QuizAttempt>.VisibleTo(TrainingDbContext db) => (x, viewer) => x.PersonId == viewer.PersonId;

    Expression<Func<AttemptSlot, Viewer, bool>> IScoped<AttemptSlot>.VisibleTo(TrainingDbContext db) => (x, _) => db.Set<QuizAttempt>().Any(a => a.Id == x.AttemptId);

    Expression<Func<AttemptTry, Viewer, bool>> IScoped<AttemptTry>.VisibleTo(TrainingDbContext db) => (x, _) => db.Set<QuizAttempt>().Any(a => a.Id == x.AttemptId);

    Expression<Func<ExtraTime, Viewer, bool>> IScoped<ExtraTime>.VisibleTo(TrainingDbContext db) => (x, viewer) => x.PersonId == viewer.PersonId;

    public void Lock(RowLock<QuizAttempt> row) => row.Person(x => x.PersonId);

    public void Lock(RowLock<AttemptSlot> row) => row.With<QuizAttempt>(x => x.AttemptId);

    public void Lock(RowLock<AttemptTry> row) => row.With<QuizAttempt>(x => x.AttemptId);

    public void Lock(RowLock<ExtraTime> row) => row.Person(x => x.PersonId);

    public void Configure(EntityTypeBuilder<QuizAttempt> builder)
    {
        builder.ToTable("Questions_Attempts");
        builder.ReferencesPerson(a => a.PersonId);
        builder.ReferencesCourse(a => a.CourseId);
        builder.HasOne<Quiz>().WithMany().HasForeignKey(a => a.QuizId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => new { a.PersonId, a.ItemKey });
        builder.HasIndex(a => new { a.CourseId, a.ItemKey, a.HandedInAt });

        // What the job that closes attempts looks for.
        builder.HasIndex(a => a.DueAt).HasFilter("\"HandedInAt\" IS NULL").HasDatabaseName("IX_Questions_Attempts_Open");
        builder.Property(a => a.Score).HasPrecision(6, 3);
    }

    public void Configure(EntityTypeBuilder<AttemptSlot> builder)
    {
        builder.ToTable("Questions_AttemptSlots").HasKey(s => new { s.AttemptId, s.Number });
        builder.HasOne<QuizAttempt>().WithMany().HasForeignKey(s => s.AttemptId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<QuestionVersion>().WithMany().HasForeignKey(s => s.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(s => s.MaxMark).HasPrecision(6, 2);
        builder.Property(s => s.Fraction).HasPrecision(8, 7);
        builder.Property(s => s.Fields).HasMaxLength(AnswerFields.MostCharacters);
    }

    public void Configure(EntityTypeBuilder<AttemptTry> builder)
    {
        builder.ToTable("Questions_AttemptTries").HasKey(t => new { t.AttemptId, t.Number, t.Try });
        builder.HasOne<AttemptSlot>().WithMany().HasForeignKey(t => new { t.AttemptId, t.Number }).OnDelete(DeleteBehavior.Restrict);
        builder.Property(t => t.Fraction).HasPrecision(8, 7);
        builder.Property(t => t.Fields).HasMaxLength(AnswerFields.MostCharacters);
    }

    public void Configure(EntityTypeBuilder<ExtraTime> builder)
    {
        builder.ToTable("Questions_ExtraTime").HasKey(t => new { t.PersonId, t.ItemKey });
        builder.ReferencesPerson(t => t.PersonId, WhenMerged.MovesUnlessThere);
        builder.ReferencesCourse(t => t.CourseId);
        builder.Property(t => t.Reason).HasMaxLength(300);
        builder.Property(t => t.GrantedBy).HasMaxLength(250);
    }
}
