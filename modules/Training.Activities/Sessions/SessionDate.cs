using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Activities.Sessions;

/// <summary>One date of a live session.</summary>
internal sealed class SessionDate : Entity, IVersioned
{
    public const string AnnouncedAction = "Activities.DateAnnounced";
    public const string ChangedAction = "Activities.DateChanged";
    public const string CancelledAction = "Activities.DateCancelled";
    public const string AttendanceAction = "Activities.AttendanceMarked";
    public const int PlaceLength = 300;
    public const int AddressLength = 1000;
    public const int ReasonLength = 500;

    public required Guid SeriesId { get; init; }

    public required Guid CourseId { get; init; }

    /// <summary>Stands in addresses.</summary>
    public required string CourseCode { get; init; }

    public required Guid ItemKey { get; init; }

    /// <summary>The hospital that holds it; null where somebody who does so for the country announced it in a course of everybody's.</summary>
    public required Guid? HospitalId { get; init; }

    public required DateTimeOffset StartsAt { get; set; }

    public required DateTimeOffset EndsAt { get; set; }

    /// <summary>Room and address; null where it is on the web only.</summary>
    public string? Place { get; set; }

    /// <summary>Of the meeting on the web, for those who signed up.</summary>
    public string? Address { get; set; }

    /// <summary>Null: as many as come.</summary>
    public int? Seats { get; set; }

    /// <summary>Seats that are taken; raised and lowered by the statement that takes or gives one back.</summary>
    [NotAudited("counts the sign-ups, which are there to be counted")]
    public int Taken { get; set; }

    /// <summary>Who holds it, as learners are told.</summary>
    public required string HeldBy { get; set; }

    /// <summary>SEQUENCE of RFC 5545: raised with each change that somebody's calendar has to know.</summary>
    public int Sequence { get; set; }

    public required DateTimeOffset AnnouncedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; set; }

    public DateTimeOffset? CancelledAt { get; set; }

    public string? CancelReason { get; set; }

    public int Version { get; set; }

    public bool IsFull => Taken >= Seats;

    public string When => VietnamTime.DateOf(StartsAt) == VietnamTime.DateOf(EndsAt)
        ? $"{Show.Time(StartsAt)}–{Show.Time(EndsAt)[^5..]}"
        : $"{Show.Time(StartsAt)} – {Show.Time(EndsAt)}";
}

/// <summary>Somebody wants to come to a date. Whether they were there is said by who held it.</summary>
internal sealed class SignUp : Entity
{
    public required Guid DateId { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>The hospital that holds the date.</summary>
    public required Guid? HospitalId { get; init; }

    /// <summary>The content of the item that this person follows.</summary>
    public required Guid ContentId { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? CancelledAt { get; set; }

    /// <summary>When somebody said that they were there; it stays.</summary>
    public DateTimeOffset? AttendedAt { get; set; }

    public string? AttendanceBy { get; set; }

    [NotAudited("a letter that left, which the outbox tells of")]
    public DateTimeOffset? RemindedAt { get; set; }
}

internal sealed class SessionDateConfiguration : IEntityTypeConfiguration<SessionDate>
{
    public void Configure(EntityTypeBuilder<SessionDate> builder)
    {
        builder.ToTable("Activities_SessionDates", table => table.HasCheckConstraint(
            "CK_Activities_SessionDates_Facts", "\"StartsAt\" < \"EndsAt\" AND \"Taken\" >= 0 AND (\"Seats\" IS NULL OR \"Seats\" > 0)"));
        builder.ReferencesCourse(d => d.CourseId);
        builder.ReferencesHospital(d => d.HospitalId);
        builder.HasIndex(d => new { d.SeriesId, d.StartsAt });
        builder.HasIndex(d => d.StartsAt);
        builder.Ignore(d => d.IsFull);
        builder.Ignore(d => d.When);
        builder.Property(d => d.CourseCode).HasMaxLength(40);
        builder.Property(d => d.Place).HasMaxLength(SessionDate.PlaceLength);
        builder.Property(d => d.Address).HasMaxLength(SessionDate.AddressLength);
        builder.Property(d => d.HeldBy).HasMaxLength(250);
        builder.Property(d => d.CancelReason).HasMaxLength(SessionDate.ReasonLength);
    }
}

/// <summary>One's own, and those of dates that one's hospital holds.</summary>
internal sealed class SignUpConfiguration : IScoped<SignUp>
{
    public Expression<Func<SignUp, Viewer, bool>> VisibleTo(TrainingDbContext db)
        => (s, viewer) => s.PersonId == viewer.PersonId || viewer.Everywhere(Permissions.Hold) || (s.HospitalId != null && viewer.Hospitals(Permissions.Hold).Contains(s.HospitalId.Value));

    public void Lock(RowLock<SignUp> row) => row.Person(s => s.PersonId).Hospital(s => s.HospitalId);

    public void Configure(EntityTypeBuilder<SignUp> builder)
    {
        builder.ToTable("Activities_SignUps");
        builder.HasOne<SessionDate>().WithMany().HasForeignKey(s => s.DateId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LiveSession>().WithMany().HasForeignKey(s => s.ContentId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(s => s.PersonId);
        builder.ReferencesHospital(s => s.HospitalId);
        builder.HasIndex(s => new { s.DateId, s.PersonId }).IsUnique().HasFilter("\"CancelledAt\" IS NULL");
        builder.HasIndex(s => s.PersonId);
        builder.Property(s => s.AttendanceBy).HasMaxLength(250);
    }
}
