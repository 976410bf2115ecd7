using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Cme.Rules;
using Training.Data;
using Training.Identity.Contracts;
using Training.Media.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Cme.Claims;

/// <summary>Enters an activity outside of the site's courses, with its evidence; the workplace approves it.</summary>
[HasPermission(Permissions.Own)]
[RequestSizeLimit(FileIntakeExtensions.RequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = FileIntakeExtensions.RequestBytes)]
internal sealed class NewModel(
    TrainingDbContext db, ICurrentUser user, CreditRules rules, SubmitClaim submit, IPeople people, IOrganizations organizations, IFileIntake intake, IStringLocalizer<Texts> texts, TimeProvider clock)
    : PageModel, IForm
{
    [BindProperty]
    public ClaimInput Input { get; set; } = new();

    public ClaimForm Form { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var today = clock.Today();
        var directory = await organizations.GetAsync(ct);
        HospitalInfo[] hospitals = user.PersonId is { } me
            ? [.. (await people.AppointmentsOnAsync(me, today, ct)).Select(a => a.HospitalId).Distinct().Select(directory.Hospital)]
            : [];
        Form = new ClaimForm(Input, await rules.AllOnAsync(today, ct), hospitals, false);
        return true;
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Input.Units ??= 1;
        await LoadAsync(ct);
        Input.Hospital ??= Form.Hospitals.Count > 0 ? Form.Hospitals[0].Id : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        await LoadAsync(ct);
        if (user.PersonId is not { } me || Form.Hospitals.Count == 0)
        {
            throw new RuleViolation("Claim.NoPlace.Next");
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        // Before anything is stored, and before the file is cleaned, which takes up to some seconds.
        var facts = Input.ToFacts();
        facts.Check(await rules.FindAsync(facts.Activity, facts.To, ct), clock.Today());
        if (Input.Evidence is null)
        {
            throw new RuleViolation("Claim.NoEvidence") { Field = "Input.Evidence" };
        }

        var evidence = await intake.TakeAsync(Input.Evidence, FileKinds.Image | FileKinds.Pdf, ct);
        var hospital = Form.Hospitals.Count == 1 ? Form.Hospitals[0].Id : Input.Hospital ?? throw new RuleViolation("Claim.NotThere") { Field = "Input.Hospital" };
        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                var id = await submit.EnterAsync(me, hospital, facts, evidence, inner);
                TempData[Posting.MessageKey] = texts["Claim.Sent"].Value;
                return $"/cme/{id}";
            },
            ct);
    }
}
