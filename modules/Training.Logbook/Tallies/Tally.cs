using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.Tallies;

/// <summary>
/// Signed cases of a member per technique, stage and entrustment, kept current in the transaction of each signature, so that progress and
/// reports cost the same after ten thousand cases and after ten million. A test compares it with a recount.
/// </summary>
[NotAudited("a sum over decisions, each of which is an event")]
internal sealed class Tally
{
    public required Guid ParticipantId { get; init; }

    public required Guid TechniqueId { get; init; }

    public required Stage Stage { get; init; }

    /// <summary>1 to 5, or 0 where none was given.</summary>
    public required int Entrustment { get; init; }

    public required Guid HospitalId { get; init; }

    public int Signed { get; set; }
}

internal sealed class TallyConfiguration : IScoped<Tally>
{
    public Expression<Func<Tally, Viewer, bool>> VisibleTo(TrainingDbContext db)
        => (t, viewer) => viewer.Everywhere(Permissions.ViewCases) || viewer.Hospitals(Permissions.ViewCases).Contains(t.HospitalId);

    public void Lock(RowLock<Tally> row) => row.Hospital(t => t.HospitalId);

    public void Configure(EntityTypeBuilder<Tally> builder)
    {
        builder.ToTable("Logbook_Tallies").HasKey(t => new { t.ParticipantId, t.TechniqueId, t.Stage, t.Entrustment });
        builder.ReferencesParticipant(t => t.ParticipantId);
        builder.ReferencesTechnique(t => t.TechniqueId);
        builder.ReferencesHospital(t => t.HospitalId);
        builder.HasIndex(t => new { t.HospitalId, t.TechniqueId });
    }
}

internal static class TallyUpdates
{
    /// <summary>Adds signed cases; atomic, also when two mentors sign at once.</summary>
    public static Task<int> AddToTallyAsync(
        this TrainingDbContext db, LogbookEntry entry, EntryVersion version, int? entrustment, int cases, CancellationToken ct)
    {
        var stage = version.Stage.ToString();
        var level = entrustment ?? 0;
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Logbook_Tallies" ("ParticipantId", "TechniqueId", "Stage", "Entrustment", "HospitalId", "Signed")
            VALUES ({entry.ParticipantId}, {version.TechniqueId}, {stage}, {level}, {entry.HospitalId}, {cases})
            ON CONFLICT ("ParticipantId", "TechniqueId", "Stage", "Entrustment")
            DO UPDATE SET "Signed" = "Logbook_Tallies"."Signed" + {cases}
            """,
            ct);
    }
}

internal sealed class PracticeCounts(TrainingDbContext db) : IPracticeCounts
{
    public async Task<IReadOnlyList<PracticeCount>> OfAsync(IReadOnlyCollection<Guid> participantIds, CancellationToken ct)
    {
        var signed = db.Unscoped<Tally>().Where(t => participantIds.Contains(t.ParticipantId))
            .Select(t => new { t.ParticipantId, t.TechniqueId, t.Stage, t.Entrustment, t.Signed, Waiting = 0 });
        var waiting = from entry in db.Unscoped<LogbookEntry>()
                      where participantIds.Contains(entry.ParticipantId) && entry.WaitingSince != null
                      join version in db.EntryVersions on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
                      group version by new { entry.ParticipantId, version.TechniqueId, version.Stage } into g
                      select new { g.Key.ParticipantId, g.Key.TechniqueId, g.Key.Stage, Entrustment = 0, Signed = 0, Waiting = g.Count() };
        return [.. (await signed.Concat(waiting).ToListAsync(ct))
            .Select(c => new PracticeCount(c.ParticipantId, c.TechniqueId, c.Stage, c.Entrustment, c.Signed, c.Waiting))];
    }
}
