using Microsoft.EntityFrameworkCore;
using Training.Certification.Issuing;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Workflows.Contracts;

namespace Training.Certification.Requests;

/// <summary>What somebody says about a request, and the hash of what they were shown.</summary>
internal sealed record StepInput(Guid ParticipantId, Guid TaskId, RequestStep Step, string? Reason, string ShownHash);

/// <summary>A step that may be taken, and what has to be signed for it.</summary>
internal sealed record PreparedStep(CertificateRequest Request, Dossier Dossier, RequestDecision Decision, SigningRequest Signing);

/// <summary>
/// Takes one step of a request and does its task. Runs inside a write that has locked the member: the task and the right to do it are read
/// again there, so of two who decide at once one gets the step and the other is told.
/// </summary>
internal sealed class Decide(
    TrainingDbContext db,
    IProcesses processes,
    Dossiers dossiers,
    IReauthentication reauthentication,
    IPeople people,
    IOrganizations organizations,
    ICurrentUser user,
    IAuditTrail audit,
    TimeProvider clock)
{
    /// <summary>Form of a task → what can be said there.</summary>
    public static IReadOnlyDictionary<string, RequestStep[]> Forms { get; } = new Dictionary<string, RequestStep[]>
    {
        ["Certification.Check"] = [RequestStep.Approved, RequestStep.Returned],
        ["Certification.Sign"] = [RequestStep.Signed, RequestStep.Declined],
        ["Certification.Complete"] = [RequestStep.Completed],
    };

    /// <summary>Checks everything but the proof.</summary>
    /// <exception cref="RuleViolation">The step is refused.</exception>
    public async Task<PreparedStep> PrepareAsync(StepInput input, CancellationToken ct, SigningProof? proof = null)
    {
        var request = await db.CertificateRequests.AsNoTracking().Where(r => r.ParticipantId == input.ParticipantId).OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct)
            ?? throw new RuleViolation("Request.NotYours");
        var task = (await processes.WaitingAsync(CertificateRequest.SubjectType, [input.ParticipantId], null, ct)).FirstOrDefault(t => t.Id == input.TaskId)
            ?? throw new RuleViolation("Request.AlreadyDecided");
        if (!task.MayDo || !Forms.GetValueOrDefault(task.Form ?? "", []).Contains(input.Step))
        {
            throw new RuleViolation("Request.NotYours");
        }

        if (input.Step != RequestStep.Completed && user.PersonId == request.PersonId)
        {
            throw new RuleViolation("Request.Own");
        }

        var reason = string.IsNullOrWhiteSpace(input.Reason) ? null : input.Reason.Trim();
        CheckReason(input.Step, reason);
        var dossier = await dossiers.ReadAsync(input.ParticipantId, ct);
        if (input.Step is RequestStep.Approved or RequestStep.Signed && !dossier.Progress.IsComplete)
        {
            throw new RuleViolation("Request.NotComplete");
        }

        if (input.Step != RequestStep.Completed && input.ShownHash != dossier.Hash)
        {
            throw new RuleViolation("Request.Changed");
        }

        var (name, position) = await SelfAsync(input.Step, request, ct);
        RequestDecision Make(string? signedHash) => new()
        {
            RequestId = request.Id,
            TaskId = task.Id,
            Step = input.Step,
            HolderPersonId = request.PersonId,
            ByUserId = user.UserId,
            ByPersonId = user.PersonId,
            ByName = name,
            ByPosition = position,
            Reason = reason,
            Method = proof?.Method,
            ProofId = proof?.Id,
            ContentHash = dossier.Hash,
            SignedHash = signedHash,
            At = clock.GetUtcNow(),
        };
        var hash = CanonicalJson.HashOf(SignedContent.Of(Make(null)));
        var decision = Make(proof is null ? null : hash);
        return new PreparedStep(request, dossier, decision, new SigningRequest(decision.Action, hash));
    }

    /// <param name="input">The step.</param>
    /// <param name="proof">For a step that needs one; null for others.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">The step or its proof is refused; nothing is stored.</exception>
    public async Task<PreparedStep> TakeAsync(StepInput input, SigningProof? proof, CancellationToken ct)
    {
        await db.BeginEvaluationAsync(input.ParticipantId, ct);
        var prepared = await PrepareAsync(input, ct, proof);
        if (prepared.Decision.NeedsProof)
        {
            await reauthentication.ConsumeAsync(proof ?? throw new InvalidOperationException("A proof is missing."), prepared.Signing, ct);
        }

        db.Add(prepared.Decision);
        Record(prepared);
        var variables = new Dictionary<string, object>();
        if (prepared.Decision is { Step: RequestStep.Returned or RequestStep.Declined, Reason: { } reason })
        {
            variables["reason"] = reason;
        }

        await processes.CompleteAsync(input.TaskId, OutcomeOf(input.Step), variables, ct);
        return prepared;
    }

    /// <summary>As the drawing names it.</summary>
    private static string? OutcomeOf(RequestStep step) => step switch
    {
        RequestStep.Approved => "approved",
        RequestStep.Signed => "signed",
        RequestStep.Completed => null,
        _ => "refused",
    };

    private static void CheckReason(RequestStep step, string? reason)
    {
        if (reason is null && step is RequestStep.Returned or RequestStep.Declined)
        {
            throw new RuleViolation("Request.ReasonMissing") { Field = "Input.Reason" };
        }

        if (reason is null && step == RequestStep.Completed)
        {
            throw new RuleViolation("Request.AddedMissing") { Field = "Input.Reason" };
        }

        if (PatientIdentityScreen.Find(reason) is { } finding)
        {
            throw new RuleViolation($"Request.Identity.{finding}") { Field = "Input.Reason" };
        }
    }

    /// <summary>Name and position of whoever acts. A director signs as what they are at the issuing hospital today.</summary>
    private async Task<(string Name, string Position)> SelfAsync(RequestStep step, CertificateRequest request, CancellationToken ct)
    {
        var needed = step is RequestStep.Signed or RequestStep.Declined;
        if (user.PersonId is not { } me)
        {
            return needed ? throw new RuleViolation("Request.NoAppointment") : (user.Name, "");
        }

        var appointments = await people.AppointmentsOnAsync(me, clock.Today(), ct);
        var there = appointments.FirstOrDefault(a => a.HospitalId == request.IssuerHospitalId);
        if (needed && there is null)
        {
            throw new RuleViolation("Request.NoAppointment");
        }

        var name = (await people.FindAsync([me], ct))[me].Display;
        var shown = there ?? (appointments is [var newest, ..] ? newest : null);
        return (name, shown is null ? "" : shown.InWords(await organizations.GetAsync(ct)));
    }

    private void Record(PreparedStep prepared)
    {
        var (request, dossier, decision, _) = prepared;
        audit.Add(new AuditEvent(decision.Action, nameof(RequestDecision), decision.Id)
        {
            HospitalIds = [request.IssuerHospitalId, request.HolderHospitalId],
            Reason = decision.Reason,
            Facts = new Dictionary<string, string?>
            {
                ["transfer"] = dossier.Participation.Transfer.Code,
                ["contentHash"] = decision.ContentHash,
                ["method"] = decision.Method,
                ["signedHash"] = decision.SignedHash,
            },
        });
    }
}
