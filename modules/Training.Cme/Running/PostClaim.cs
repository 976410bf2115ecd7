using Microsoft.EntityFrameworkCore;
using Training.Cme.Claims;
using Training.Cme.Ledger;
using Training.Cme.Rules;
using Training.Data;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Cme.Running;

/// <summary>Puts what was approved into the ledger, once, with the rule and the hours that the approver was shown.</summary>
internal sealed class PostClaim(TrainingDbContext db, IAuditTrail audit, TimeProvider clock) : IProcessActivity
{
    private static readonly Dictionary<string, object> Nothing = [];

    public string Type => "Training.Cme.Post";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool>();

    public async Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var claim = await db.Unscoped<CreditClaim>().AsNoTracking().SingleAsync(c => c.Id == context.Subject.Id, ct);
        if (await db.Unscoped<CreditEntry>().AnyAsync(e => e.ClaimId == claim.Id, ct))
        {
            return Nothing;
        }

        var decision = await db.Unscoped<ClaimDecision>().AsNoTracking().SingleOrDefaultAsync(d => d.ClaimId == claim.Id && d.Number == claim.CurrentNumber, ct);
        if (decision is not { Outcome: ClaimOutcome.Approved })
        {
            throw new ProcessError("not-approved", "Nobody approved the newest version of the activity.");
        }

        var version = await db.Unscoped<ClaimVersion>().AsNoTracking().SingleAsync(v => v.ClaimId == claim.Id && v.Number == claim.CurrentNumber, ct);
        var rule = await db.Set<CreditRule>().AsNoTracking().SingleAsync(r => r.Id == version.RuleId, ct);
        var entry = new CreditEntry
        {
            PersonId = claim.PersonId,
            Source = CreditSource.Activity,
            ClaimId = claim.Id,
            FirstDay = version.From,
            Day = version.To,
            Units = version.Units,
            Hundredths = version.Hundredths,
            RuleId = rule.Id,
            RuleVi = rule.NameVi,
            RuleEn = rule.NameEn,
            RuleReference = rule.Reference,
            TitleVi = version.Title,
            TitleEn = version.Title,
            Organizer = version.Organizer,
            PostedAt = clock.GetUtcNow(),
            By = decision.By,
        };
        db.Add(entry);
        audit.Add(new AuditEvent(CreditEntry.PostedAction, nameof(CreditEntry), entry.Id)
        {
            HospitalIds = [claim.HospitalId],
            Facts = new Dictionary<string, string?> { ["person"] = $"{claim.PersonId}", ["claim"] = $"{claim.Id}", ["hours"] = FormattableString.Invariant($"{entry.Hours}") },
        });
        return Nothing;
    }
}
