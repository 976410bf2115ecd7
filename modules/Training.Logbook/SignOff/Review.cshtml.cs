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
        Catalogue = await techniques.GetAsync(ct);
        Directory = await organizations.GetAsync(ct);
        Learner = (await people.FindAsync([Entry.PersonId], ct))[Entry.PersonId].Display;
        Curve = [.. (await db.Decisions
            .Where(d => d.MentorPersonId == me && d.TraineePersonId == found.entry.PersonId && d.Entrustment != null)
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

        // Before the write begins: comparing a password is slow on purpose and must not hold up other writers.
        var proof = await reauthentication.ConfirmAsync(user.UserId, Input.Password, ct);
        if (proof != ReauthenticationResult.Confirmed)
        {
            ModelState.AddModelError("Input.Password", texts[$"Password.{proof}"]);
            Response.StatusCode = 422;
            return Page();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await sign.DecideAsync(new DecisionInput(Id, kind, Input.Entrustment, Input.Comment, Input.ShownHash), user.PersonId!.Value, inner);
                TempData["Message"] = texts[kind == DecisionKind.Signed ? "Sign.Done" : "Return.Done", Learner].Value;
                return "/sign";
            },
            ct);
    }

    public sealed class InputModel
    {
        [Range(1, 5), Display(Name = "Field.Entrustment")]
        public int? Entrustment { get; set; }

        [StringLength(500), Display(Name = "Field.Comment")]
        public string? Comment { get; set; }

        [Required, DataType(DataType.Password), StringLength(256), Display(Name = "Field.Password")]
        public string Password { get; set; } = "";

        [Required, StringLength(64)]
        public string ShownHash { get; set; } = "";
    }
}
