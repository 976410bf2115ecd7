using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.Redaction;

/// <summary>What somebody decides about a request, and what has to be signed for it.</summary>
internal sealed record PreparedRedaction(ShownRedaction Shown, RedactionDecision Decision, SigningRequest Request);

/// <summary>
/// The second person: removes what was asked for, or lets it stay. Never who asked, by whatever account, and never the learner of the case. Everything
/// is asked again inside the write; of two who decide at once one does, the other is told.
/// </summary>
internal sealed class DecideRedaction(
    TrainingDbContext db, ICurrentUser user, RedactionReader reader, RemoveFromCase remove, IPeople people, IOrganizations organizations,
    IReauthentication reauthentication, IProcesses processes, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>Checks everything but the proof.</summary>
    /// <exception cref="RuleViolation">The decision is refused.</exception>
    public async Task<PreparedRedaction> PrepareAsync(Guid requestId, RedactionOutcome outcome, string? because, CancellationToken ct, SigningProof? proof = null)
    {
        var shown = await reader.FindAsync(requestId, ct) ?? throw new RuleViolation("Redact.NotYours");
        if (await reader.ObstacleAsync(shown, ct) is { } obstacle)
        {
            throw new RuleViolation(obstacle);
        }

        var said = outcome == RedactionOutcome.Declined ? CaseText.Of(because) : null;
        if (outcome == RedactionOutcome.Declined && said is null)
        {
            throw new RuleViolation("Redact.BecauseMissing") { Field = "Input.Because" };
        }

        CaseText.Screen(said, "Input.Because");
        if (said is not null && shown.Going.Any(field => field.Text is { } text && AskRedaction.Repeats(said, text)))
        {
            throw new RuleViolation("Redact.Repeats") { Field = "Input.Because" };
        }

        var (state, me, now) = (shown.State, user.PersonId!.Value, clock.GetUtcNow());
        var today = VietnamTime.DateOf(now);
        if (await people.AppointmentsOnAsync(me, today, ct) is not [var current, ..])
        {
            throw new RuleViolation("Sign.NoAppointment", Show.Date(today));
        }

        var (name, position) = ((await people.FindAsync([me], ct))[me].Display, current.InWords(await organizations.GetAsync(ct)));
        var canonical = RedactionDecision.Of(state.Request, state.Targets, outcome, me, name, position, said);
        var decision = new RedactionDecision
        {
            RequestId = requestId,
            Outcome = outcome,
            Because = said,
            AskedByUserId = state.Request.AskedByUserId,
            AskedByPersonId = state.Request.AskedByPersonId,
            ByUserId = user.UserId,
            ByPersonId = me,
            By = name,
            Position = position,
            Method = proof?.Method ?? "",
            ProofId = proof?.Id,
            Canonical = canonical,
            SignedHash = CanonicalJson.HashOf(canonical),
            DecidedAt = now,
        };
        return new PreparedRedaction(shown, decision, new SigningRequest(decision.SigningAction, decision.SignedHash));
    }

    /// <exception cref="RuleViolation">The decision or its proof is refused; nothing is stored.</exception>
    public async Task DecideAsync(Guid requestId, RedactionOutcome outcome, string? because, SigningProof proof, CancellationToken ct)
    {
        // Whoever comes second waits here and then finds the decision.
        await processes.HoldAsync(RedactionProcess.Of(requestId), ct);
        var (shown, decision, request) = await PrepareAsync(requestId, outcome, because, ct, proof);
        await reauthentication.ConsumeAsync(proof, request, ct);
        db.Add(decision);
        await db.SaveChangesAsync(ct);
        if (outcome == RedactionOutcome.Confirmed)
        {
            await remove.RemoveAsync(shown, ct);
        }

        audit.Add(new AuditEvent(RedactionDecision.ActionOf(outcome), nameof(RedactionRequest), requestId)
        {
            HospitalIds = [shown.Transfer.GivingHospitalId, shown.Transfer.ReceivingHospitalId],
            Reason = decision.Because ?? shown.Reason.NameVi,
            Facts = new Dictionary<string, string?>
            {
                ["case"] = shown.Case.Entry.CaseCode,
                ["targets"] = $"{shown.State.Targets.Count}",
                ["askedBy"] = decision.AskedByPersonId.ToString(),
                ["method"] = decision.Method,
                ["signedHash"] = decision.SignedHash,
                ["transfer"] = shown.Transfer.Code,
            },
        });
        foreach (var task in (await processes.WaitingAsync(RedactionProcess.SubjectType, [requestId], RedactionProcess.Form, ct)).Take(1))
        {
            await processes.CompleteAsync(task.Id, outcome == RedactionOutcome.Confirmed ? RedactionProcess.Confirmed : RedactionProcess.Declined, new Dictionary<string, object>(), ct);
        }
    }
}
