using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.Workflow;

/// <summary>Writes to the mentors who may sign, once a day at most.</summary>
internal sealed class RemindMentors(MentorOfEntry mentors, CaseLetters letters) : IProcessActivity
{
    public string Type => "Training.Logbook.Remind";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool>();

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        await letters.RemindAsync(await mentors.AccountsAsync(context.Subject, ct), ct);
        return CaseActivities.Nothing;
    }
}

/// <summary>Marks the case as late and writes to the training office of the giving hospital, once a day at most.</summary>
internal sealed class EscalateCase(TrainingDbContext db, IEnumerable<ITransferSubject> subjects, IRoleHolders holders, CaseLetters letters, IAuditTrail audit, TimeProvider clock)
    : IProcessActivity
{
    public string Type => "Training.Logbook.Escalate";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool>();

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var marked = await db.Unscoped<LogbookEntry>()
            .Where(e => e.Id == context.Subject.Id && e.WaitingSince != null && e.LateSince == null)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.LateSince, now), ct) == 1;
        if (subjects.FirstOrDefault(kind => kind.Type == context.Subject.Type) is { } kind && await kind.FindAsync(context.Subject.Id, ct) is { Transfer: var transfer })
        {
            if (marked)
            {
                audit.Add(new AuditEvent("Logbook.CaseLate", nameof(LogbookEntry), context.Subject.Id) { HospitalIds = [transfer.GivingHospitalId, transfer.ReceivingHospitalId] });
            }

            var office = await holders.FindAsync(new RoleKey(Roles.TrainingOffice, ScopeKind.Hospital, transfer.GivingHospitalId), ct);
            await letters.EscalateAsync(office, transfer.Id, ct);
        }

        return new Dictionary<string, object> { ["late"] = true };
    }
}
