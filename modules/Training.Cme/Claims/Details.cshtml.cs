using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Cme.Rules;
using Training.Cme.Running;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Workflows.Contracts;

namespace Training.Cme.Claims;

/// <summary>A claim with its versions and decisions.</summary>
internal sealed record ClaimView(CreditClaim Claim, CreditRule Rule, IReadOnlyList<ClaimVersion> Versions, IReadOnlyList<ClaimDecision> Decisions)
{
    public ClaimVersion Current => Versions[^1];

    /// <summary>That about the newest version; null while it waits.</summary>
    public ClaimDecision? Decision => Decisions.FirstOrDefault(d => d.Number == Claim.CurrentNumber);

    public ClaimState State => ClaimRows.StateOf(Claim.WithdrawnAt, Decision?.Outcome);
}

/// <summary>An activity that somebody entered: for its person to follow, for the workplace to approve or return.</summary>
[HasPermission(Permissions.Own)]
internal sealed class DetailsModel(
    TrainingDbContext db, ICurrentUser user, DecideClaim decide, IProcesses processes, IPeople people, IOrganizations organizations, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public ClaimView View { get; private set; } = null!;

    public string PersonName { get; private set; } = "";

    public string Hospital { get; private set; } = "";

    /// <summary>What waits; null where it is over.</summary>
    public WaitingTask? Task { get; private set; }

    public bool IsOwn => View.Claim.PersonId == user.PersonId;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var versions = await (from claim in db.Claims.AsNoTracking()
                              where claim.Id == Id
                              join version in db.Set<ClaimVersion>() on claim.Id equals version.ClaimId
                              join rule in db.Set<CreditRule>() on version.RuleId equals rule.Id
                              orderby version.Number
                              select new { claim, version, rule }).ToListAsync(ct);
        if (versions.Count == 0)
        {
            return false;
        }

        var current = versions.Single(v => v.version.Number == v.claim.CurrentNumber);
        var decisions = await db.Set<ClaimDecision>().AsNoTracking().Where(d => d.ClaimId == Id).OrderBy(d => d.Number).ToListAsync(ct);
        View = new ClaimView(current.claim, current.rule, [.. versions.Select(v => v.version)], decisions);
        Hospital = (await organizations.GetAsync(ct)).Hospital(current.claim.HospitalId).Display;
        PersonName = IsOwn ? user.Name : (await people.FindAsync([current.claim.PersonId], ct))[current.claim.PersonId].Display;
        Task = await processes.WaitingAsync(ClaimProcess.SubjectType, [Id], null, ct) is [var task, ..] ? task : null;
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostApproveAsync(CancellationToken ct) => DecideAsync(ClaimOutcome.Approved, ct);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken ct) => DecideAsync(ClaimOutcome.Returned, ct);

    private async Task<IActionResult> DecideAsync(ClaimOutcome outcome, CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!user.Can(Permissions.Approve))
        {
            return Forbid();
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await decide.DecideAsync(Id, Input.TaskId, Input.Number, outcome, Input.Reason, inner);
                TempData[Posting.MessageKey] = texts[$"Decided.{outcome}", PersonName].Value;
                return $"/cme/{Id}";
            },
            ct);
    }

    public sealed class InputModel
    {
        public Guid TaskId { get; set; }

        public int Number { get; set; }

        [StringLength(ClaimDecisionConfiguration.ReasonLength), Display(Name = "Decide.Reason")]
        public string? Reason { get; set; }
    }
}
