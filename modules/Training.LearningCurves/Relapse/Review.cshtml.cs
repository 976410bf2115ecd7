using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.LearningCurves.Charts;
using Training.LearningCurves.Maths;
using Training.Modules;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.LearningCurves.Relapse;

/// <summary>
/// A signal before the technical head: the whole curve with its cases, what was decided, and what is theirs to decide. What they saw is kept by its
/// hash; where a case came in between, they look again first.
/// </summary>
[HasPermission(Permissions.Decide)]
internal sealed class ReviewModel(
    TrainingDbContext db, CurveReader curves, RateCache rates, IProcesses processes, ITransfers transfers, IPeople people, IRoleHolders holders, ICurrentUser user, IAuditTrail audit,
    IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The table shows cases before the one with this number.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public SignalStory Story { get; private set; } = null!;

    public CurveView View { get; private set; } = null!;

    public string Learner { get; private set; } = "";

    /// <summary>The hash of the curve on the page.</summary>
    public string Seen { get; private set; } = "";

    /// <summary>The open task, where it is theirs.</summary>
    public WaitingTask? Task { get; private set; }

    public bool MayLift => Story.Review is { Kind: IndependenceDecisionKind.Pause } && Story.Lift is null && IsHead && Story.Signal.PersonId != user.PersonId;

    public string Address => PauseProcess.AddressOf(Id);

    private bool IsHead => holders.OfCurrentUser().Contains(new RoleKey(Roles.TechnicalHead, ScopeKind.Hospital, Story.Signal.HospitalId));

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var hospitals = user.HospitalsOf(Permissions.Decide);
        if ((await db.Set<RelapseSignal>().Where(s => s.Id == Id && hospitals.Contains(s.HospitalId)).ToStoriesAsync(db, ct)) is not [var story])
        {
            return false;
        }

        Story = story;
        var found = (await curves.WholeAsync(story.Signal.PersonId, ct)).Single(c => c.Technique.Id == story.Signal.TechniqueId);
        View = CurveViews.Of([found], rates, Address, found.Technique.Key, Before, mayOpenCases: false)[0];
        Seen = SeenCurve.HashOf(story.Signal.PersonId, story.Signal.TechniqueId, found.Curve!);
        Learner = (await people.FindAsync([story.Signal.PersonId], ct))[story.Signal.PersonId].Display;
        Task = story.Review is null ? (await processes.WaitingAsync(PauseProcess.SubjectType, [Id], PauseProcess.ReviewForm, ct)).FirstOrDefault(task => task.MayDo) : null;
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => ModelState.IsValid && await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
        => await BeforeAsync(() => Task is not null, ct)
            ?? await this.RedirectAfterAsync(
                db,
                async inner =>
                {
                    var kind = Input.Kind is IndependenceDecisionKind.Pause or IndependenceDecisionKind.Keep ? Input.Kind.Value : throw new RuleViolation("Review.Choose") { Field = "Input.Kind" };
                    await AddAsync(kind, IndependenceDecision.Review, inner);
                    await processes.CompleteAsync(Task!.Id, kind == IndependenceDecisionKind.Pause ? PauseProcess.Paused : PauseProcess.Kept, new Dictionary<string, object>(), inner);
                    TempData["Message"] = texts[$"Review.Done.{kind}"].Value;
                    return Address;
                },
                ct);

    public async Task<IActionResult> OnPostLiftAsync(CancellationToken ct)
    {
        if (await BeforeAsync(() => MayLift, ct) is { } answer)
        {
            return answer;
        }

        try
        {
            return await this.RedirectAfterAsync(
                db,
                async inner =>
                {
                    await AddAsync(IndependenceDecisionKind.Lift, IndependenceDecision.Lifting, inner);
                    TempData["Message"] = texts["Review.Done.Lift"].Value;
                    return Address;
                },
                ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Of two who lift it at once, one does.
            return this.IsTooLate(texts["Review.IsOver"]);
        }
    }

    // What a post is answered with before anything is done; null where it may go on.
    private async Task<IActionResult?> BeforeAsync(Func<bool> isTheirs, CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        return !isTheirs() ? this.IsTooLate(texts["Review.IsOver"]) : ModelState.IsValid ? null : Page();
    }

    private async Task AddAsync(IndependenceDecisionKind kind, int step, CancellationToken ct)
    {
        var signal = Story.Signal;
        if (PatientIdentityScreen.Find(Input.Reason) is { } finding)
        {
            throw new RuleViolation($"Identity.{finding}") { Field = "Input.Reason" };
        }

        // Read again inside the write: a case may have been signed while they were thinking.
        var now = (await curves.WholeAsync(signal.PersonId, ct)).Single(c => c.Technique.Id == signal.TechniqueId).Curve!;
        var hash = SeenCurve.HashOf(signal.PersonId, signal.TechniqueId, now);
        if (Input.Seen != hash)
        {
            throw new RuleViolation("Review.Changed");
        }

        var decision = new IndependenceDecision
        {
            SignalId = signal.Id,
            Step = step,
            Kind = kind,
            From = clock.Today(),
            Reason = Input.Reason!.Trim(),
            SeenHash = hash,
            SeenCases = now.Points.Count,
            At = clock.GetUtcNow(),
            ByUserId = user.UserId,
            By = user.Name,
        };
        db.Add(decision);
        var transfer = (await transfers.FindAsync([signal.ParticipantId], ct)).Single().Transfer;
        audit.Add(new AuditEvent(IndependenceDecision.ActionOf(kind), nameof(IndependenceDecision), decision.Id)
        {
            HospitalIds = [transfer.GivingHospitalId, transfer.ReceivingHospitalId],
            Reason = decision.Reason,
            Facts = new Dictionary<string, string?>
            {
                ["signal"] = $"{signal.Id}",
                ["participant"] = $"{signal.ParticipantId}",
                ["technique"] = View.Key,
                ["from"] = $"{decision.From:yyyy-MM-dd}",
                ["seenHash"] = hash,
                ["seenCases"] = $"{decision.SeenCases}",
                ["transfer"] = transfer.Code,
            },
        });
    }

    public sealed class InputModel
    {
        public IndependenceDecisionKind? Kind { get; set; }

        [Required, StringLength(IndependenceDecision.LongestReason), Display(Name = "Review.Reason")]
        public string? Reason { get; set; }

        /// <summary>The hash of the curve that was shown.</summary>
        [Required, StringLength(64, MinimumLength = 64), Display(Name = "Review.Seen")]
        public string? Seen { get; set; }
    }
}
