using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Workflows.Running;

namespace Training.Workflows.Tasks;

/// <summary>What waits for whoever asks.</summary>
[HasPermission(Permissions.DoTasks)]
internal sealed class IndexModel(TrainingDbContext db, Inbox inbox, TaskCounts counts, ICurrentUser user, IAuditTrail audit, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    private const int PageSize = 30;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Overdue { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    [BindProperty]
    public Guid Id { get; set; }

    public IReadOnlyList<InboxTask> Rows { get; private set; } = [];

    public bool HasMore { get; private set; }

    public IReadOnlyCollection<string> Absent { get; private set; } = [];

    public DateTimeOffset Now => clock.GetUtcNow();

    public bool IsFiltered => Overdue || !string.IsNullOrWhiteSpace(Search);

    public string Address => AddressOf(Number);

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        counts.Forget(user.UserId);
        Number = Math.Clamp(Number, 1, 1_000);
        var skip = (Number - 1) * PageSize;
        var words = VietnameseText.Words(Search);
        var found = words.Length == 0
            ? await inbox.ListAsync(Overdue, skip, PageSize + 1, ct)
            : (await inbox.ListAsync(Overdue, 0, Inbox.MostSearched, ct)).Where(task => Fits(task, words)).Skip(skip).Take(PageSize + 1).ToList();
        HasMore = found.Count > PageSize;
        Rows = [.. found.Take(PageSize)];
        Absent = [.. (await inbox.AbsentAsync(ct)).Values];
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => ModelState.IsValid && await LoadAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostClaimAsync(CancellationToken ct) => this.RedirectAfterAsync(
        db,
        async inner =>
        {
            var hospitals = await inbox.ClaimAsync(Id, inner);
            audit.Add(new AuditEvent("Workflows.TaskClaimed", nameof(TaskRow), Id) { HospitalIds = hospitals });
            TempData["Message"] = texts["Task.Claimed"].Value;
            return Address;
        },
        ct);

    public Task<IActionResult> OnPostReleaseAsync(CancellationToken ct) => this.RedirectAfterAsync(
        db,
        async inner =>
        {
            var hospitals = await inbox.ReleaseAsync(Id, inner);
            audit.Add(new AuditEvent("Workflows.TaskReleased", nameof(TaskRow), Id) { HospitalIds = hospitals });
            TempData["Message"] = texts["Task.Released"].Value;
            return Address;
        },
        ct);

    public string AddressOf(int number) => $"/tasks?q={Uri.EscapeDataString(Search ?? "")}&overdue={(Overdue ? "true" : "false")}&p={number}";

    private static bool Fits(InboxTask task, string[] words)
    {
        var text = VietnameseText.Fold($"{task.Row.Name} {task.Card?.Title} {task.Card?.Detail}");
        return words.All(word => text.Contains(word, StringComparison.Ordinal));
    }
}
