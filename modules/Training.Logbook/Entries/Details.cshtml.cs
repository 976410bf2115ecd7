using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Audit.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Logbook.Phone;
using Training.Logbook.Rating;
using Training.Logbook.Redaction;
using Training.Logbook.Room;
using Training.Logbook.SignOff;
using Training.Logbook.Workflow;
using Training.Media.Contracts;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Logbook.Entries;

[HasPermission(Permissions.ViewEntry)]
internal sealed class DetailsModel(
    TrainingDbContext db, ICurrentUser user, CaseFacts facts, Ratings ratings, IPeople people, IAuditProofs proofs, IReauthentication reauthentication, IProcesses processes, IFileStore files, Addressing addressing, Redactions redactions)
    : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public LogbookEntry Entry { get; private set; } = null!;

    public string Learner { get; private set; } = "";

    /// <summary>To whom the case that waits is addressed; null for whoever holds the right.</summary>
    public string? WaitsFor { get; private set; }

    /// <summary>Who stands in for them today; empty where they are there.</summary>
    public string StandIns { get; private set; } = "";

    public bool IsMine => Entry.PersonId == user.PersonId;

    /// <summary>What each version says, with the difference from the one before.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<Fact>> Facts { get; private set; } = new Dictionary<Guid, IReadOnlyList<Fact>>();

    /// <summary>What of the case was removed, and what somebody has asked to remove.</summary>
    public CaseRedactions Redactions { get; private set; } = new([]);

    public bool MayRedact => user.Can(Permissions.Redact);

    /// <summary>Versions with a file that is not what it was when it was taken in.</summary>
    public IReadOnlySet<Guid> DamagedFiles { get; private set; } = new HashSet<Guid>();

    public RatingCatalogue Ratings { get; private set; } = null!;

    /// <summary>How the learner rated themself; null while they have not.</summary>
    public SelfRating? Own { get; private set; }

    /// <summary>When the case was written on a phone; null where it was not.</summary>
    public PhoneCase? Phone { get; private set; }

    /// <summary>Neither side sees the other's rating before its own is in; whoever is on neither side sees them as they come.</summary>
    public bool SeesMentorsRating => !IsMine || Own is not null;

    public bool SeesOwnRating => IsMine || Versions.Any(v => v.Decision is { Kind: DecisionKind.Signed });

    /// <summary>The learner has something to rate and has not.</summary>
    public bool AsksOwnRating => IsMine && Own is null && Entry.WithdrawnAt is null && Versions is [var newest, ..] && newest.Version.AsksRating;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<(EntryVersion Version, Decision? Decision)> Versions { get; private set; } = [];

    /// <summary>What others than the mentor decided, by version.</summary>
    public ILookup<Guid, Approval> Approvals { get; private set; } = Array.Empty<Approval>().ToLookup(a => a.Id);

    /// <summary>The processes of the case that may be looked at, the newest first.</summary>
    public IReadOnlyList<ProcessRun> Processes { get; private set; } = [];

    /// <summary>The learner may send another version: a correction, or what supersedes a signed one.</summary>
    public bool MayCorrect => IsMine && Entry.WithdrawnAt is null && !Entry.IsBeingApproved && !Redactions.IsOpen(Id);

    public bool MayWithdraw => IsMine && Entry.IsUnsigned && !Entry.IsBeingApproved;

    /// <summary>By id of the decision; what a recipe stored is covered by the recipe's own entry and has none.</summary>
    public IReadOnlyDictionary<Guid, AuditProof> Proofs { get; private set; } = new Dictionary<Guid, AuditProof>();

    /// <summary>How decisions came here that were signed without network, by id of the decision.</summary>
    public IReadOnlyDictionary<Guid, RoomSigning> Room { get; private set; } = new Dictionary<Guid, RoomSigning>();

    /// <summary>Signatures made in the room that were not accepted.</summary>
    public IReadOnlyList<RoomRefusal> Refused { get; private set; } = [];

    /// <summary>Whether what a device signed holds, by id of the decision.</summary>
    public IReadOnlyDictionary<Guid, bool> Devices { get; private set; } = new Dictionary<Guid, bool>();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.LogbookEntries.AsNoTracking().Where(e => e.Id == Id)
            .Select(e => new
            {
                e,
                own = db.Set<SelfRating>().Where(r => r.EntryId == e.Id).ToList(),
                phone = db.Set<PhoneCase>().Where(c => c.EntryId == e.Id).ToList(),
                refused = db.Set<RoomRefusal>().Where(r => r.EntryId == e.Id).ToList(),
            })
            .AsSingleQuery().SingleOrDefaultAsync(ct) is not { } found)
        {
            return false;
        }

        (Entry, Own, Phone, Refused) = (found.e, found.own.SingleOrDefault(), found.phone.SingleOrDefault(), [.. found.refused.OrderBy(r => r.ReceivedAt)]);
        var entry = Entry;
        Ratings = await ratings.GetAsync(ct);
        var names = await people.FindAsync([entry.PersonId, entry.AddressedTo ?? entry.PersonId], ct);
        Learner = names[entry.PersonId].Display;
        if (entry is { AddressedTo: { } addressee, WaitingSince: not null, IsBeingApproved: false })
        {
            WaitsFor = names[addressee].Display;
            StandIns = string.Join(", ", (await addressing.StandInsOfAsync(addressee, ct)).Select(account => account.Name));
        }

        var rows = await (from version in db.EntryVersions.AsNoTracking()
                          where version.EntryId == Id
                          join decision in db.Decisions.AsNoTracking() on version.Id equals decision.EntryVersionId into decisions
                          from decided in decisions.DefaultIfEmpty()
                          orderby version.Number descending
                          select new { version, decided }).ToListAsync(ct);
        Versions = [.. rows.Select(r => (r.version, (Decision?)r.decided))];
        Redactions = await redactions.OfAsync([Id], ct);
        Facts = await facts.OfAllAsync([.. rows.Select(r => r.version)], Redactions, ct);
        DamagedFiles = await DamagedAsync(rows.SelectMany(r => r.version.Content.Attachments.Append(r.decided?.VoiceHash).OfType<string>().Select(hash => (r.version.Id, hash))), ct);
        Proofs = await proofs.FindAsync(Decision.ActionOf(DecisionKind.Signed), [.. Versions.Where(v => v.Decision is { Kind: DecisionKind.Signed }).Select(v => v.Decision!.Id)], ct);
        if (rows.Any(r => r.decided is { Kind: DecisionKind.Signed }))
        {
            Guid[] versions = [.. rows.Select(r => r.version.Id)];
            Approvals = (await db.Approvals.AsNoTracking().Where(a => versions.Contains(a.EntryVersionId)).OrderBy(a => a.DecidedAt).ToListAsync(ct))
                .ToLookup(a => a.EntryVersionId);
        }

        if (rows.Any(r => r.decided is { Method: Decision.RoomMethod }))
        {
            Guid[] decisions = [.. rows.Select(r => r.decided?.Id).OfType<Guid>()];
            Room = await db.RoomSignings.AsNoTracking().Where(s => decisions.Contains(s.DecisionId)).ToDictionaryAsync(s => s.DecisionId, ct);
        }

        Devices = await reauthentication.VerifyAsync(db, [.. Versions.Select(v => v.Decision).OfType<Decision>(), .. Approvals.SelectMany(a => a)], ct);
        if (processes.MayLook)
        {
            Processes = await processes.FindAsync(CaseProcess.Of(Id), ct);
        }

        return true;
    }

    /// <summary>The proof that a signature is in the audit trail, for whoever may open the entry.</summary>
    public async Task<IActionResult> OnGetProofAsync(Guid decision, CancellationToken ct)
    {
        var versions = db.EntryVersions.Where(v => v.EntryId == Id);
        return await db.Decisions.AnyAsync(d => d.Id == decision && versions.Any(v => v.Id == d.EntryVersionId), ct)
            && (await proofs.FindAsync(Decision.ActionOf(DecisionKind.Signed), [decision], ct)).GetValueOrDefault(decision) is { Checkpoint: not null } proof
            ? File(proof.ToFile(), "text/plain", proof.FileName)
            : NotFound();
    }

    private async Task<HashSet<Guid>> DamagedAsync(IEnumerable<(Guid Version, string Hash)> referred, CancellationToken ct)
    {
        var damaged = new HashSet<Guid>();
        foreach (var (version, hash) in referred)
        {
            if (await files.VerifyAsync(hash, ct) is FileState.Damaged or FileState.Unknown)
            {
                damaged.Add(version);
            }
        }

        return damaged;
    }

    /// <summary>What was said under a signature, or what stands in its place; null where nothing was.</summary>
    public (string? Text, Visibility Visibility) Said(Decision decision) => Said(decision.Id, decision.Comment, decision.Sealed);

    /// <inheritdoc cref="Said(Decision)"/>
    public (string? Text, Visibility Visibility) Said(Approval approval) => Said(approval.Id, approval.Comment, approval.Sealed);

    private (string? Text, Visibility Visibility) Said(Guid id, string? comment, SealedTexts seals)
        => (comment, seals.IsRemoved(CaseField.Comment) ? Visibility.Removed : Redactions.Of(id, CaseField.Comment));
}
