using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Media.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Questions.Bank;
using Training.Questions.Model;
using Training.Techniques.Contracts;

namespace Training.Questions.Editing;

/// <summary>Writes a question; without a type in the address it asks for one.</summary>
[HasPermission(Permissions.Author)]
[RequestSizeLimit(FileIntakeExtensions.RequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = FileIntakeExtensions.RequestBytes)]
internal sealed class NewModel(
    TrainingDbContext db, SaveQuestion save, IFileIntake intake, ITechniques techniques, IOrganizations organizations, ICurrentUser user, TimeProvider clock, Wording wording, IStringLocalizer<Texts> texts)
    : FormPage(db, intake, techniques, wording, texts)
{
    [FromRoute(Name = "kind"), BindProperty(SupportsGet = true)]
    public string? KindName { get; set; }

    /// <summary>Nothing was chosen yet.</summary>
    public bool Chooses => KindName is null;

    public override string BackAddress => "/questions/new";

    protected override async Task<bool> FindAsync(CancellationToken ct)
    {
        if (Chooses)
        {
            return !Request.HasFormContentType;
        }

        if (!Enum.TryParse<QuestionKind>(KindName, ignoreCase: true, out var kind) || !Enum.IsDefined(kind) || int.TryParse(KindName, out _))
        {
            return false;
        }

        Kind = kind;
        Hospitals = await Owners.OfAsync(organizations, user, clock, ct);
        return true;
    }

    protected override Task<string> StoreAsync(QuestionBody body, CancellationToken ct)
    {
        var question = save.Add(Owners.Choose(user, Hospitals, Input.HospitalId), body, LabelsOf(body));
        TempData[Posting.MessageKey] = Texts[body is Vignette ? "Saved.Vignette" : "Saved.New", question.Name].Value;
        return Task.FromResult(body is Vignette ? $"/questions/{question.Id}/edit" : $"/questions/{question.Id}");
    }
}
