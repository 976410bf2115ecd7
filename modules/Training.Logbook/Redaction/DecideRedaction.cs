using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.Redaction;

/// <summary>A request with its case, as a second person is shown it.</summary>
internal sealed record ShownRedaction(RedactionState State, WholeCase Case, TransferInfo Transfer, RedactionReason Reason)
{
    /// <summary>What goes.</summary>
    public IReadOnlyList<CaseField> Going => [.. CaseField.Of(Case).Where(IsTarget)];

    /// <summary>What of its texts and files stays.</summary>
    public IReadOnlyList<CaseField> Staying => [.. CaseField.Of(Case).Where(item => !IsTarget(item))];

    private bool IsTarget(CaseField field) => State.Targets.Any(t => t.RecordId == field.RecordId && t.Field == field.Field);
}

/// <summary>What somebody decides about a request, and what has to be signed for it.</summary>
internal sealed record PreparedRedaction(ShownRedaction Shown, RedactionDecision Decision, SigningRequest Request);

/// <summary>
/// The second person: removes what was asked for, or lets it stay. Never who asked, by whatever account, and never the learner of the case. Everything
/// is asked again inside the write; of two who decide at once one does, the other is told.
/// </summary>
internal sealed class DecideRedaction(
    TrainingDbContext db, ICurrentUser user, AskRedaction ask, Redactions redactions, RemoveFromCase remove, ITransfers transfers, IPeople people, IOrganizations organizations,
    IReauthentication reauthentication, IProcesses processes, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>A request about a case in the scope of whoever asks; null where there is none.</summary>
    public async Task<ShownRedaction?> FindAsync(Guid requestId, CancellationToken ct)
    {
        if (await db.Set<RedactionRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == requestId, ct) is not { } request || await ask.FindAsync(request.EntryId, ct) is not { } whole)
        {
            return null;
        }

        var states = await redactions.OfAsync([request.EntryId], ct);
        return new ShownRedaction(
            states.States.Single(s => s.Request.Id == requestId),
            whole,
            (await transfers.FindAsync([whole.Entry.ParticipantId], ct)).Single().Transfer,
            await db.Set<RedactionReason>().AsNoTracking().SingleAsync(r => r.Id == request.ReasonId, ct));
    }

    /// <summary>Why whoever asks may not decide, as the key of a text; null where they may.</summary>
    public async Task<string?> ObstacleAsync(ShownRedaction shown, CancellationToken ct)
    {
        var request = shown.State.Request;
        if (!redactions.MayConfirm(shown.Transfer))
        {
            return "Redact.NotYours";
        }

        if (user.PersonId is not { } me)
        {
            return "Redact.NoPerson";
        }

        // One person may have two records that were made one, and two accounts.
        return user.UserId == request.AskedByUserId || await db.RecordsOf(me).AnyAsync(record => record == request.AskedByPersonId, ct) ? "Redact.SamePerson"
            : me == shown.Case.Entry.PersonId ? "Redact.OwnCase"
            : !shown.State.IsOpen ? "Redact.Decided"
            : null;
    }

    /// <summary>Checks everything but the proof.</summary>
    /// <exception cref="RuleViolation">The decision is refused.</exception>
    public async Task<PreparedRedaction> PrepareAsync(Guid requestId, RedactionOutcome outcome, string? because, CancellationToken ct, SigningProof? proof = null)
    {
        var shown = await FindAsync(requestId, ct) ?? throw new RuleViolation("Redact.NotYours");
        if (await ObstacleAsync(shown, ct) is { } obstacle)
        {
            throw new RuleViolation(obstacle);
        }

        var said = outcome == RedactionOutcome.Declined ? CaseText.Of(because) : null;
        if (outcome == RedactionOutcome.Declined && said is null)
        {
            throw new RuleViolation("Redact.BecauseMissing") { Field = "Input.Because" };
        }

        CaseText.Screen(said, "Input.Because");
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
