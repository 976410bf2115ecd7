using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Workflows.Bpmn;

namespace Training.Workflows.Definitions;

/// <summary>Draws a process anew. What is saved does nothing before it is published.</summary>
[HasPermission(Permissions.ManageProcesses)]
[RequestSizeLimit(DocumentInput.RequestBytes)]
[RequestFormLimits(ValueLengthLimit = DocumentInput.FieldBytes, MultipartBodyLengthLimit = DocumentInput.RequestBytes, ValueCountLimit = DocumentInput.Fields)]
internal sealed class DraftModel(TrainingDbContext db, Models models, Publish publish, DesignerChoices choices, IAuditTrail audit, ICurrentUser user, TimeProvider clock, IStringLocalizer<Texts> texts)
    : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public DesignerChoices Choices => choices;

    public string Name { get; private set; } = "";

    public int Newest { get; private set; }

    /// <summary>The stored draft; null where nothing was changed yet.</summary>
    public Draft? Stored { get; private set; }

    public DocumentProblems Found { get; private set; } = DocumentProblems.None;

    public IReadOnlyList<Step> Steps { get; private set; } = [];

    /// <summary>Somebody else saved meanwhile: what differs between theirs and what is in the form; empty where it can not be said in words.</summary>
    public IReadOnlyList<Change>? Conflict { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.Set<Process>().AsNoTracking().SingleOrDefaultAsync(p => p.Key == Key, ct) is not { } process)
        {
            return false;
        }

        Newest = process.Newest;
        Stored = await db.Set<Draft>().AsNoTracking().SingleOrDefaultAsync(d => d.ProcessId == process.Id, ct);
        if (!Request.HasFormContentType)
        {
            Input.Document = Stored?.Document
                ?? await db.Set<ProcessVersion>().AsNoTracking().Where(v => v.ProcessId == process.Id && v.Number == process.Newest).Select(v => v.Document).SingleOrDefaultAsync(ct);
            (Input.Version, Input.BasedOn) = (Stored?.Version ?? 0, Stored?.BasedOn ?? Newest);
        }
        else
        {
            // A file is chosen anew each time; what was in it stays in the text.
            Input.Document = (await PostedAsync(ct)).Text;
            if (Stored is not null && Stored.Version != Input.Version)
            {
                Conflict = Difference(Stored.Document, Input.Document);
                Input.Version = Stored.Version;
                ModelState.Remove("Input.Version");
            }
        }

        var examination = await publish.ExamineAsync(Input.Document ?? "", ct);
        Found = DocumentProblems.Of(examination);
        Steps = examination.Model is { } model ? StepList.Of(model) : [];
        Name = examination.Model?.Name ?? (await models.NewestAsync(Key, ct) is { } newest ? (await models.GetAsync(newest.VersionId, ct)).Name : Key);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <summary>The document as it is stored, for keeping.</summary>
    public async Task<IActionResult> OnGetDocumentAsync(CancellationToken ct)
        => await LoadAsync(ct) ? File(Encoding.UTF8.GetBytes(Input.Document!), "application/xml", $"{Key}-draft.bpmn") : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
        => ModelState.IsValid && await db.Set<Process>().AnyAsync(p => p.Key == Key, ct) ? await this.RedirectAfterAsync(db, SaveAsync, ct) : NotFound();

    /// <summary>What is wrong with a document that is being drawn; stores nothing.</summary>
    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        var (text, broken) = await PostedAsync(ct);
        var found = broken is null ? DocumentProblems.Of(await publish.ExamineAsync(text, ct)) : new DocumentProblems([broken], []);
        return new JsonResult(found.ToJson(texts));
    }

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken ct)
        => ModelState.IsValid && await db.Set<Process>().AnyAsync(p => p.Key == Key, ct) ? await this.RedirectAfterAsync(db, DiscardAsync, ct) : NotFound();

    private async Task<string> SaveAsync(CancellationToken ct)
    {
        var (document, unread) = await PostedAsync(ct);
        if (unread is not null)
        {
            throw new RuleViolation("Draft.Broken", unread.Say(texts)) { Field = "Input.File" };
        }

        Check(document);
        var process = await db.Set<Process>().AsNoTracking().SingleAsync(p => p.Key == Key, ct);
        var draft = await db.Set<Draft>().SingleOrDefaultAsync(d => d.ProcessId == process.Id, ct);
        if ((draft?.Version ?? 0) != Input.Version)
        {
            throw new RuleViolation(draft is null ? "Draft.Gone" : "Form.Stale");
        }

        if (draft is null)
        {
            db.Add(Draft.Begin(process.Id, process.Newest, document, user.Name, clock.GetUtcNow()));
        }
        else
        {
            (draft.Document, draft.SavedAt, draft.SavedBy) = (document, clock.GetUtcNow(), user.Name);
        }

        TempData["Message"] = texts["Draft.Saved"].Value;
        return ProcessAddress.Draft(Key);
    }

    private async Task<string> DiscardAsync(CancellationToken ct)
    {
        var process = await db.Set<Process>().AsNoTracking().SingleAsync(p => p.Key == Key, ct);
        if (await db.Set<Draft>().SingleOrDefaultAsync(d => d.ProcessId == process.Id, ct) is { } draft)
        {
            db.Entry(draft).Property(d => d.Version).OriginalValue = Input.Version;
            db.Remove(draft);
        }

        TempData["Message"] = texts["Draft.Discarded"].Value;
        if (process.Newest > 0)
        {
            return ProcessAddress.Of(Key);
        }

        // A process that was never published is nothing without its draft.
        db.Remove(process);
        audit.Add(new AuditEvent("Workflows.ProcessDropped", nameof(Process), process.Id) { Facts = new Dictionary<string, string?> { ["process"] = Key } });
        return ProcessAddress.List;
    }

    /// <summary>A draft may have problems, but it has to be a document, and of this process.</summary>
    private void Check(string document)
    {
        var read = BpmnReader.Read(Encoding.UTF8.GetBytes(document));
        if (read.Problems.FirstOrDefault(problem => problem.ElementId is null) is { } broken)
        {
            throw new RuleViolation("Draft.Broken", broken.Say(texts)) { Field = "Input.Document" };
        }

        if (read.Model is { } model && model.Id != Key)
        {
            throw new RuleViolation("Draft.OtherProcess", model.Id, Key) { Field = "Input.Document" };
        }
    }

    private async Task<(string Text, Problem? Broken)> PostedAsync(CancellationToken ct)
    {
        try
        {
            // What is read of a file shows as the text, and what was said about the text stays.
            var text = await Input.ReadAsync(ct);
            ModelState.SetModelValue("Input.Document", text, text);
            return (text, null);
        }
        catch (DocumentRefused refused)
        {
            return (Input.Document ?? "", refused.Problem);
        }
    }

    private static IReadOnlyList<Change> Difference(string theirs, string? mine)
        => BpmnReader.Read(Encoding.UTF8.GetBytes(theirs)).Model is { } before && BpmnReader.Read(Encoding.UTF8.GetBytes(mine ?? "")).Model is { } after
            ? Bpmn.Difference.Between(before, after)
            : [];

    internal sealed class InputModel : DocumentInput
    {
        /// <summary>Of the draft that was opened; 0 where there was none.</summary>
        public int Version { get; set; }

        public int BasedOn { get; set; }
    }
}
