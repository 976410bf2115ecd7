using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Workflows.Tasks;

/// <summary>Names a colleague for the days of an absence.</summary>
[HasPermission(Permissions.DoTasks)]
internal sealed class StandInPageModel(TrainingDbContext db, Inbox inbox, IAuditTrail audit, ICurrentUser user, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    private const int MostDays = 366;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty]
    public Guid Id { get; set; }

    public IReadOnlyList<Candidate> Colleagues { get; private set; } = [];

    /// <summary>Those that whoever asks has named, and that are not over.</summary>
    public IReadOnlyList<StandIn> Named { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var (me, today) = (user.UserId, clock.Today());
        Colleagues = await inbox.ColleaguesAsync(ct);
        Named = await db.Set<StandIn>().AsNoTracking().Where(s => s.AbsentUserId == me && s.WithdrawnAt == null && s.To >= today).OrderBy(s => s.From).ToListAsync(ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.From ??= clock.Today();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            await LoadAsync(ct);
            return Page();
        }

        return await this.RedirectAfterAsync(db, NameAsync, ct);
    }

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) => this.RedirectAfterAsync(
        db,
        async inner =>
        {
            var me = user.UserId;
            var row = await db.Set<StandIn>().SingleOrDefaultAsync(s => s.Id == Id && s.AbsentUserId == me && s.WithdrawnAt == null, inner) ?? throw new RuleViolation("StandIn.Gone");
            row.WithdrawnAt = clock.GetUtcNow();
            audit.Add(new AuditEvent("Workflows.StandInWithdrawn", nameof(StandIn), row.Id));
            TempData["Message"] = texts["StandIn.Withdrawn"].Value;
            return "/tasks/stand-in";
        },
        ct);

    private async Task<string> NameAsync(CancellationToken ct)
    {
        var (from, to) = (Input.From!.Value, Input.To!.Value);
        if (to < from || to < clock.Today() || to.DayNumber - from.DayNumber > MostDays)
        {
            throw new RuleViolation("StandIn.Days", MostDays) { Field = "Input.To" };
        }

        var colleague = (await inbox.ColleaguesAsync(ct)).FirstOrDefault(candidate => candidate.UserId == Input.Colleague)
            ?? throw new RuleViolation("StandIn.NoColleague") { Field = "Input.Colleague" };
        var row = new StandIn { AbsentUserId = user.UserId, AbsentName = user.Name, StandInUserId = colleague.UserId, StandInName = colleague.Name, From = from, To = to };
        db.Add(row);
        audit.Add(new AuditEvent("Workflows.StandInNamed", nameof(StandIn), row.Id)
        {
            Facts = new Dictionary<string, string?> { ["standIn"] = colleague.UserId.ToString(), ["from"] = $"{from:yyyy-MM-dd}", ["to"] = $"{to:yyyy-MM-dd}" },
        });
        TempData["Message"] = texts["StandIn.Named", colleague.Name, Show.Date(from), Show.Date(to)].Value;
        return "/tasks/stand-in";
    }

    public sealed class InputModel
    {
        [Required, Display(Name = "StandIn.Colleague")]
        public Guid? Colleague { get; set; }

        [Required, Display(Name = "StandIn.From")]
        public DateOnly? From { get; set; }

        [Required, Display(Name = "StandIn.To")]
        public DateOnly? To { get; set; }
    }
}
