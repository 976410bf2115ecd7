using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Audit.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.SignOff;
using Training.Logbook.Workflow;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.Entries;

[HasPermission(Permissions.ViewEntry)]
internal sealed class DetailsModel(
    TrainingDbContext db, ICurrentUser user, ITechniques techniques, IOrganizations organizations, IPeople people, IAuditProofs proofs, IReauthentication reauthentication,
    IProcesses processes)
    : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public LogbookEntry Entry { get; private set; } = null!;

    public string Learner { get; private set; } = "";

    public bool IsMine => Entry.PersonId == user.PersonId;

    public TechniqueCatalogue Catalogue { get; private set; } = null!;

    public OrganizationDirectory Directory { get; private set; } = null!;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<(EntryVersion Version, Decision? Decision)> Versions { get; private set; } = [];

    /// <summary>What others than the mentor decided, by version.</summary>
    public ILookup<Guid, Approval> Approvals { get; private set; } = Array.Empty<Approval>().ToLookup(a => a.Id);

    /// <summary>The processes of the case that may be looked at, the newest first.</summary>
    public IReadOnlyList<ProcessRun> Processes { get; private set; } = [];

    /// <summary>The learner may still change or withdraw it.</summary>
    public bool IsOpen => IsMine && !Entry.IsOver && !Entry.IsBeingApproved;

    /// <summary>By id of the decision; what a recipe stored is covered by the recipe's own entry and has none.</summary>
    public IReadOnlyDictionary<Guid, AuditProof> Proofs { get; private set; } = new Dictionary<Guid, AuditProof>();

    /// <summary>Whether what a device signed holds, by id of the decision.</summary>
    public IReadOnlyDictionary<Guid, bool> Devices { get; private set; } = new Dictionary<Guid, bool>();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await db.LogbookEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == Id, ct) is not { } entry)
        {
            return NotFound();
        }

        Entry = entry;
        Catalogue = await techniques.GetAsync(ct);
        Directory = await organizations.GetAsync(ct);
        Learner = (await people.FindAsync([entry.PersonId], ct))[entry.PersonId].Display;
        var rows = await (from version in db.EntryVersions.AsNoTracking()
                          where version.EntryId == Id
                          join decision in db.Decisions.AsNoTracking() on version.Id equals decision.EntryVersionId into decisions
                          from decided in decisions.DefaultIfEmpty()
                          orderby version.Number descending
                          select new { version, decided }).ToListAsync(ct);
        Versions = [.. rows.Select(r => (r.version, (Decision?)r.decided))];
        Proofs = await proofs.FindAsync(Decision.ActionOf(DecisionKind.Signed), [.. Versions.Where(v => v.Decision is { Kind: DecisionKind.Signed }).Select(v => v.Decision!.Id)], ct);
        if (rows.Any(r => r.decided is { Kind: DecisionKind.Signed }))
        {
            Guid[] versions = [.. rows.Select(r => r.version.Id)];
            Approvals = (await db.Approvals.AsNoTracking().Where(a => versions.Contains(a.EntryVersionId)).OrderBy(a => a.DecidedAt).ToListAsync(ct))
                .ToLookup(a => a.EntryVersionId);
        }

        Devices = await reauthentication.VerifyAsync([.. Versions.Select(v => v.Decision).OfType<Decision>(), .. Approvals.SelectMany(a => a)], ct);
        if (processes.MayLook)
        {
            Processes = await processes.FindAsync(CaseProcess.Of(Id), ct);
        }

        return Page();
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

    /// <summary>The signature still fits what is stored.</summary>
    public static bool Fits(EntryVersion version, Decision decision)
        => ContentHash.Of(version) == version.ContentHash && version.ContentHash == decision.ContentHash
            && (decision.SignedHash is null || CanonicalJson.HashOf(SignedContent.Of(decision)) == decision.SignedHash);

    /// <inheritdoc cref="Fits(EntryVersion, Decision)"/>
    public static bool Fits(EntryVersion version, Approval approval)
        => ContentHash.Of(version) == version.ContentHash && version.ContentHash == approval.ContentHash
            && (approval.SignedHash is null || CanonicalJson.HashOf(SignedContent.Of(approval)) == approval.SignedHash);
}
