using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Modules;

namespace Training.Audit.Trail;

[HasPermission(Permissions.View)]
internal sealed class IndexModel(TrailSearch search, IAuditTrail audit, IStringLocalizer<Texts> texts, TrailWords words, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;
    private const int LongestSearch = 200;
    private const int LongestSummary = 160;

    private static readonly JsonSerializerOptions JsonLines = new() { Encoder = JavaScriptEncoder.Default };

    [BindProperty(SupportsGet = true, Name = "q"), StringLength(LongestSearch)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "action"), StringLength(80)]
    public string? What { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    /// <summary>Entries before this one are shown; the list goes on where the last page ended.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public long? Before { get; set; }

    public IReadOnlyList<TrailRow> Rows { get; private set; } = [];

    public bool HasMore { get; private set; }

    public IReadOnlyList<string> Actions { get; private set; } = [];

    public bool Filtered => Query is not { Words: null, Action: null, From: null, To: null };

    private TrailQuery Query => new(
        string.IsNullOrWhiteSpace(Search) ? null : Search[..Math.Min(Search.Length, LongestSearch)], string.IsNullOrWhiteSpace(What) ? null : What, From, To);

    public string NameOf(string action) => words.OfAction(action);

    public string SummaryOf(EntryDetails says)
    {
        var line = words.Summary(says);
        return line.Length > LongestSummary ? line[..LongestSummary] + "…" : line;
    }

    /// <summary>This search, from another place or as a file.</summary>
    public string AddressOf(long? before = null, string? handler = null) => QueryString.Create(
        new Dictionary<string, string?>
        {
            ["q"] = Query.Words,
            ["action"] = Query.Action,
            ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["p"] = before?.ToString(CultureInfo.InvariantCulture),
            ["handler"] = handler,
        }.Where(parameter => parameter.Value is not null)).ToString() is { Length: > 0 } query ? query : "?";

    public async Task OnGetAsync(CancellationToken ct)
    {
        var found = await (await search.FindAsync(Query, Before, ct)).Take(PageSize + 1).ToListAsync(ct);
        (Rows, HasMore) = ([.. found.Take(PageSize)], found.Count > PageSize);
        Actions = await (await search.VisibleAsync(ct)).Select(l => l.Action).Distinct().OrderBy(a => a).ToListAsync(ct);
        await audit.RecordAsync(new AuditEvent("Audit.Searched", "AuditTrail", Guid.Empty) { Facts = Query.Facts }, ct);
    }

    public Task<IActionResult> OnGetCsvAsync(CancellationToken ct) => ExportAsync("csv", "text/csv; charset=utf-8", "\uFEFF" + Header(), Row, ct);

    public Task<IActionResult> OnGetJsonAsync(CancellationToken ct) => ExportAsync(
        "jsonl",
        "application/jsonl; charset=utf-8",
        "",
        row => JsonSerializer.Serialize(new { index = row.Leaf.Index, leaf = row.Leaf.Json, details = row.Details }, JsonLines) + "\n",
        ct);

    private async Task<IActionResult> ExportAsync(string ending, string type, string head, Func<TrailRow, string> line, CancellationToken ct)
    {
        // Before the first line leaves: nobody gets a file that the trail does not know of.
        await audit.RecordAsync(
            new AuditEvent("Audit.Exported", "AuditTrail", Guid.Empty) { Facts = new Dictionary<string, string?>(Query.Facts) { ["format"] = ending } }, ct);
        Response.ContentType = type;
        Response.Headers.ContentDisposition = $"attachment; filename=\"audit-{clock.Today():yyyy-MM-dd}.{ending}\"";
        await using var writer = new StreamWriter(Response.Body, new UTF8Encoding(false), leaveOpen: true);
        await writer.WriteAsync(head.AsMemory(), ct);
        await foreach (var row in (await search.FindAsync(Query, null, ct)).AsAsyncEnumerable().WithCancellation(ct))
        {
            await writer.WriteAsync(line(row).AsMemory(), ct);
        }

        return new EmptyResult();
    }

    private string Header() => Csv.Line(
        texts["Entry.Number"], texts["Entry.At"], texts["Entry.Action"], texts["Entry.SubjectType"], texts["Entry.SubjectId"], texts["Entry.Actor"], texts["Entry.ActorId"],
        texts["Entry.Reason"], texts["Entry.Facts"], texts["Entry.Address"], texts["Entry.Request"]);

    private static string Row(TrailRow row)
    {
        var (leaf, says) = (row.Leaf, row.Says);
        return Csv.Line(
            (leaf.Index + 1).ToString(CultureInfo.InvariantCulture), Show.Time(leaf.At), leaf.Action, leaf.SubjectType, leaf.SubjectId.ToString(), says.Actor, leaf.ActorId?.ToString(),
            says.Reason, says.FactLine, says.Address, says.Request);
    }
}
