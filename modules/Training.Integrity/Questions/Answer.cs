using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Integrity.Limits;
using Training.Modules;

namespace Training.Integrity.Questions;

/// <summary>Explanations that come up often, to be chosen instead of written.</summary>
internal enum Explanation
{
    ReallyDone,
    SeveralDays,
    EnteredLater,
    FromPaper,
    ReadBefore,
    SignedTogether,
    WasThere,
    MovedThatDay,
    CameIn,
    PlansChanged,
    Mistake,
    NotSure,
}

internal static class Explanations
{
    /// <summary>Those that fit a pattern.</summary>
    public static IReadOnlyList<Explanation> Of(Pattern pattern) =>
    [
        .. pattern switch
        {
            Pattern.ManyCases => new[] { Explanation.ReallyDone, Explanation.SeveralDays },
            Pattern.LateEntries => [Explanation.EnteredLater, Explanation.FromPaper],
            Pattern.QuickDecision => [Explanation.WasThere, Explanation.ReadBefore],
            Pattern.DecisionsInMinute or Pattern.DecisionsInHour => [Explanation.SignedTogether, Explanation.WasThere],
            Pattern.TwoPlaces => [Explanation.MovedThatDay],
            _ => [Explanation.CameIn, Explanation.PlansChanged],
        },
        Explanation.Mistake,
        Explanation.NotSure,
    ];
}

/// <summary>What one of the two says; once, and never changed.</summary>
internal sealed class Answer : Entity, IAppendOnly
{
    public const string Action = "Integrity.Answered";
    public const int Longest = 1000;

    public required Guid QuestionId { get; init; }

    public required Side Side { get; init; }

    public Explanation? Explanation { get; init; }

    public string? Text { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid ByUserId { get; init; }

    public required string By { get; init; }
}

/// <summary>Neither of the two sees what the other says; the office sees both. Whoever is asked reads as one of the two, also where they work in the office.</summary>
internal sealed class AnswerConfiguration : IScoped<Answer>
{
    public Expression<Func<Answer, Viewer, bool>> VisibleTo(TrainingDbContext db) => (a, viewer) => db.Set<Question>().Any(q =>
        q.Id == a.QuestionId
        && (q.TraineePersonId == viewer.PersonId
            ? a.Side == Side.Trainee
            : q.MentorPersonId == viewer.PersonId
                ? a.Side == Side.Mentor
                : viewer.Hospitals(Permissions.Review).Contains(q.GivingHospitalId)));

    public void Lock(RowLock<Answer> row) => row.With<Question>(a => a.QuestionId);

    public void Configure(EntityTypeBuilder<Answer> builder)
    {
        builder.ToTable("Integrity_Answers");
        builder.HasOne<Question>().WithMany().HasForeignKey(a => a.QuestionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => new { a.QuestionId, a.Side }).IsUnique();
        builder.Property(a => a.Text).HasMaxLength(Answer.Longest);
        builder.Property(a => a.By).HasMaxLength(250);
    }
}

/// <summary>How the office closes a question.</summary>
internal enum Conclusion
{
    /// <summary>Đã rõ.</summary>
    Explained,

    /// <summary>Cần trao đổi thêm, outside of the site.</summary>
    FollowUp,
}

/// <summary>The office has read the answers; once, and never changed.</summary>
internal sealed class Closing : Entity, IAppendOnly
{
    public const string Action = "Integrity.Closed";

    public required Guid QuestionId { get; init; }

    public required Conclusion Conclusion { get; init; }

    public string? Note { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid ByUserId { get; init; }

    public required string By { get; init; }
}

/// <summary>Seen by the office; the two who were asked are not told what somebody noted about them here, but by a person.</summary>
internal sealed class ClosingConfiguration : IScoped<Closing>
{
    public Expression<Func<Closing, Viewer, bool>> VisibleTo(TrainingDbContext db) => (c, viewer) => db.Set<Question>().Any(q =>
        q.Id == c.QuestionId && q.TraineePersonId != viewer.PersonId && (q.MentorPersonId == null || q.MentorPersonId != viewer.PersonId));

    public void Lock(RowLock<Closing> row) => row.With<Question>(c => c.QuestionId);

    public void Configure(EntityTypeBuilder<Closing> builder)
    {
        builder.ToTable("Integrity_Closings");
        builder.HasOne<Question>().WithMany().HasForeignKey(c => c.QuestionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => c.QuestionId).IsUnique();
        builder.Property(c => c.Note).HasMaxLength(Answer.Longest);
        builder.Property(c => c.By).HasMaxLength(250);
    }
}
