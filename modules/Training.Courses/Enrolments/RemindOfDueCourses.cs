using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Training.Courses.Catalogue;
using Training.Courses.Completion;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.Enrolments;

/// <summary>
/// Writes once to whoever should finish courses soon: a week before, or at the next turn where there is less time. Each person is a write of its own,
/// which first notes what it writes about: of two nodes that come at once the second finds nothing left.
/// </summary>
internal sealed partial class RemindOfDueCourses(TrainingDbContext db, IRoleHolders holders, CourseLetters letters, TimeProvider clock, ILogger<RemindOfDueCourses> log) : IBackgroundTask
{
    private const int DaysBefore = 7;
    private const int MostPeople = 200;

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var people = await Near().Select(e => e.PersonId).Distinct().OrderBy(id => id).Take(MostPeople).ToListAsync(ct);
        var accounts = (await holders.AccountsOfAsync(people, ct)).Where(a => a.Email.Length > 0).ToLookup(a => a.PersonId);
        foreach (var person in people)
        {
            await db.WriteAsync(inner => RemindAsync(person, accounts[person], inner), ct);
        }
    }

    private async Task RemindAsync(Guid personId, IEnumerable<AccountInfo> accounts, CancellationToken ct)
    {
        var near = await Near().Where(e => e.PersonId == personId).Select(e => new { e.Id, e.CourseId, DueOn = e.DueOn!.Value }).ToListAsync(ct);
        var noted = await Near().Where(e => e.PersonId == personId).ExecuteUpdateAsync(row => row.SetProperty(e => e.RemindedFor, e => e.DueOn), ct);
        if (noted == 0)
        {
            Twice(log, personId);
            return;
        }

        Guid[] ids = [.. near.Select(e => e.CourseId)];
        var courses = await db.PublishedCourses.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        (Course, DateOnly)[] due = [.. near.OrderBy(e => e.DueOn).Where(e => courses.ContainsKey(e.CourseId)).Select(e => (courses[e.CourseId], e.DueOn))];
        foreach (var account in due.Length > 0 ? accounts : [])
        {
            letters.Due(account, due);
        }
    }

    // On the list, not finished, due within a week, and not written about yet.
    private IQueryable<Enrolment> Near()
    {
        var (today, last) = (clock.Today(), clock.Today().AddDays(DaysBefore));
        return db.Set<Enrolment>().Where(e => e.EndedAt == null && e.DueOn >= today && e.DueOn <= last && e.RemindedFor != e.DueOn
            && !db.Set<CourseCompletion>().Any(c => c.PersonId == e.PersonId && c.CourseId == e.CourseId));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Another node has reminded {Person} of courses that are due.")]
    private static partial void Twice(ILogger log, Guid person);
}
