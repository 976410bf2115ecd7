using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Logbook.Tallies;
using Training.Modules;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.Workflow;

/// <summary>
/// A case counts from here on: whatever a drawing asks before, a mentor's signature under the newest version is needed, and nobody whom the
/// drawing asked besides may have returned it.
/// </summary>
internal sealed class AcceptCase(TrainingDbContext db, ITransfers transfers, IAuditTrail audit) : IProcessActivity
{
    public string Type => "Training.Logbook.Accept";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool> { ["late"] = false };

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var found = await db.NewestAsync(context.Subject.Id, ct);
        if (found.Entry.SignedAt is not null)
        {
            return CaseActivities.Nothing;
        }

        if (found.Decision is not { Kind: DecisionKind.Signed } || found.Approvals.Any(a => a.Kind == DecisionKind.Returned))
        {
            throw new ProcessError("Logbook.NotSigned", $"Case {found.Entry.CaseCode} is not signed by a mentor, or was returned.");
        }

        var at = found.Approvals.Select(a => a.DecidedAt).Append(found.Decision.DecidedAt).Max();
        var changed = await db.Unscoped<LogbookEntry>()
            .Where(e => e.Id == found.Entry.Id && e.CurrentNumber == found.Version.Number && e.WaitingSince != null && e.SignedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.WaitingSince, (DateTimeOffset?)null).SetProperty(e => e.SignedAt, at), ct);
        if (changed != 1)
        {
            throw new ProcessError("Logbook.NotWaiting", $"Case {found.Entry.CaseCode} does not wait.");
        }

        await db.TallyAsync(TallyChange.Of(found.Entry, found.Version, found.Decision), ct);
        found.Decision.Signed(found.Entry, at);
        var transfer = (await transfers.FindAsync([found.Entry.ParticipantId], ct)).Single().Transfer;
        audit.Add(new AuditEvent("Logbook.CaseAccepted", "EntryVersion", found.Version.Id)
        {
            HospitalIds = [transfer.GivingHospitalId, transfer.ReceivingHospitalId],
            Facts = new Dictionary<string, string?>
            {
                ["case"] = found.Entry.CaseCode,
                ["version"] = $"{found.Version.Number}",
                ["late"] = context.Inputs.GetValueOrDefault("late") is true ? "yes" : null,
                ["approvals"] = $"{found.Approvals.Count}",
            },
        });
        return CaseActivities.Nothing;
    }
}

/// <summary>A case goes back to the learner, with what whoever returned it has written.</summary>
internal sealed class ReturnCase(TrainingDbContext db) : IProcessActivity
{
    public string Type => "Training.Logbook.Return";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool>();

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var found = await db.NewestAsync(context.Subject.Id, ct);
        if (found.Decision is not { Kind: DecisionKind.Returned } && found.Approvals.All(a => a.Kind != DecisionKind.Returned))
        {
            throw new ProcessError("Logbook.NotReturned", $"Nobody has written why case {found.Entry.CaseCode} goes back.");
        }

        await db.Unscoped<LogbookEntry>()
            .Where(e => e.Id == found.Entry.Id && e.CurrentNumber == found.Version.Number && e.SignedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.WaitingSince, (DateTimeOffset?)null), ct);
        return new Dictionary<string, object> { ["late"] = false };
    }
}

/// <summary>An entry with its newest version and all that was decided about that.</summary>
internal sealed record NewestVersion(LogbookEntry Entry, EntryVersion Version, Decision? Decision, IReadOnlyList<Approval> Approvals);

internal static class CaseActivities
{
    public static IReadOnlyDictionary<string, object> Nothing { get; } = new Dictionary<string, object>();

    /// <summary>Read past the scope: whoever's step moves the process need not see the case. The decision is tracked, for what follows from it.</summary>
    public static async Task<NewestVersion> NewestAsync(this TrainingDbContext db, Guid entryId, CancellationToken ct)
    {
        var entry = await db.Unscoped<LogbookEntry>().AsNoTracking().SingleAsync(e => e.Id == entryId, ct);
        var version = await db.Unscoped<EntryVersion>().AsNoTracking().SingleAsync(v => v.EntryId == entryId && v.Number == entry.CurrentNumber, ct);
        var decision = await db.Unscoped<Decision>().SingleOrDefaultAsync(d => d.EntryVersionId == version.Id, ct);
        var approvals = await db.Unscoped<Approval>().AsNoTracking().Where(a => a.EntryVersionId == version.Id).ToListAsync(ct);
        return new NewestVersion(entry, version, decision, approvals);
    }
}
