using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Activities.Surveys;

/// <summary>Questions without right answers. Answers belong to the series, which is the same in every version of the course.</summary>
[NotAudited("a draft until its course is published, which is the event; never changed from then on")]
internal sealed class Survey : ActivityContent
{
    public required Guid SeriesId { get; init; }

    /// <summary>Known once its author saved it for the first time.</summary>
    public Guid? CourseId { get; set; }

    /// <summary>Nobody learns who gave which answer. Said to the learner before they answer.</summary>
    public bool IsAnonymous { get; set; } = true;

    /// <summary>Series of the survey that was asked before, where this one is asked after it.</summary>
    public Guid? BeforeSeriesId { get; set; }

    public QuestionList Questions { get; set; } = QuestionList.None;
}

/// <summary>
/// What somebody answered. An anonymous one has no person, no time and an id that tells nothing of either; answers are shown in whole groups, so that
/// nobody sees what the last one added (src/docs/decisions/0030).
/// </summary>
[NotAudited("an answer to questions without right answers; that a learner answered stands in their progress")]
internal sealed class SurveyResponse : IAppendOnly
{
    public required Guid Id { get; init; }

    public required Guid SeriesId { get; init; }

    public required Guid ContentId { get; init; }

    public required Guid? HospitalId { get; init; }

    /// <summary>Null: anonymous.</summary>
    public required Guid? PersonId { get; init; }

    /// <summary>Number of the group it is shown with; null where it has a person.</summary>
    public required int? Batch { get; init; }
}

/// <summary>One answer: a value that was chosen, or words. Several choices are several rows.</summary>
[NotAudited("part of a response")]
internal sealed class SurveyAnswer : IAppendOnly
{
    public const int WordsLength = 2000;

    public required Guid ResponseId { get; init; }

    public required string Question { get; init; }

    /// <summary>Empty where it is words.</summary>
    public required string Value { get; init; }

    public required string? Words { get; init; }

    public required Guid SeriesId { get; init; }

    public required int? Batch { get; init; }
}

/// <summary>Somebody has answered, so that nobody answers twice; what they answered is elsewhere.</summary>
[NotAudited("that somebody answered stands in their progress too")]
internal sealed class SurveyDone : IAppendOnly
{
    public required Guid PersonId { get; init; }

    public required Guid SeriesId { get; init; }
}

internal sealed class SurveyConfiguration : IEntityTypeConfiguration<Survey>
{
    public void Configure(EntityTypeBuilder<Survey> builder)
    {
        builder.MapContent("Activities_Surveys");
        builder.HasIndex(s => s.SeriesId);
        builder.HasIndex(s => s.CourseId);
        builder.Property(s => s.Questions).HasMaxLength(100_000)
            .HasConversion(list => list.ToJson(), json => QuestionList.FromJson(json), new ValueComparer<QuestionList>((a, b) => a!.ToJson() == b!.ToJson(), list => list.ToJson().GetHashCode(StringComparison.Ordinal)));
    }
}

/// <summary>For those who write the course, and one's own where it has a name.</summary>
internal sealed class SurveyResponseConfiguration : IScoped<SurveyResponse>
{
    public Expression<Func<SurveyResponse, Viewer, bool>> VisibleTo(TrainingDbContext db)
        => (r, viewer) => r.PersonId == viewer.PersonId || viewer.Everywhere(Permissions.Author) || (r.HospitalId != null && viewer.Hospitals(Permissions.Author).Contains(r.HospitalId.Value));

    public void Lock(RowLock<SurveyResponse> row) => row.Person(r => r.PersonId).Hospital(r => r.HospitalId);

    public void Configure(EntityTypeBuilder<SurveyResponse> builder)
    {
        builder.ToTable("Activities_SurveyResponses");
        builder.ReferencesPerson(r => r.PersonId);
        builder.ReferencesHospital(r => r.HospitalId);
        builder.HasOne<Survey>().WithMany().HasForeignKey(r => r.ContentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.SeriesId, r.Batch });
        builder.HasIndex(r => new { r.SeriesId, r.PersonId }).IsUnique().HasFilter("\"PersonId\" IS NOT NULL");
    }
}

/// <summary>Seen by whoever sees the response.</summary>
internal sealed class SurveyAnswerConfiguration : IScoped<SurveyAnswer>
{
    public Expression<Func<SurveyAnswer, Viewer, bool>> VisibleTo(TrainingDbContext db) => (a, _) => db.Set<SurveyResponse>().Any(r => r.Id == a.ResponseId);

    public void Lock(RowLock<SurveyAnswer> row) => row.With<SurveyResponse>(a => a.ResponseId);

    public void Configure(EntityTypeBuilder<SurveyAnswer> builder)
    {
        builder.ToTable("Activities_SurveyAnswers").HasKey(a => new { a.ResponseId, a.Question, a.Value });
        builder.HasOne<SurveyResponse>().WithMany().HasForeignKey(a => a.ResponseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => new { a.SeriesId, a.Question, a.Batch });
        builder.Property(a => a.Question).HasMaxLength(12);
        builder.Property(a => a.Value).HasMaxLength(12);
        builder.Property(a => a.Words).HasMaxLength(SurveyAnswer.WordsLength);
    }
}

/// <summary>One's own.</summary>
internal sealed class SurveyDoneConfiguration : IScoped<SurveyDone>
{
    public Expression<Func<SurveyDone, Viewer, bool>> VisibleTo(TrainingDbContext db) => (d, viewer) => d.PersonId == viewer.PersonId;

    public void Lock(RowLock<SurveyDone> row) => row.Person(d => d.PersonId);

    public void Configure(EntityTypeBuilder<SurveyDone> builder)
    {
        builder.ToTable("Activities_SurveyDone").HasKey(d => new { d.PersonId, d.SeriesId });
        builder.ReferencesPerson(d => d.PersonId, WhenMerged.MovesUnlessThere);
    }
}
