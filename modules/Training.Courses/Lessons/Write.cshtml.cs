using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Authoring;
using Training.Courses.Catalogue;
using Training.Courses.Contracts;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;

namespace Training.Courses.Lessons;

/// <summary>Writes a lesson of a draft, and shows it as learners will see it.</summary>
[HasPermission(Permissions.Author)]
internal sealed class WriteModel(TrainingDbContext db, ICourseItems items, IMediaLibrary library, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    private const int MostChoices = 100;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Key { get; set; }

    [BindProperty, StringLength(LessonConfiguration.MostCharacters), Display(Name = "Field.BodyVi")]
    public string? BodyVi { get; set; }

    [BindProperty, StringLength(LessonConfiguration.MostCharacters), Display(Name = "Field.BodyEn")]
    public string? BodyEn { get; set; }

    /// <summary>SHA-256 of the text as the form was filled with it.</summary>
    [BindProperty, StringLength(64)]
    public string Before { get; set; } = "";

    /// <summary>An item of the library that is to be put in.</summary>
    [BindProperty, Display(Name = "Field.Media")]
    public Guid? Media { get; set; }

    public DraftItem Item { get; private set; } = null!;

    /// <summary>What it looks like; null before it was asked for.</summary>
    public IHtmlContent? Preview { get; private set; }

    /// <summary>Formulas that can not be read.</summary>
    public IReadOnlyList<string> Unknown { get; private set; } = [];

    /// <summary>Questions between the lines that stay code, since they have too few answers or none that is right.</summary>
    public IReadOnlyList<string> Unfinished { get; private set; } = [];

    /// <summary>What may be put in, the newest first; the value is what is put in.</summary>
    public IReadOnlyList<MediaItem> Choices { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await items.DraftAsync(Code, Key, LessonKind.KindKey, ct) is not { } item)
        {
            return false;
        }

        Item = item;
        Choices = await library.ChoicesAsync(item.HospitalId, [], null, MostChoices, ct);
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var lesson = await db.Lessons.AsNoTracking().SingleAsync(l => l.Id == Item.ContentId, ct);
        (BodyVi, BodyEn, Before) = (lesson.BodyVi, lesson.BodyEn, HashOf(lesson));
        await LookAsync(ct);
        return Page();
    }

    /// <summary>Shows what was typed without keeping it.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        await LookAsync(ct);
        return Page();
    }

    /// <summary>Puts an item of the library at the end of what was typed; with the script it comes to where the author writes.</summary>
    public async Task<IActionResult> OnPostInsertAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Choices.FirstOrDefault(choice => choice.Id == Media) is { } chosen)
        {
            BodyVi = $"{BodyVi?.TrimEnd()}\n\n{MarkdownOf(chosen)}\n";
            ModelState.Remove(nameof(BodyVi));
        }
        else
        {
            ModelState.AddModelError(nameof(Media), texts["Lesson.ChooseMedia"]);
        }

        await LookAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var media = ModelState.IsValid ? await CheckMediaAsync(ct) : [];
        return !ModelState.IsValid ? Page() : await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                var shown = await db.Lessons.AsNoTracking().SingleAsync(l => l.Id == Item.ContentId, inner);
                if (HashOf(shown) != Before)
                {
                    throw new RuleViolation("Draft.ChangedMeanwhile") { Status = 409 };
                }

                var draft = await items.ChangeAsync(Code, Key, LessonKind.KindKey, inner);
                var lesson = await db.Lessons.AsTracking().SingleAsync(l => l.Id == draft.ContentId, inner);
                (lesson.BodyVi, lesson.BodyEn) = ((BodyVi ?? "").Normalize(), AboutInput.Clean(BodyEn));
                var before = await db.Set<LessonMedia>().AsTracking().Where(m => m.LessonId == lesson.Id).ToListAsync(inner);
                db.RemoveRange(before.Where(m => !media.Contains(m.MediaItemId)));
                db.AddRange(media.Except(before.Select(m => m.MediaItemId)).Select(id => new LessonMedia { LessonId = lesson.Id, MediaItemId = id }));
                TempData["Message"] = texts["Saved"].Value;
                return $"/courses/{Code}/edit";
            },
            ct);
    }

    /// <summary>What stands in the text for an item.</summary>
    public static string MarkdownOf(MediaItem item) => $"![{string.Concat(item.Title.Where(c => c is not ('[' or ']' or '\\')))}]({LessonText.MediaScheme}{item.Id:d})";

    public string KindOf(MediaItem item) => texts[$"MediaKind.{item.Kind}"];

    // Nobody puts in what is another hospital's, and nothing that is not there.
    private async Task<IReadOnlyCollection<Guid>> CheckMediaAsync(CancellationToken ct)
    {
        var fields = new[] { (Name: nameof(BodyVi), Text: BodyVi), (Name: nameof(BodyEn), Text: BodyEn) }.Select(field => (field.Name, Ids: LessonText.Parse(field.Text ?? "").Media)).ToArray();
        HashSet<Guid> all = [.. fields.SelectMany(field => field.Ids)];
        var found = all.Count == 0 ? new Dictionary<Guid, MediaItem>() : await library.FindAsync(all, ct);
        foreach (var (name, ids) in fields)
        {
            if (ids.Any(id => !found.TryGetValue(id, out var item) || !(item.HospitalId is null || item.HospitalId == Item.HospitalId)))
            {
                ModelState.AddModelError(name, texts["Lesson.MediaNotThere"]);
            }
        }

        return all;
    }

    private async Task LookAsync(CancellationToken ct)
    {
        var body = LessonText.Parse(BodyVi ?? "");
        var found = body.Media.Count == 0 ? new Dictionary<Guid, MediaItem>() : await library.FindAsync([.. body.Media.Distinct()], ct);
        Preview = body.With(found.Where(item => item.Value.HospitalId is null || item.Value.HospitalId == Item.HospitalId).ToDictionary(), library, SelfCheckWords.Of(texts));
        var english = LessonText.Parse(BodyEn ?? "");
        (Unknown, Unfinished) = ([.. body.Unknown, .. english.Unknown], [.. body.Unfinished, .. english.Unfinished]);
    }

    private static string HashOf(Lesson lesson) => CanonicalJson.HashOf($"{lesson.BodyVi}\n\f\n{lesson.BodyEn}");
}
