using Microsoft.EntityFrameworkCore;
using Training.Cme.Running;
using Training.Data;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Cme.Claims;

/// <summary>What the workplace decides about the version it was shown. Call inside a write.</summary>
internal sealed class DecideClaim(TrainingDbContext db, IProcesses processes, ICurrentUser user, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>Approves (no reason) or returns (with a reason) the version that was shown; the process posts the hours.</summary>
    /// <exception cref="RuleViolation">It is one's own, was decided or corrected meanwhile, or a return has no reason.</exception>
    public async Task DecideAsync(Guid claimId, Guid taskId, int shownNumber, ClaimOutcome outcome, string? reason, CancellationToken ct)
    {
        reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if (outcome == ClaimOutcome.Returned && reason is null)
        {
            throw new RuleViolation("Decide.NoReason") { Field = "Input.Reason" };
        }

        ClaimFacts.Screen(reason, "Input.Reason");

        // Of two who decide at once the second waits here, and finds what the first decided.
        await processes.HoldAsync(ClaimProcess.Of(claimId), ct);
        var claim = await db.Claims.AsNoTracking().SingleAsync(c => c.Id == claimId, ct);
        if (claim.PersonId == user.PersonId)
        {
            throw new RuleViolation("Decide.Own");
        }

        if (claim.CurrentNumber != shownNumber || claim.WithdrawnAt is not null || await db.Set<ClaimDecision>().AnyAsync(d => d.ClaimId == claimId && d.Number == shownNumber, ct))
        {
            throw new RuleViolation("Decide.Over") { Status = 409 };
        }

        db.Add(new ClaimDecision
        {
            ClaimId = claimId,
            Number = shownNumber,
            Outcome = outcome,
            Reason = outcome == ClaimOutcome.Returned ? reason : null,
            At = clock.GetUtcNow(),
            ByUserId = user.UserId,
            ByPersonId = user.PersonId,
            By = user.Name,
        });
        audit.Add(new AuditEvent(outcome == ClaimOutcome.Approved ? ClaimDecision.ApprovedAction : ClaimDecision.ReturnedAction, nameof(CreditClaim), claimId)
        {
            HospitalIds = [claim.HospitalId],
            Reason = outcome == ClaimOutcome.Returned ? reason : null,
            Facts = new Dictionary<string, string?> { ["number"] = FormattableString.Invariant($"{shownNumber}") },
        });
        await processes.CompleteAsync(taskId, outcome == ClaimOutcome.Approved ? ClaimProcess.Approved : ClaimProcess.Returned, new Dictionary<string, object>(), ct);
    }
}
