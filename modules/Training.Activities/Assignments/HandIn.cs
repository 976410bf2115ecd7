using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Activities.Assignments;

/// <summary>Stores what a learner hands in. Call inside a write.</summary>
internal sealed class HandIn(TrainingDbContext db, ICourseItems items, IPeople people, IAuditTrail audit, TimeProvider clock)
{
    /// <param name="item">The open item.</param>
    /// <param name="personId">Who.</param>
    /// <param name="tries">How many tries the form knew of.</param>
    /// <param name="text">Screened; null where nothing was written.</param>
    /// <param name="files">Taken in before the write.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">It is too late, marked already, or another try was handed in meanwhile.</exception>
    public async Task StoreAsync(OpenItem item, Guid personId, int tries, string? text, IReadOnlyList<TakenFile> files, CancellationToken ct)
    {
        var (assignment, work, last) = await ReadAsync(item.ContentId, personId, ct);
        if ((work?.Tries ?? 0) != tries)
        {
            throw new RuleViolation("Work.Meanwhile") { Status = 409 };
        }

        var (state, until, mayHandIn) = WorkStanding.Of(assignment.DueOn, work, last, clock.Today());
        if (!mayHandIn)
        {
            throw state == WorkState.Marked ? new RuleViolation("Work.Marked") { Status = 409 } : new RuleViolation("Work.TooLate", Show.Date(until!.Value));
        }

        var now = clock.GetUtcNow();
        if (work is null)
        {
            db.Add(work = new Work
            {
                PersonId = personId,
                CourseId = item.CourseId,
                CourseCode = item.CourseCode,
                ItemKey = item.ItemKey,
                AssignmentId = item.ContentId,
                HospitalId = assignment.HospitalId ?? (await people.AppointmentsOnAsync(personId, clock.Today(), ct)).Select(a => (Guid?)a.HospitalId).FirstOrDefault(),
            });
        }

        work.Tries++;
        (work.HandedInAt, work.MarkedAt) = (now, null);
        db.Add(new WorkTry { WorkId = work.Id, Number = work.Tries, Text = text, At = now });
        db.AddRange(files.Index().Select(file => new WorkFile { WorkId = work.Id, Try = work.Tries, Number = file.Index + 1, Hash = file.Item.Hash, Kind = file.Item.Kind, Size = file.Item.Size }));
        audit.Add(new AuditEvent(Work.HandedInAction, nameof(Work), work.Id)
        {
            HospitalIds = work.HospitalId is { } hospital ? [hospital] : [],
            Facts = new Dictionary<string, string?> { ["course"] = item.CourseCode, ["item"] = $"{item.ItemKey}", ["try"] = FormattableString.Invariant($"{work.Tries}"), ["files"] = FormattableString.Invariant($"{files.Count}") },
        });
        await db.SaveChangesAsync(ct);
        await items.RecordAsync(personId, item.CourseId, item.ItemKey, new ItemEvidence(item.ContentId, now) { Submitted = true }, ct);
    }

    private async Task<(Assignment Assignment, Work? Work, Marking? Last)> ReadAsync(Guid assignmentId, Guid personId, CancellationToken ct)
    {
        var assignment = await db.Set<Assignment>().AsNoTracking().SingleAsync(a => a.Id == assignmentId, ct);
        var work = await db.Set<Work>().AsTracking().SingleOrDefaultAsync(w => w.PersonId == personId && w.AssignmentId == assignmentId, ct);
        var last = work is null ? null : await db.Set<Marking>().AsNoTracking().Where(m => m.WorkId == work.Id && m.Try == work.Tries).OrderByDescending(m => m.Number).FirstOrDefaultAsync(ct);
        return (assignment, work, last);
    }
}
