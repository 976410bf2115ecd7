using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
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

    /// <summary>How many of them were emergencies.</summary>
    public int Emergency { get; set; }

    /// <summary>How many were difficult: as the mentor rated it, or as the learner did where the mentor did not.</summary>
    public int Difficult { get; set; }

    /// <summary>In how many a complication was managed.</summary>
    public int ManagedComplication { get; set; }
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

/// <summary>What one or more decisions add to a tally.</summary>
internal sealed record TallyChange(
    Guid ParticipantId, Guid TechniqueId, Stage Stage, int Entrustment, Guid HospitalId, int Signed, int Emergency, int Difficult, int ManagedComplication)
{
    /// <summary>The same, taken away.</summary>
    public TallyChange Reversed => this with { Signed = -Signed, Emergency = -Emergency, Difficult = -Difficult, ManagedComplication = -ManagedComplication };

    /// <summary>One for each technique of the case; what was observed only has no level.</summary>
    public static IEnumerable<TallyChange> Of(LogbookEntry entry, EntryVersion version, Decision decision) => version.All.Select(done => new TallyChange(
        entry.ParticipantId,
        done.TechniqueId,
        done.Stage,
        done.Stage == Stage.O ? 0 : decision.Entrustment ?? 0,
        entry.HospitalId,
        1,
        version.Setting == CaseSetting.Emergency ? 1 : 0,
        (decision.Difficulty is { } rated ? rated == Decision.Difficult : version.Complexity == Complexity.Difficult) ? 1 : 0,
        version.ComplicationManaged == true ? 1 : 0));

    /// <summary>One change for each tally.</summary>
    public static IEnumerable<TallyChange> Sum(IEnumerable<TallyChange> changes) => changes
        .GroupBy(c => (c.ParticipantId, c.TechniqueId, c.Stage, c.Entrustment, c.HospitalId))
        .Select(g => new TallyChange(
            g.Key.ParticipantId, g.Key.TechniqueId, g.Key.Stage, g.Key.Entrustment, g.Key.HospitalId, g.Sum(c => c.Signed), g.Sum(c => c.Emergency), g.Sum(c => c.Difficult), g.Sum(c => c.ManagedComplication)));
}

internal static class TallyUpdates
{
    /// <summary>Adds signed cases; atomic, also when two mentors sign at once.</summary>
    public static async Task TallyAsync(this TrainingDbContext db, IEnumerable<TallyChange> changes, CancellationToken ct)
    {
        foreach (var change in changes)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Logbook_Tallies" ("ParticipantId", "TechniqueId", "Stage", "Entrustment", "HospitalId", "Signed", "Emergency", "Difficult", "ManagedComplication")
                VALUES ({change.ParticipantId}, {change.TechniqueId}, {change.Stage.ToString()}, {change.Entrustment}, {change.HospitalId}, {change.Signed}, {change.Emergency}, {change.Difficult}, {change.ManagedComplication})
                ON CONFLICT ("ParticipantId", "TechniqueId", "Stage", "Entrustment")
                DO UPDATE SET "Signed" = "Logbook_Tallies"."Signed" + {change.Signed}, "Emergency" = "Logbook_Tallies"."Emergency" + {change.Emergency},
                    "Difficult" = "Logbook_Tallies"."Difficult" + {change.Difficult}, "ManagedComplication" = "Logbook_Tallies"."ManagedComplication" + {change.ManagedComplication}
                """,
                ct);
        }
    }
}

internal sealed class PracticeCounts(TrainingDbContext db) : IPracticeCounts
{
    public async Task<IReadOnlyList<PracticeCount>> OfAsync(IReadOnlyCollection<Guid> participantIds, CancellationToken ct)
    {
        var signed = db.Unscoped<Tally>().Where(t => participantIds.Contains(t.ParticipantId))
            .Select(t => new { t.ParticipantId, t.TechniqueId, t.Stage, t.Entrustment, t.Signed, t.Emergency, t.Difficult, t.ManagedComplication, Open = 0, Waiting = 0 });

        // The open ones by an index of their own: however many cases there were, these are few.
        var open = from entry in db.Unscoped<LogbookEntry>()
                   where participantIds.Contains(entry.ParticipantId) && entry.SignedAt == null && entry.WithdrawnAt == null
                   join claim in db.Unscoped<CaseClaim>() on entry.Id equals claim.EntryId
                   group entry by new { entry.ParticipantId, claim.TechniqueId, claim.Stage } into g
                   select new
                   {
                       g.Key.ParticipantId,
                       g.Key.TechniqueId,
                       g.Key.Stage,
                       Entrustment = 0,
                       Signed = 0,
                       Emergency = 0,
                       Difficult = 0,
                       ManagedComplication = 0,
                       Open = g.Count(),
                       Waiting = g.Sum(e => e.WaitingSince != null ? 1 : 0),
                   };
        return [.. (await signed.Concat(open).ToListAsync(ct)).Select(c => new PracticeCount(c.ParticipantId, c.TechniqueId, c.Stage, c.Entrustment, c.Signed, c.Waiting)
        {
            Returned = c.Open - c.Waiting,
            Emergency = c.Emergency,
            Difficult = c.Difficult,
            ManagedComplication = c.ManagedComplication,
        })];
    }
}
