using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;

namespace Training.Logbook.Content;

/// <summary>
/// The first, second … case of one person, technique and stage at a place and day belongs to one entry: the key is what keeps a case from being
/// counted twice. Follows the newest version; gone once the case was taken back.
/// </summary>
[NotAudited("follows from the version, which has its event")]
internal sealed class CaseClaim
{
    public required Guid PersonId { get; init; }

    public required Guid TechniqueId { get; init; }

    public required Stage Stage { get; init; }

    public required DateOnly PerformedOn { get; init; }

    public required Guid PlaceHospitalId { get; init; }

    /// <summary>From 1: the first such case of the day, the second …</summary>
    public required int DayNumber { get; init; }

    public required Guid EntryId { get; init; }
}

internal sealed class CaseClaimConfiguration : IScoped<CaseClaim>
{
    public Expression<Func<CaseClaim, Viewer, bool>> VisibleTo(TrainingDbContext db) => (c, _) => db.Set<LogbookEntry>().Any(e => e.Id == c.EntryId);

    public void Lock(RowLock<CaseClaim> row) => row.With<LogbookEntry>(c => c.EntryId);

    public void Configure(EntityTypeBuilder<CaseClaim> builder)
    {
        builder.ToTable("Logbook_CaseClaims").HasKey(c => new { c.PersonId, c.TechniqueId, c.Stage, c.PerformedOn, c.PlaceHospitalId, c.DayNumber });
        builder.HasOne<LogbookEntry>().WithMany().HasForeignKey(c => c.EntryId).OnDelete(DeleteBehavior.Restrict);
        builder.ReferencesPerson(c => c.PersonId, WhenMerged.MovesUnlessThere);
        builder.ReferencesHospital(c => c.PlaceHospitalId);
        builder.ReferencesTechnique(c => c.TechniqueId);
        builder.HasIndex(c => c.EntryId);
    }
}
