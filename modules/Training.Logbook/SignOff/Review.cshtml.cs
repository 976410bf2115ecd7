using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.SignOff;

[HasPermission(Permissions.Sign)]
[Door(Doors.Signing)]
internal sealed class ReviewModel(
    TrainingDbContext db,
    ICurrentUser user,
    SignCase sign,
    IReauthentication reauthentication,
    ITransfers transfers,
    ITechniques techniques,
    IOrganizations organizations,
    IPeople people,
    IStringLocalizer<Texts> texts) : PageModel, IForm
{
    private const int CurveLength = 8;

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public EntryVersion Version { get; private set; } = null!;

    public LogbookEntry Entry { get; private set; } = null!;

    public Decision? Decided { get; private set; }

    /// <summary>Whether what the mentor's device signed holds; null where no device signed.</summary>
    public bool? DeviceHolds { get; private set; }

    public string Learner { get; private set; } = "";

    public TechniqueCatalogue Catalogue { get; private set; } = null!;

    public OrganizationDirectory Directory { get; private set; } = null!;

    /// <summary>The levels that this mentor gave this learner, the oldest first.</summary>
    public IReadOnlyList<int> Curve { get; private set; } = [];

    public bool IsCurrent => Entry.CurrentNumber == Version.Number && Decided is null;

    public bool AsksEntrustment => Version.Stage != Stage.O;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (user.PersonId is not { } me
            || await (from version in db.EntryVersions.AsNoTracking()
                      where version.Id == Id
                      join entry in db.LogbookEntries.AsNoTracking() on version.EntryId equals entry.Id
                      join decision in db.Decisions.AsNoTracking() on version.Id equals decision.EntryVersionId into decisions
                      from decided in decisions.DefaultIfEmpty()
                      select new { version, entry, decided }).SingleOrDefaultAsync(ct) is not { } found
            || found.entry.PersonId == me
            || !(await transfers.SupervisedByAsync(me, ct)).Any(s => s.TransferId == found.entry.TransferId && s.Covers(found.version.TechniqueId, found.version.PerformedOn)))
        {
            return false;
        }

        (Version, Entry, Decided) = (found.version, found.entry, found.decided);
        if (Decided is not null && (await reauthentication.VerifyAsync([Decided], ct)).TryGetValue(Decided.Id, out var holds))
        {
            DeviceHolds = holds;
        }

        Catalogue = await techniques.GetAsync(ct);
        Directory = await organizations.GetAsync(ct);
        Learner = (await people.FindAsync([Entry.PersonId], ct))[Entry.PersonId].Display;
        var (mine, theirs) = (db.RecordsOf(me), db.RecordsOf(Entry.PersonId));
        Curve = [.. (await db.Decisions
            .Where(d => mine.Contains(d.MentorPersonId) && theirs.Contains(d.TraineePersonId) && d.Entrustment != null)
            .OrderByDescending(d => d.DecidedAt)
            .Take(CurveLength)
            .Select(d => d.Entrustment!.Value)
            .ToListAsync(ct)).Reverse<int>()];
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input.ShownHash = Version.ContentHash;
        return Page();
    }

    public Task<IActionResult> OnPostSignAsync(CancellationToken ct) => DecideAsync(DecisionKind.Signed, ct);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken ct) => DecideAsync(DecisionKind.Returned, ct);

    /// <summary>What the passkey has to sign for the values that were posted.</summary>
    /// <param name="with">Handler of the button that was pressed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IActionResult> OnPostChallengeAsync(string? with, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var (_, _, _, request) = await sign.PrepareAsync(DecisionOf(with == "Return" ? DecisionKind.Returned : DecisionKind.Signed), user.PersonId!.Value, ct);
        return Content(await reauthentication.ChallengeAsync(request, ct), "application/json");
    }

    private async Task<IActionResult> DecideAsync(DecisionKind kind, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        // Before the write begins: comparing a password is slow on purpose and must not hold up other writers.
        var input = DecisionOf(kind);
        var (_, _, _, request) = await sign.PrepareAsync(input, user.PersonId!.Value, ct);
        var proof = await reauthentication.ConfirmAsync(request, Input, ct);
        if (proof.Refusal is not null)
        {
            return await this.ReplayedAsync(db, ct) ?? this.Refuse(proof, nameof(Input));
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await sign.DecideAsync(input, user.PersonId!.Value, proof, inner);
                TempData["Message"] = texts[kind == DecisionKind.Signed ? "Sign.Done" : "Return.Done", Learner].Value;
                return "/sign";
            },
            ct);
    }

    private DecisionInput DecisionOf(DecisionKind kind) => new(Id, kind, Input.Entrustment, Input.Comment, Input.ShownHash);

    public sealed class InputModel : SigningInput
    {
        [Range(1, 5), Display(Name = "Field.Entrustment")]
        public int? Entrustment { get; set; }

        [StringLength(500), Display(Name = "Field.Comment")]
        public string? Comment { get; set; }

        [Required, StringLength(64)]
        public string ShownHash { get; set; } = "";
    }
}
