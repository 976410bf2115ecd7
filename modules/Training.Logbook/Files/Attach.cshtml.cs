using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Media.Contracts;
using Training.Modules;
using Training.Transfers.Contracts;

namespace Training.Logbook.Files;

/// <summary>Adds a photo or a PDF to a case of one's own that nobody has decided about, or takes one out.</summary>
[HasPermission(Permissions.Log)]
[RequestSizeLimit(FileIntakeExtensions.RequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = FileIntakeExtensions.RequestBytes)]
internal sealed class AttachModel(
    TrainingDbContext db, ICurrentUser user, SubmitCase submit, IFileIntake intake, ITransfers transfers, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    /// <summary>More than this is an album.</summary>
    private const int Most = 6;

    private EntryVersion _version = null!;

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty, Display(Name = "Field.File")]
    public IFormFile? Upload { get; set; }

    /// <summary>The file to take out, by its place from 1.</summary>
    [BindProperty]
    public int Remove { get; set; }

    [BindProperty, StringLength(300), Display(Name = "Field.Reason")]
    public string? Reason { get; set; }

    public LogbookEntry Entry { get; private set; } = null!;

    public IReadOnlyList<string> Files => _version.Content.Attachments;

    public int Number => _version.Number;

    public bool IsFull => Files.Count >= Most;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var found = await (from entry in db.LogbookEntries.AsNoTracking()
                           where entry.Id == Id && entry.PersonId == user.PersonId && entry.WithdrawnAt == null && entry.SignedAt == null
                           join version in db.EntryVersions.AsNoTracking() on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
                           select new { entry, version }).SingleOrDefaultAsync(ct);
        if (found is null || found.entry.IsBeingApproved)
        {
            return false;
        }

        (Entry, _version) = (found.entry, found.version);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Upload is null || IsFull)
        {
            throw new RuleViolation(Upload is null ? "Files.Missing" : "Files.Full", Most) { Field = "Upload" };
        }

        // Before the write begins: cleaning takes up to some seconds.
        var taken = await intake.TakeAsync(Upload, FileKinds.Image | FileKinds.Pdf, ct);
        if (Files.Contains(taken.Hash))
        {
            throw new RuleViolation("Files.Twice") { Field = "Upload" };
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                if (!await db.Set<CaseFile>().AnyAsync(f => f.EntryId == Id && f.Hash == taken.Hash, inner))
                {
                    db.Add(new CaseFile { EntryId = Id, Hash = taken.Hash, Kind = taken.Kind, AddedAt = clock.GetUtcNow() });
                }

                return await SendAsync([.. Files, taken.Hash], CaseText.Of(Reason), inner);
            },
            ct);
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct) || Remove < 1 || Remove > Files.Count)
        {
            return NotFound();
        }

        return await this.RedirectAfterAsync(db, inner => SendAsync([.. Files.Where((_, index) => index != Remove - 1)], CaseText.Of(Reason), inner), ct);
    }

    private async Task<string> SendAsync(IReadOnlyList<string> files, string? reason, CancellationToken ct)
    {
        var participation = (await transfers.FindAsync([Entry.ParticipantId], ct)).Single();
        await submit.CorrectAsync(Entry, _version, participation, _version.Content with { Attachments = files }, reason, ct);
        TempData["Message"] = texts["Case.Corrected", Entry.CaseCode].Value;
        return $"/logbook/{Id}";
    }
}
