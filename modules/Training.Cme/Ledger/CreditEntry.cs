using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Cme.Claims;
using Training.Cme.Rules;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Cme.Ledger;

/// <summary>Where an entry comes from.</summary>
internal enum CreditSource
{
    /// <summary>A course of the site was finished.</summary>
    Course,

    /// <summary>The workplace approved what somebody entered.</summary>
    Activity,

    /// <summary>It takes another entry back.</summary>
    Counter,
}

/// <summary>
/// Credit hours of a person, as they were worked out then: the rule and its reference are kept in words. An entry never changes; a counter entry with
/// a reason takes it back, on the same day and with the same hours below zero, so that the two are nothing in any period.
/// </summary>
internal sealed class CreditEntry : Entity, IAppendOnly
{
    /// <summary>Actions in the audit trail.</summary>
    public const string PostedAction = "Cme.CreditPosted";

    public const string ReversedAction = "Cme.CreditReversed";

    public required Guid PersonId { get; init; }

    public required CreditSource Source { get; init; }

    /// <summary>The course that was finished; one entry for each person and course.</summary>
    public Guid? CourseId { get; init; }

    /// <summary>What was entered and approved; one entry for each.</summary>
    public Guid? ClaimId { get; init; }

    /// <summary>The entry that is taken back; each once.</summary>
    public Guid? ReversesId { get; init; }

    /// <summary>First day of the activity; the same as <see cref="Day"/> for what took one day.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>The day on which it counts: the last of the activity.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Periods, sessions, papers …; what the rule counts.</summary>
    public required int Units { get; init; }

    /// <summary>Of a credit hour; below 0 where it takes another entry back.</summary>
    public required int Hundredths { get; init; }

    public required Guid RuleId { get; init; }

    public required string RuleVi { get; init; }

    public required string RuleEn { get; init; }

    public required string RuleReference { get; init; }

    /// <summary>What was done.</summary>
    public required string TitleVi { get; init; }

    public required string TitleEn { get; init; }

    /// <summary>Who held it; empty for a course of the site.</summary>
    public required string Organizer { get; init; }

    /// <summary>Why another entry is taken back.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>Who approved it or took it back; empty for the site itself.</summary>
    public required string By { get; init; }

    public decimal Hours => Hundredths / 100m;

    public string Title => Show.Name(TitleVi, TitleEn);

    public string Rule => Show.Name(RuleVi, RuleEn);

    /// <summary>An entry that takes this one back.</summary>
    public CreditEntry Reversed(string reason, string by, DateTimeOffset at) => new()
    {
        PersonId = PersonId,
        Source = CreditSource.Counter,
        ReversesId = Id,
        FirstDay = FirstDay,
        Day = Day,
        Units = Units,
        Hundredths = -Hundredths,
        RuleId = RuleId,
        RuleVi = RuleVi,
        RuleEn = RuleEn,
        RuleReference = RuleReference,
        TitleVi = TitleVi,
        TitleEn = TitleEn,
        Organizer = Organizer,
        Reason = reason,
        PostedAt = at,
        By = by,
    };
}

/// <summary>Everybody sees their own. The workplace asks <see cref="LedgerReader"/>, which looks where the person works today: hours move with them.</summary>
internal sealed class CreditEntryConfiguration : IScoped<CreditEntry>
{
    public Expression<Func<CreditEntry, Viewer, bool>> VisibleTo(TrainingDbContext db) => (e, viewer) => e.PersonId == viewer.PersonId;

    public void Lock(RowLock<CreditEntry> row) => row.Person(e => e.PersonId);

    public void Configure(EntityTypeBuilder<CreditEntry> builder)
    {
        builder.ToTable("Cme_CreditEntries", table => table.HasCheckConstraint("CK_Cme_CreditEntries_Days", "\"FirstDay\" <= \"Day\""));
        builder.ReferencesPerson(e => e.PersonId, WhenMerged.MovesUnlessThere);
        builder.ReferencesCourse(e => e.CourseId);
        builder.HasOne<CreditClaim>().WithMany().HasForeignKey(e => e.ClaimId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CreditEntry>().WithMany().HasForeignKey(e => e.ReversesId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CreditRule>().WithMany().HasForeignKey(e => e.RuleId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => new { e.PersonId, e.Day });
        builder.HasIndex(e => new { e.PersonId, e.CourseId }).IsUnique();
        builder.HasIndex(e => e.ClaimId).IsUnique();
        builder.HasIndex(e => e.ReversesId).IsUnique();
        builder.Property(e => e.RuleVi).HasMaxLength(300);
        builder.Property(e => e.RuleEn).HasMaxLength(300);
        builder.Property(e => e.RuleReference).HasMaxLength(200);
        builder.Property(e => e.TitleVi).HasMaxLength(300);
        builder.Property(e => e.TitleEn).HasMaxLength(300);
        builder.Property(e => e.Organizer).HasMaxLength(200);
        builder.Property(e => e.Reason).HasMaxLength(500);
        builder.Property(e => e.By).HasMaxLength(250);
        builder.Ignore(e => e.Hours).Ignore(e => e.Title).Ignore(e => e.Rule);
    }
}
