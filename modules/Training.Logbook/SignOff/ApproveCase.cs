using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.Redaction;
using Training.Logbook.Workflow;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.SignOff;

/// <summary>What somebody besides the mentor decides, and the hashes of what they were shown.</summary>
internal sealed record ApprovalInput(Guid EntryId, Guid TaskId, DecisionKind Kind, string? Comment, string ShownHash, string? Salt);

/// <summary>An approval that may be given, and what has to be signed for it.</summary>
internal sealed record PreparedApproval(LogbookEntry Entry, EntryVersion Version, Decision Decision, Approval Approval, SigningRequest Request);

/// <summary>
/// Agrees with what a mentor has signed, or returns it, where the process asks for that. Who may is said by the process; never the learner and
/// never the mentor who signed. Read past the scope, since the process may name somebody who sees no other case.
/// </summary>
internal sealed class ApproveCase(
    TrainingDbContext db, ITransfers transfers, ITechniques techniques, IPeople people, IOrganizations organizations, IReauthentication reauthentication, IProcesses processes, IAuditTrail audit,
    Redactions redactions, ICurrentUser user, TimeProvider clock)
{
    /// <summary>What is to be approved; null where the task is over, or whoever asks may not do it.</summary>
    public async Task<NewestVersion?> FindAsync(Guid entryId, Guid taskId, CancellationToken ct)
        => (await processes.WaitingAsync(CaseProcess.SubjectType, [entryId], CaseProcess.ApproveForm, ct)).Any(task => task.Id == taskId && task.MayDo)
            && await db.NewestAsync(entryId, ct) is { Decision: { Kind: DecisionKind.Signed } decision } found
            && user.PersonId is { } me && me != found.Entry.PersonId && me != decision.MentorPersonId
            ? found
            : null;

    /// <summary>Checks everything but the proof.</summary>
    /// <exception cref="RuleViolation">The approval is refused.</exception>
    public async Task<PreparedApproval> PrepareAsync(ApprovalInput input, CancellationToken ct, SigningProof? proof = null)
    {
        if (await FindAsync(input.EntryId, input.TaskId, ct) is not { Decision: { } decision } found)
        {
            throw new RuleViolation("Approve.NotYours");
        }

        if (input.Kind == DecisionKind.Returned && string.IsNullOrWhiteSpace(input.Comment))
        {
            throw new RuleViolation("Sign.ReasonMissing") { Field = "Input.Comment" };
        }

        CaseText.Screen(input.Comment, "Input.Comment");
        if (input.Comment is not null && !SealedTexts.IsSalt(input.Salt))
        {
            throw new RuleViolation("Sign.NotOpened");
        }

        await redactions.RefuseWhileOpenAsync(found.Entry.Id, ct);
        if (input.ShownHash != HashOf(found) || !found.Entry.IsBeingApproved)
        {
            throw new RuleViolation("Sign.Changed");
        }

        var now = clock.GetUtcNow();
        var me = user.PersonId!.Value;
        var (name, position) = await NameAsync(me, VietnamTime.DateOf(now), ct);
        var comment = CaseText.Of(input.Comment);
        var seals = SealedTexts.Of([new("comment", comment)], input.Salt is { } salt ? new Dictionary<string, string> { ["comment"] = salt } : null);
        Approval Approve(string? signedHash) => new()
        {
            EntryVersionId = found.Version.Id,
            TaskId = input.TaskId,
            TraineePersonId = found.Entry.PersonId,
            ApproverPersonId = me,
            Kind = input.Kind,
            Comment = comment,
            Sealed = seals,
            ApproverName = name,
            ApproverPosition = position,
            Method = proof?.Method ?? "",
            ProofId = proof?.Id,
            SignedHash = signedHash,
            DecidedAt = now,
            ContentHash = found.Version.ContentHash,
            DecisionId = decision.Id,
        };
        var hash = CanonicalJson.HashOf(SignedContent.Of(Approve(null)));
        var approval = Approve(hash);
        return new PreparedApproval(found.Entry, found.Version, decision, approval, new SigningRequest(approval.SigningAction, hash));
    }

    /// <exception cref="RuleViolation">The approval or its proof is refused; nothing is stored.</exception>
    public async Task ApproveAsync(ApprovalInput input, SigningProof proof, CancellationToken ct)
    {
        await processes.HoldAsync(CaseProcess.Of(input.EntryId), ct); // or somebody asks to remove something between the look and the write
        var (entry, version, _, approval, request) = await PrepareAsync(input, ct, proof);
        await reauthentication.ConsumeAsync(proof, request, ct);
        db.Add(approval);
        var transfer = (await transfers.FindAsync([entry.ParticipantId], ct)).Single().Transfer;
        audit.Add(new AuditEvent(Approval.ActionOf(approval.Kind), nameof(Approval), approval.Id)
        {
            HospitalIds = [transfer.GivingHospitalId, transfer.ReceivingHospitalId],
            Reason = approval.Kind == DecisionKind.Returned ? approval.Comment : null,
            Facts = new Dictionary<string, string?>
            {
                ["case"] = entry.CaseCode,
                ["version"] = $"{version.Number}",
                ["contentHash"] = approval.ContentHash,
                ["method"] = approval.Method,
                ["signedHash"] = approval.SignedHash,
                ["transfer"] = transfer.Code,
            },
        });
        await processes.CompleteAsync(
            input.TaskId,
            input.Kind == DecisionKind.Signed ? CaseProcess.Approved : CaseProcess.Returned,
            CaseProcess.Variables(version.Stage, (await techniques.GetAsync(ct)).Technique(version.TechniqueId)),
            ct);
    }

    /// <summary>Of all that is shown: the case, and what the mentor said about it.</summary>
    public static string HashOf(NewestVersion shown)
        => CanonicalJson.HashOf(CanonicalJson.Of(new Dictionary<string, string?> { ["content"] = ContentHash.Of(shown.Version), ["decision"] = SignedContent.Of(shown.Decision!) }));

    private async Task<(string Name, string Position)> NameAsync(Guid person, DateOnly today, CancellationToken ct)
    {
        if (await people.AppointmentsOnAsync(person, today, ct) is not [var current, ..])
        {
            throw new RuleViolation("Sign.NoAppointment", Show.Date(today));
        }

        return ((await people.FindAsync([person], ct))[person].Display, current.InWords(await organizations.GetAsync(ct)));
    }
}
