using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Notifications.Contracts;

namespace Training.Activities.Assignments;

/// <summary>Stores what somebody made of a try, tells the course and writes to the learner. Call inside a write.</summary>
internal sealed class MarkWork(
    TrainingDbContext db, ICourseItems items, ICurrentUser user, IRoleHolders holders, IMailQueue mail, IAuditTrail audit, IConfiguration configuration, IStringLocalizer<Texts> texts, TimeProvider clock)
{
    /// <summary>A mark; where there is one already, a correction.</summary>
    /// <exception cref="RuleViolation">It is their own work, another try or another marking came meanwhile, or a criterion has no level.</exception>
    public async Task MarkAsync(Guid workId, int number, int markings, IReadOnlyList<int?> levels, string comment, CancellationToken ct)
    {
        var (work, assignment) = await ForMarkingAsync(workId, number, markings, ct);
        var percent = assignment.Rubric.PercentOf(levels);
        await StoreAsync(work, assignment, markings, [.. levels.Take(assignment.Rubric.Criteria.Count).Select(level => level!.Value)], percent, null, comment, ct);
        await items.RecordAsync(work.PersonId, work.CourseId, work.ItemKey, new ItemEvidence(work.AssignmentId, clock.GetUtcNow()) { Submitted = true, Score = percent }, ct);
    }

    /// <summary>Asks for another try.</summary>
    /// <exception cref="RuleViolation">As above; the day is over, or the try has a mark.</exception>
    public async Task ReturnAsync(Guid workId, int number, int markings, DateOnly? until, string comment, CancellationToken ct)
    {
        var (work, assignment) = await ForMarkingAsync(workId, number, markings, ct);
        if (work.MarkedAt is not null)
        {
            throw new RuleViolation("Mark.NotTwice") { Status = 409 };
        }

        if (until < clock.Today())
        {
            throw new RuleViolation("Mark.DayOver") { Field = "Input.Until" };
        }

        await StoreAsync(work, assignment, markings, [], null, until, comment, ct);
    }

    private async Task<(Work Work, Assignment Assignment)> ForMarkingAsync(Guid workId, int number, int markings, CancellationToken ct)
    {
        var work = await db.Set<Work>().AsTracking().SingleOrDefaultAsync(w => w.Id == workId, ct) ?? throw new RuleViolation("Mark.Gone") { Status = 409 };
        if (work.PersonId == user.PersonId)
        {
            throw new RuleViolation("Mark.Own");
        }

        if (work.Tries != number)
        {
            throw new RuleViolation("Mark.NewerTry") { Status = 409 };
        }

        if (await db.Set<Marking>().CountAsync(m => m.WorkId == workId && m.Try == number, ct) != markings)
        {
            throw new RuleViolation("Mark.Meanwhile") { Status = 409 };
        }

        return (work, await db.Set<Assignment>().AsNoTracking().SingleAsync(a => a.Id == work.AssignmentId, ct));
    }

    private async Task StoreAsync(Work work, Assignment assignment, int markings, IReadOnlyList<int> levels, decimal? percent, DateOnly? until, string comment, CancellationToken ct)
    {
        work.MarkedAt = clock.GetUtcNow();
        var marking = new Marking
        {
            WorkId = work.Id,
            Try = work.Tries,
            Number = markings + 1,
            Chosen = string.Join(',', levels),
            Percent = percent,
            AgainUntil = until,
            Comment = comment,
            At = work.MarkedAt.Value,
            ByUserId = user.UserId,
            ByPersonId = user.PersonId,
            By = user.Name,
        };
        db.Add(marking);
        audit.Add(new AuditEvent(percent is null ? Marking.ReturnedAction : Marking.MarkedAction, nameof(Work), work.Id)
        {
            HospitalIds = work.HospitalId is { } hospital ? [hospital] : [],
            Facts = new Dictionary<string, string?>
            {
                ["person"] = $"{work.PersonId}",
                ["try"] = FormattableString.Invariant($"{work.Tries}"),
                ["number"] = FormattableString.Invariant($"{marking.Number}"),
                ["percent"] = percent is { } value ? FormattableString.Invariant($"{value}") : null,
            },
        });
        await db.SaveChangesAsync(ct);
        var link = configuration["Site:BaseAddress"] is { Length: > 0 } root ? $"{root.TrimEnd('/')}/courses/{work.CourseCode}/assignments/{work.ItemKey}" : "";
        foreach (var account in (await holders.AccountsOfAsync([work.PersonId], ct)).Where(a => a.Email.Length > 0))
        {
            mail.SendInEachLanguage(
                account.Email,
                () => percent is null ? texts["Letter.Returned.Subject", assignment.Title] : texts["Letter.Marked.Subject", assignment.Title],
                () => (percent is null ? texts["Letter.Returned", account.Name, assignment.Title, user.Name, link] : texts["Letter.Marked", account.Name, assignment.Title, user.Name, link]).Value.TrimEnd());
        }
    }
}
