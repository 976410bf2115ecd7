using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Workflows.Bpmn;
using Training.Workflows.Contracts;
using Training.Workflows.Definitions;
using Training.Workflows.Drawing;
using Training.Workflows.Engine;
using Training.Workflows.Running;

namespace Training.Workflows.Instances;

/// <summary>How far an instance has come, what it waits for, and everything that happened in it.</summary>
[HasPermission(Permissions.ViewProcesses)]
internal sealed class DetailsModel(
    TrainingDbContext db, InstanceReader reader, InstanceFacts facts, SubjectCards cards, ProcessRunner runner, JournalWords words, IAuditTrail audit, ICurrentUser user, TimeProvider clock,
    IStringLocalizer<Texts> texts) : PageModel, IForm
{
    private const int PageSize = 80;

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Page of the journal.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public InstanceView View { get; private set; } = null!;

    public InstanceFacts Facts => facts;

    public DateTimeOffset Now => clock.GetUtcNow();

    public SubjectCard? Card { get; private set; }

    public IReadOnlyList<Waiting> Waiting { get; private set; } = [];

    public IReadOnlyDictionary<string, StepFacts> Standing { get; private set; } = new Dictionary<string, StepFacts>();

    public IReadOnlyList<JournalBlock> Journal { get; private set; } = [];

    public int Pages => (View.Journal.Count + PageSize - 1) / PageSize;

    /// <summary>Whether whoever looks may repair it.</summary>
    public bool MayRepair => View.Row.EndedAt is null && user.Can(Permissions.ManageProcesses);

    /// <summary>What stopped it; a token inside of a called process has its own node here.</summary>
    public IReadOnlyList<(TokenState Token, Node? Node, string Why)> Stops { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await reader.FindAsync(Id, ct) is not { } view)
        {
            return false;
        }

        View = view;
        var subject = new Subject(view.Row.SubjectType, view.Row.SubjectId);
        Card = (await cards.FindAsync([subject], ct)).GetValueOrDefault(subject);
        Waiting = await facts.WaitingAsync(view, ct);
        Standing = facts.OfSteps(view, Waiting, Now);
        Stops = [.. view.State.Tokens.Values
            .Where(token => token.Phase == TokenPhase.Faulted)
            .Select(token => (token, view.Path.IsOwn(token.Number) ? view.Model.Nodes.GetValueOrDefault(token.Node) : null, words.Fault(token.Fault, NameOf)))];
        Number = Math.Clamp(Number, 1, Math.Max(1, Pages));
        Journal = [.. JournalBlock.Of(view.Journal.Reverse().Skip((Number - 1) * PageSize).Take(PageSize))];
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => ModelState.IsValid && await LoadAsync(ct) ? Page() : NotFound();

    /// <summary>The document of the version that the instance follows.</summary>
    public async Task<IActionResult> OnGetDocumentAsync(CancellationToken ct)
    {
        if (await reader.FindAsync(Id, ct) is not { } view)
        {
            return NotFound();
        }

        var version = Guid.Parse(view.Path.Version!);
        return File(Encoding.UTF8.GetBytes(await db.Set<ProcessVersion>().AsNoTracking().Where(v => v.Id == version).Select(v => v.Document).SingleAsync(ct)), "application/xml");
    }

    public Task<IActionResult> OnPostRetryAsync(CancellationToken ct) => RepairAsync(
        "Workflows.InstanceRetried", (machine, token) => machine.RetryAsync(Input.Token, token), texts["Instance.Retried"], ct);

    public Task<IActionResult> OnPostSkipAsync(CancellationToken ct) => RepairAsync(
        "Workflows.InstanceSkipped", (machine, token) => machine.SkipAsync(Input.Token, Input.Flow is { Length: > 0 } flow ? flow : null, token), texts["Instance.Skipped"], ct);

    public Task<IActionResult> OnPostCancelAsync(CancellationToken ct) => RepairAsync(
        "Workflows.InstanceCancelled",
        (machine, _) =>
        {
            machine.Cancel();
            return Task.CompletedTask;
        },
        texts["Instance.Cancelled"],
        ct);

    /// <summary>For whom and since when, as short as it fits into the drawing.</summary>
    public string NoteOf(Waiting waiting)
        => facts.WhoOf(waiting) is { Length: > 0 } who ? $"{Show.Date(waiting.Since)}, {who}" : texts["Waiting.Since", Show.Time(waiting.Since)];

    public string Say(JournalEntry entry) => words.Say(entry, NameOf);

    /// <summary>What people call an element: by its name, else by its kind.</summary>
    private string NameOf(string id)
        => View.NameOf(id) is var name && name != id ? name : View.Find(id) is { } node ? $"{texts[StepWords.KindOf(node)]} ({id})" : id;

    public string WhoDid(Guid? actor) => actor is null ? texts["Journal.BySite"]
        : actor == user.UserId ? user.Name
        : texts["Journal.ByPerson"];

    private async Task<IActionResult> RepairAsync(string action, Func<Machine, CancellationToken, Task> step, string done, CancellationToken ct)
    {
        if (!user.Can(Permissions.ManageProcesses) || await db.Set<Instance>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == Id, ct) is not { } instance)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await LoadAsync(ct) ? Page() : NotFound();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                var reason = Input.Reason.Trim();
                audit.Add(new AuditEvent(action, nameof(Instance), Id)
                {
                    HospitalIds = [.. new[] { instance.HospitalId, instance.OtherHospitalId }.OfType<Guid>()],
                    Reason = reason,
                    Facts = new Dictionary<string, string?> { ["token"] = $"{Input.Token}", ["flow"] = Input.Flow },
                });
                await MoveAsync(step, inner);

                // It may have stopped again at once, for the same reason.
                TempData["Message"] = await db.Set<Instance>().AsNoTracking().AnyAsync(i => i.Id == Id && i.FaultedAt != null && i.EndedAt == null, inner) ? texts["Instance.StoppedAgain"].Value : done;
                return $"/processes/{Id}";
            },
            ct);
    }

    private async Task MoveAsync(Func<Machine, CancellationToken, Task> step, CancellationToken ct)
    {
        try
        {
            await runner.MoveAsync(
                Id,
                async (machine, token) =>
                {
                    await step(machine, token);
                    return true;
                },
                throwsOnFailure: false,
                ct);
        }
        catch (EngineRefusal refusal)
        {
            throw EngineWords.Violation(texts, refusal, id => id);
        }
    }

    internal sealed class InputModel
    {
        public int Token { get; set; }

        [StringLength(200)]
        public string? Flow { get; set; }

        [Required, StringLength(500), Display(Name = "Instance.Reason")]
        public string Reason { get; set; } = "";
    }
}
