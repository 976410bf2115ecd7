using Microsoft.EntityFrameworkCore;
using Training.Cme.Rules;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Cme.Ledger;

/// <summary>A finished course that carries credit becomes hours by the rule of that day, in the transaction that finished it; with or without a transfer.</summary>
internal sealed class PostCourse(TrainingDbContext db, ICourses courses, CreditRules rules, IAuditTrail audit, TimeProvider clock) : IHandle<CourseCompleted>
{
    public Task HandleAsync(CourseCompleted domainEvent, CancellationToken ct) => PostAsync(domainEvent.PersonId, domainEvent.CourseId, domainEvent.CompletedAt, ct);

    public async Task PostAsync(Guid personId, Guid courseId, DateTimeOffset completedAt, CancellationToken ct)
    {
        var day = VietnamTime.DateOf(completedAt);
        if ((await courses.FindAsync([courseId], ct)).GetValueOrDefault(courseId) is not { CreditPeriods: { } periods } course
            || await rules.FindAsync(CreditRule.Course, day, ct) is not { } rule
            || rule.Info.HoursOf(periods) is not { } hours
            || await db.Unscoped<CreditEntry>().AnyAsync(e => e.PersonId == personId && e.CourseId == courseId, ct))
        {
            return;
        }

        var entry = new CreditEntry
        {
            PersonId = personId,
            Source = CreditSource.Course,
            CourseId = courseId,
            FirstDay = day,
            Day = day,
            Units = periods,
            Hundredths = (int)(hours * 100m),
            RuleId = rule.Id,
            RuleVi = rule.NameVi,
            RuleEn = rule.NameEn,
            RuleReference = rule.Reference,
            TitleVi = course.TitleVi,
            TitleEn = course.TitleEn,
            Organizer = "",
            PostedAt = clock.GetUtcNow(),
            By = "",
        };
        db.Add(entry);
        audit.Add(new AuditEvent(CreditEntry.PostedAction, nameof(CreditEntry), entry.Id)
        {
            Facts = new Dictionary<string, string?> { ["person"] = $"{personId}", ["course"] = $"{courseId}", ["hours"] = FormattableString.Invariant($"{entry.Hours}") },
        });
    }
}
