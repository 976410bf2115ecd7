using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;
using Training.Questions.Bank;
using Training.Questions.Model;
using Training.Techniques.Contracts;

namespace Training.Questions.Editing;

/// <summary>Edits a question, or one question of a vignette; what was asked before stays as a version.</summary>
[HasPermission(Permissions.Author)]
[RequestSizeLimit(FileIntakeExtensions.RequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = FileIntakeExtensions.RequestBytes)]
internal sealed class EditModel(TrainingDbContext db, SaveQuestion save, IFileIntake intake, ITechniques techniques, ICurrentUser user, Wording wording, IStringLocalizer<Texts> texts)
    : FormPage(db, intake, techniques, wording, texts)
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The question of a vignette, from 1; 0 adds one.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Part { get; set; }

    /// <summary>Of the question that is added.</summary>
    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? KindName { get; set; }

    public BankQuestion Question { get; private set; } = null!;

    public QuestionBody Stored { get; private set; } = null!;

    public override string BackAddress => IsPart ? $"/questions/{Id}/edit" : $"/questions/{Id}";

    /// <summary>Takes the question out of the vignette.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
        => await LoadAsync(ct) && Part is > 0 && Stored is Vignette vignette
            ? await this.RedirectAfterAsync(Db, inner => SaveAsync(vignette with { Parts = [.. vignette.Parts.Where((_, at) => at != Part - 1)] }, null, inner), ct)
            : NotFound();

    protected override async Task<bool> FindAsync(CancellationToken ct)
    {
        var found = await (
            from q in Db.BankQuestions.AsNoTracking().Mine(user)
            where q.Id == Id && q.RetiredAt == null
            join v in Db.QuestionVersions.AsNoTracking() on new { QuestionId = q.Id, Number = q.CurrentNumber } equals new { v.QuestionId, v.Number }
            select new
            {
                Question = q,
                v.Body,
                Tags = Db.Set<QuestionTag>().Where(t => t.QuestionId == q.Id).Select(t => t.Tag).ToList(),
                Techniques = Db.Set<QuestionTechnique>().Where(t => t.QuestionId == q.Id).Select(t => t.TechniqueId).ToList(),
            }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return false;
        }

        (Question, Stored) = (found.Question, BodyJson.Read(found.Body));
        if (Edited() is not { } body)
        {
            return false;
        }

        Kind = body.Kind;
        Parts = body is Vignette vignette ? vignette.Parts : [];
        Image = body is HotSpot spot ? spot.Image : "";
        ImageAddress = Image.Length > 0 ? $"/questions/{Id}/image/{Part ?? 0}" : null;
        if (!Request.HasFormContentType)
        {
            Input = Part == 0 ? new QuestionInput { Version = Question.Version } : InputWriter.Of(body);
            Input.Version = Question.Version;
            (Input.Name, Input.Tags, Input.Techniques) = (Question.Name, string.Join(", ", found.Tags), found.Techniques);
            Input.Weight = Part > 0 ? ((Vignette)Stored).Parts[Part.Value - 1].Weight : 1;
        }
        else if (IsPart)
        {
            (Input.Name, Input.Tags, Input.Techniques) = (Question.Name, string.Join(", ", found.Tags), found.Techniques);
        }

        return true;
    }

    protected override Task<string> StoreAsync(QuestionBody body, CancellationToken ct)
    {
        if (!IsPart)
        {
            return SaveAsync(body, Input.Reason, ct);
        }

        var vignette = (Vignette)Stored;
        if (Part == 0 && vignette.Parts.Count >= BodyLimits.Parts)
        {
            throw new RuleViolation("Reason.Rows.TooMany", BodyLimits.Parts);
        }

        var part = new VignettePart(body, Input.Weight);
        return SaveAsync(vignette with { Parts = Part == 0 ? [.. vignette.Parts, part] : [.. vignette.Parts.Select((old, at) => at == Part - 1 ? part : old)] }, Input.Reason, ct);
    }

    private async Task<string> SaveAsync(QuestionBody body, string? reason, CancellationToken ct)
    {
        var question = await Db.BankQuestions.SingleAsync(q => q.Id == Id, ct);
        Db.Entry(question).Property(q => q.Version).OriginalValue = Input.Version;
        await save.ChangeAsync(question, body, LabelsOf(body), string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), ct);
        TempData[Posting.MessageKey] = Texts["Saved", question.Name].Value;
        return IsPart || body is Vignette { Parts.Count: 0 } ? $"/questions/{Id}/edit" : $"/questions/{Id}";
    }

    // What the form is about: the whole question, one of a vignette, or a new one of it.
    private QuestionBody? Edited()
    {
        if (Part is null)
        {
            return Stored;
        }

        IsPart = true;
        if (Stored is not Vignette vignette)
        {
            return null;
        }

        if (Part > 0)
        {
            return Part <= vignette.Parts.Count ? vignette.Parts[Part.Value - 1].Body : null;
        }

        return Part == 0 && Enum.TryParse<QuestionKind>(KindName, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && kind != QuestionKind.Vignette ? Empty(kind) : null;
    }

    private static QuestionBody Empty(QuestionKind kind) => new InputReader(new QuestionInput { Answer = true }).Read(kind, "", []);
}
