using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Logbook.Entries;
using Training.Modules;

namespace Training.Logbook.Rating;

/// <summary>
/// How a learner rates themself in a case: once, never changed, and no part of what the mentor signs, since neither is to see the other's rating
/// before their own.
/// </summary>
internal sealed class SelfRating : Entity, IAppendOnly
{
    public required Guid EntryId { get; init; }

    /// <summary>The version that was the newest then.</summary>
    public required int Number { get; init; }

    /// <summary>1 to 5, on the same scale as the mentor's.</summary>
    public required int Entrustment { get; init; }

    public required DateTimeOffset RatedAt { get; init; }
}

internal sealed class SelfRatingConfiguration : IPart<SelfRating>
{
    public Expression<Func<SelfRating, Viewer, bool>> VisibleTo(TrainingDbContext db) => (r, _) => db.Set<LogbookEntry>().Any(e => e.Id == r.EntryId);

    public void Lock(RowLock<SelfRating> row) => row.With<LogbookEntry>(r => r.EntryId);

    public void Configure(EntityTypeBuilder<SelfRating> builder)
    {
        builder.ToTable("Logbook_SelfRatings", table => table.HasCheckConstraint("CK_Logbook_SelfRatings_Entrustment", """ "Entrustment" BETWEEN 1 AND 5 """.Trim()));
        builder.HasOne<LogbookEntry>().WithMany().HasForeignKey(r => r.EntryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => r.EntryId).IsUnique();
    }
}
