using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Questions.Bank;
using Training.Questions.Formats;
using Training.Questions.Model;
using Training.Techniques.Contracts;

namespace Training.Questions.Editing;

/// <summary>What the forms for a new question and for a stored one share.</summary>
internal abstract class FormPage(TrainingDbContext db, IFileIntake intake, ITechniques techniques, Wording wording, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    private const int Added = 4;

    protected TrainingDbContext Db => db;

    protected IStringLocalizer<Texts> Texts => texts;

    [BindProperty]
    public QuestionInput Input { get; set; } = new();

    /// <summary>The button that asks for more rows and stores nothing.</summary>
    [BindProperty]
    public string? More { get; set; }

    public QuestionKind Kind { get; protected set; }

    /// <summary>The picture so far; empty where there is none.</summary>
    public string Image { get; protected set; } = "";

    /// <summary>Where that picture can be seen.</summary>
    public string? ImageAddress { get; protected set; }

    public IReadOnlyList<TechniqueInfo> Techniques { get; private set; } = [];

    /// <summary>Hospitals a new question may belong to; empty where that is settled.</summary>
    public IReadOnlyList<HospitalInfo> Hospitals { get; protected set; } = [];

    /// <summary>The form is about one question of a vignette: name, tags and techniques are those of the whole.</summary>
    public bool IsPart { get; protected set; }

    public IReadOnlyList<VignettePart> Parts { get; protected set; } = [];

    public abstract string BackAddress { get; }

    public bool HasRows => Kind is not (QuestionKind.TrueFalse or QuestionKind.Vignette);

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            return false;
        }

        Techniques = (await techniques.GetAsync(ct)).Techniques;
        Fill();
        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (More is not null)
        {
            ModelState.Clear();
            for (var row = 0; row < Added && Input.Rows.Count < BodyLimits.Rows; row++)
            {
                Input.Rows.Add(new RowInput());
            }

            return await LoadAsync(ct) ? Page() : NotFound();
        }

        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (ModelState.IsValid && Input.Picture is { } picture && Kind == QuestionKind.HotSpot)
        {
            // Before the write begins: cleaning takes up to some seconds.
            Image = (await intake.TakeAsync(picture, FileKinds.Image, ct)).Hash;
        }

        return Checked() is { } body ? await this.RedirectAfterAsync(db, inner => StoreAsync(body, inner), ct) : Refused();
    }

    /// <summary>Finds what the form is about and fills what is not typed.</summary>
    protected abstract Task<bool> FindAsync(CancellationToken ct);

    protected abstract Task<string> StoreAsync(QuestionBody body, CancellationToken ct);

    protected Labels LabelsOf(QuestionBody body)
    {
        var known = Techniques.Select(technique => technique.Id).ToHashSet();
        return new Labels(SaveQuestion.NameOf(Input.Name, body), TagsOf(Input.Tags), [.. Input.Techniques.Where(known.Contains)]);
    }

    private static IReadOnlyList<string> TagsOf(string? text) => [.. (text ?? "").Split([',', ';', '\n'], StringSplitOptions.TrimEntries).Select(Words.Clean).Where(tag => tag.Length > 0).Distinct()];

    private void Fill()
    {
        var least = !HasRows ? 0 : Kind is QuestionKind.ShortText or QuestionKind.Numeric or QuestionKind.Cloze or QuestionKind.Essay ? 2 : 4;
        while (Input.Rows.Count < least || (Input.Rows.Count < BodyLimits.Rows && HasRows && !Input.Rows[^1].IsBlank))
        {
            Input.Rows.Add(new RowInput());
        }
    }

    // Every reason at once, above the form; each names its row.
    private QuestionBody? Checked()
    {
        if (!ModelState.IsValid)
        {
            return null;
        }

        var reader = new InputReader(Input);
        var body = reader.Read(Kind, Image, Parts);
        var reasons = reader.Reasons.Count > 0 ? reader.Reasons : [.. Validation.Check(body).Where(reason => reason is { Part: null, Key: not "Reason.Vignette.NoParts" })];
        foreach (var reason in reasons)
        {
            ModelState.AddModelError("", wording.Of(reason));
        }

        if (TagsOf(Input.Tags) is var tags && (tags.Count > FileLimits.Tags || tags.Any(tag => tag.Length > FileLimits.TagLength)))
        {
            ModelState.AddModelError("Input.Tags", texts["Tags.TooMany", FileLimits.Tags, FileLimits.TagLength]);
        }

        if (Wording.Identity($"{Input.Name} {Input.Tags} {Input.Reason}", body) is { } finding)
        {
            ModelState.AddModelError("", texts[$"Identity.{finding}"]);
        }

        return ModelState.IsValid ? body : null;
    }

    private PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
