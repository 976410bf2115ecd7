using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Integrity.Limits;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Integrity.Questions;

/// <summary>
/// Figures that the site asks the people concerned about, once for each pattern, people and day. It holds nothing against anybody and stops
/// nothing. Where it stands is read off the rows beside it.
/// </summary>
internal sealed class Question : Entity
{
    public const string AskedAction = "Integrity.Asked";

    public required Pattern Pattern { get; init; }

    public required DateOnly Day { get; init; }

    public required Guid ParticipantId { get; init; }

    public required Guid TransferId { get; init; }

    /// <summary>Whose training office reads the answers.</summary>
    public required Guid GivingHospitalId { get; init; }

    public required Guid TraineePersonId { get; init; }

    /// <summary>Null where nobody guides the learner: then only the learner is asked.</summary>
    public Guid? MentorPersonId { get; init; }

    public Guid? TechniqueId { get; init; }

    /// <summary>The figure that was seen.</summary>
    public required int Count { get; init; }

    public required Guid LimitId { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The process that carries it.</summary>
    public required Guid InstanceId { get; init; }

    public bool IsAsked(Guid? personId) => personId is not null && (TraineePersonId == personId || MentorPersonId == personId);

    public Side? SideOf(Guid? personId) => personId is null ? null : TraineePersonId == personId ? Side.Trainee : MentorPersonId == personId ? Side.Mentor : null;

    public IReadOnlyList<Side> Asked => MentorPersonId is null ? [Side.Trainee] : [Side.Trainee, Side.Mentor];
}

/// <summary>Who of the two is asked.</summary>
internal enum Side
{
    Trainee,
    Mentor,
}

/// <summary>A case that a question is about, as it was seen; kept with the question, since the facts are forgotten.</summary>
internal sealed class QuestionCase : IAppendOnly
{
    public const int Most = 60;

    public required Guid QuestionId { get; init; }

    public required Guid EntryId { get; init; }

    public required DateOnly PerformedOn { get; init; }

    public required Guid PlaceHospitalId { get; init; }

    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When it was logged or decided.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>It is a case of another learner, which this one is not shown.</summary>
    public required bool OfAnother { get; init; }
}

/// <summary>The question is with the training office: everybody has answered, or the time is over.</summary>
internal sealed class HandOver : Entity, IAppendOnly
{
    public const string Action = "Integrity.HandedOver";

    public required Guid QuestionId { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>Seen by the two who are asked, and by the training office of the giving hospital once it is handed over; by nobody else.</summary>
internal sealed class QuestionConfiguration : IScoped<Question>
{
    public Expression<Func<Question, Viewer, bool>> VisibleTo(TrainingDbContext db) => (q, viewer) =>
        q.TraineePersonId == viewer.PersonId
        || q.MentorPersonId == viewer.PersonId
        || (viewer.Hospitals(Permissions.Review).Contains(q.GivingHospitalId) && db.Set<HandOver>().Any(h => h.QuestionId == q.Id));

    public void Lock(RowLock<Question> row) => row.Person(q => q.TraineePersonId).Person(q => q.MentorPersonId).Hospital(q => q.GivingHospitalId);

    public void Configure(EntityTypeBuilder<Question> builder)
    {
        builder.ToTable("Integrity_Questions");
        builder.ReferencesParticipantOfTransfer(q => new { q.ParticipantId, q.TransferId });
        builder.ReferencesTransfer(q => q.TransferId);
        builder.ReferencesHospital(q => q.GivingHospitalId);
        builder.ReferencesPerson(q => q.TraineePersonId, WhenMerged.MovesUnlessThere);
        builder.ReferencesPerson(q => q.MentorPersonId, WhenMerged.MovesUnlessThere);
        builder.ReferencesTechnique(q => q.TechniqueId);
        builder.HasOne<Limit>().WithMany().HasForeignKey(q => q.LimitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(q => new { q.Pattern, q.TraineePersonId, q.MentorPersonId, q.Day }).IsUnique();
        builder.HasIndex(q => new { q.Pattern, q.TraineePersonId, q.Day }).IsUnique().HasFilter(""" "MentorPersonId" IS NULL """.Trim());
        builder.HasIndex(q => new { q.GivingHospitalId, q.AskedAt });
        builder.HasIndex(q => q.InstanceId).IsUnique();
        builder.Ignore(q => q.Asked);
    }
}

/// <summary>Seen by whoever sees the question.</summary>
internal sealed class QuestionCaseConfiguration : IScoped<QuestionCase>
{
    public Expression<Func<QuestionCase, Viewer, bool>> VisibleTo(TrainingDbContext db) => (c, _) => db.Set<Question>().Any(q => q.Id == c.QuestionId);

    public void Lock(RowLock<QuestionCase> row) => row.With<Question>(c => c.QuestionId);

    public void Configure(EntityTypeBuilder<QuestionCase> builder)
    {
        builder.ToTable("Integrity_QuestionCases").HasKey(c => new { c.QuestionId, c.EntryId });
        builder.HasOne<Question>().WithMany().HasForeignKey(c => c.QuestionId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesHospital(c => c.PlaceHospitalId);
    }
}

/// <summary>Seen where the question may be seen at all; the question itself asks this row whether it is with the office.</summary>
internal sealed class HandOverConfiguration : IEntityTypeConfiguration<HandOver>
{
    public void Configure(EntityTypeBuilder<HandOver> builder)
    {
        builder.ToTable("Integrity_HandOvers");
        builder.HasOne<Question>().WithMany().HasForeignKey(h => h.QuestionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(h => h.QuestionId).IsUnique();
    }
}
