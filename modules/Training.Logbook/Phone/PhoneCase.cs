using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Logbook.Entries;
using Training.Modules;

namespace Training.Logbook.Phone;

/// <summary>
/// Says that a case was written on a phone and when, however late it came. Kept for good: by it the same case that is sent once more, even
/// after a year in a drawer, is known again.
/// </summary>
internal sealed class PhoneCase : IAppendOnly
{
    /// <summary>Made by the phone.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>When it was saved on the phone: by the phone's clock, put right by how wrong that clock was when it sent the case.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How far the phone's clock was ahead of the site's when it sent the case, in seconds; negative: behind.</summary>
    public required int ClockAhead { get; init; }

    /// <summary>SHA-256 of what the form said, so that a case that was changed on the phone afterwards is not taken for the same. Empty once patient data was removed from the case:
    /// whatever was sent then is the same, and nobody can try texts until one fits.</summary>
    public required string BodyHash { get; init; }
}

internal sealed class PhoneCaseConfiguration : IPart<PhoneCase>
{
    public Expression<Func<PhoneCase, Viewer, bool>> VisibleTo(TrainingDbContext db) => (c, _) => db.Set<LogbookEntry>().Any(e => e.Id == c.EntryId);

    public void Lock(RowLock<PhoneCase> row) => row.With<LogbookEntry>(c => c.EntryId);

    public void Configure(EntityTypeBuilder<PhoneCase> builder)
    {
        builder.ToTable("Logbook_PhoneCases").HasKey(c => c.EntryId);
        builder.HasOne<LogbookEntry>().WithMany().HasForeignKey(c => c.EntryId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(c => c.EntryId).ValueGeneratedNever();
        builder.Property(c => c.BodyHash).HasMaxLength(64);
    }
}
