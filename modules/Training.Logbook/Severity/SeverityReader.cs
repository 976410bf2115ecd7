using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Entries;
using Training.Modules;

namespace Training.Logbook.Severity;

/// <summary>Reads what a mentor and the colleagues in the same transfers gave. One statement, narrowed to the techniques that the mentor rated and to two years.</summary>
internal sealed class SeverityReader(TrainingDbContext db, TimeProvider clock)
{
    /// <summary>How far back is looked, in months.</summary>
    public const int Months = 24;

    /// <summary>Of these, the latest, in months.</summary>
    public const int LatelyMonths = 6;

    public async Task<SeverityView> OfAsync(Guid mentorId, CancellationToken ct)
    {
        var today = clock.Today();
        var from = VietnamTime.StartOf(today.AddMonths(-Months));
        var lately = VietnamTime.StartOf(today.AddMonths(-LatelyMonths));
        var rated = db.Decisions.Where(d => d.Entrustment != null && d.DecidedAt >= from)
            .Join(db.EntryVersions.IgnoreAutoIncludes(), d => d.EntryVersionId, v => v.Id, (d, v) => new { Decision = d, v.TechniqueId, v.Stage });
        var mine = rated.Where(r => r.Decision.MentorPersonId == mentorId).Select(r => r.TechniqueId);
        var rows = await rated
            .Where(r => mine.Contains(r.TechniqueId))
            .GroupBy(r => new { r.TechniqueId, r.Stage, r.Decision.MentorPersonId, Lately = r.Decision.MentorPersonId == mentorId && r.Decision.DecidedAt >= lately })
            .Select(g => new
            {
                g.Key,
                Count = g.Count(),
                Sum = g.Sum(r => r.Decision.Entrustment!.Value),
                Squares = g.Sum(r => r.Decision.Entrustment!.Value * r.Decision.Entrustment!.Value),
            })
            .ToListAsync(ct);
        return SeverityRule.Of([.. rows
            .GroupBy(row => (row.Key.TechniqueId, row.Key.Stage, Period: row.Key.MentorPersonId != mentorId ? Period.Colleagues : row.Key.Lately ? Period.Lately : Period.Earlier))
            .Select(g => new Levels(g.Key.TechniqueId, g.Key.Stage, g.Key.Period, g.Sum(r => r.Count), g.Sum(r => r.Sum), g.Sum(r => r.Squares), g.Count()))]);
    }
}
