using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Training.Data;
using Training.Identity.Contracts;
using Training.Integrity.Facts;
using Training.Integrity.Limits;
using Training.Integrity.Patterns;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Integrity.Asking;

/// <summary>
/// Looks at what was logged and decided since the last time, one person after the other, each in a write of its own, and asks where there is
/// something to ask. Reads the days and hours of the new facts only, so it costs the same however much there is. It waits a quarter of an
/// hour: nobody is asked in the middle of entering.
/// </summary>
internal sealed partial class LookAtFacts(TrainingDbContext db, Ask ask, IRoleHolders holders, IAbsences absences, TimeProvider clock, ILogger<LookAtFacts> log) : IBackgroundTask
{
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(15);

    private const int MostPeople = 100;

    private static readonly TimeSpan Around = TimeSpan.FromHours(1);

    public TimeSpan Interval => TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken ct)
    {
        var until = clock.GetUtcNow() - Settling;
        var learners = await db.Set<LoggedFact>().Where(f => f.LookedAt == null)
            .GroupBy(f => f.TraineePersonId)
            .Where(g => g.Max(f => f.LoggedAt) <= until)
            .OrderBy(g => g.Min(f => f.LoggedAt))
            .Select(g => g.Key)
            .Take(MostPeople)
            .ToListAsync(ct);
        foreach (var learner in learners)
        {
            await LookAsync(learner, inner => LookAtLearnerAsync(learner, until, inner), ct);
        }

        var mentors = await db.Set<DecidedFact>().Where(f => f.LookedAt == null)
            .GroupBy(f => f.MentorPersonId)
            .Where(g => g.Max(f => f.DecidedAt) <= until)
            .OrderBy(g => g.Min(f => f.DecidedAt))
            .Select(g => g.Key)
            .Take(MostPeople)
            .ToListAsync(ct);
        foreach (var mentor in mentors)
        {
            await LookAsync(mentor, inner => LookAtMentorAsync(mentor, until, inner), ct);
        }
    }

    // What fails for one person is tried again at the next turn, and does not keep the others from their turn.
    private async Task LookAsync(Guid person, Func<CancellationToken, Task> look, CancellationToken ct)
    {
        try
        {
            await db.WriteAsync(look, ct);
        }
        catch (Exception exception) when (exception is DbUpdateException or InvalidOperationException)
        {
            Failed(log, person, exception);
        }
    }

    private async Task LookAtLearnerAsync(Guid learner, DateTimeOffset until, CancellationToken ct)
    {
        var isNew = db.Set<LoggedFact>().Where(f => f.TraineePersonId == learner && f.LookedAt == null && f.LoggedAt <= until);
        var fresh = await isNew.Select(f => new { f.PerformedOn, f.LoggedAt }).ToListAsync(ct);
        var now = clock.GetUtcNow();

        // Of two nodes that come at once, the second waits here and finds nothing new.
        if (await isNew.ExecuteUpdateAsync(set => set.SetProperty(f => f.LookedAt, now), ct) == 0)
        {
            return;
        }

        var days = fresh.Select(f => f.PerformedOn).Distinct().ToArray();
        var (from, to) = (fresh.Min(f => f.LoggedAt) - Around, fresh.Max(f => f.LoggedAt) + Around);
        var facts = await db.Set<LoggedFact>().AsNoTracking()
            .Where(f => f.TraineePersonId == learner && (days.Contains(f.PerformedOn) || (f.LoggedAt >= from && f.LoggedAt <= to)))
            .ToListAsync(ct);
        var limits = await LimitsAsync(ct);
        foreach (var finding in Detectors.OfLogged(facts, limits))
        {
            await ask.AskAsync(finding, ct);
        }
    }

    private async Task LookAtMentorAsync(Guid mentor, DateTimeOffset until, CancellationToken ct)
    {
        var isNew = db.Set<DecidedFact>().Where(f => f.MentorPersonId == mentor && f.LookedAt == null && f.DecidedAt <= until);
        var fresh = await isNew.Select(f => new { f.PerformedOn, f.DecidedAt }).ToListAsync(ct);
        var now = clock.GetUtcNow();
        if (await isNew.ExecuteUpdateAsync(set => set.SetProperty(f => f.LookedAt, now), ct) == 0)
        {
            return;
        }

        var days = fresh.Select(f => f.PerformedOn).Distinct().ToArray();
        var (from, to) = (fresh.Min(f => f.DecidedAt) - Around, fresh.Max(f => f.DecidedAt) + Around);
        var facts = await db.Set<DecidedFact>().AsNoTracking()
            .Where(f => f.MentorPersonId == mentor && (days.Contains(f.PerformedOn) || (f.DecidedAt >= from && f.DecidedAt <= to)))
            .ToListAsync(ct);
        var accounts = (await holders.AccountsOfAsync([mentor], ct)).Select(account => account.UserId).ToArray();
        var away = await absences.BetweenAsync(accounts, days.Min(), days.Max(), ct);
        var limits = await LimitsAsync(ct);
        foreach (var finding in Detectors.OfDecided(facts, limits, (_, day) => away.Any(absence => absence.From <= day && day <= absence.To)))
        {
            await ask.AskAsync(finding, ct);
        }
    }

    private async Task<LimitTable> LimitsAsync(CancellationToken ct) => new(await db.Set<Limit>().AsNoTracking().ToListAsync(ct));

    [LoggerMessage(Level = LogLevel.Error, Message = "The figures of {Person} could not be looked at; they are tried again.")]
    private static partial void Failed(ILogger log, Guid person, Exception exception);
}
