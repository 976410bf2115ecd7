using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Surveys;

/// <summary>The questions for a learner, once; said before: whether their name stands beside the answers.</summary>
[HasPermission(Permissions.Learn)]
internal sealed class IndexModel(TrainingDbContext db, ICourseItems items, AnswerSurvey answer, ResultsReader results, IStringLocalizer<Texts> texts) : LearnerPage(items, SurveyKind.KindKey)
{
    /// <summary>
    /// What is stored of a form is a hash of it, beside the account. With something in it that nobody keeps, no answer can be tried out against it.
    /// </summary>
    [BindProperty]
    public string Salt { get; set; } = "";

    public Survey Survey { get; private set; } = null!;

    public bool IsDone { get; private set; }

    public bool MayReadResults { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (await ActAsync(ct) is not var (item, me))
        {
            return NotFound();
        }

        await FillAsync(ct);
        var given = Survey.Questions.Questions.ToDictionary(question => question.Key, Given);
        foreach (var (key, error) in Survey.Questions.Check(given))
        {
            ModelState.AddModelError(QuestionForm.FieldOf(key), texts[error]);
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        try
        {
            return await this.RedirectAfterAsync(
                db,
                async inner =>
                {
                    await answer.StoreAsync(item, me, given, inner);
                    TempData[Posting.MessageKey] = texts["Survey.Thanks"].Value;
                    return item.Next ?? $"/courses/{Code}";
                },
                ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("Survey.Done") { Status = 409 };
        }
    }

    public QuestionForm FormOf(SurveyQuestion question)
        => new(question, Given(question), ModelState.TryGetValue(QuestionForm.FieldOf(question.Key), out var state) && state.Errors.Count > 0 ? state.Errors[0].ErrorMessage : null, !MayAct);

    protected override async Task FillAsync(CancellationToken ct)
    {
        Survey = await db.Set<Survey>().AsNoTracking().SingleAsync(s => s.Id == Item.ContentId, ct);
        IsDone = Item.PersonId is { } me && await db.Set<SurveyDone>().AnyAsync(d => d.PersonId == me && d.SeriesId == Survey.SeriesId, ct);
        MayReadResults = results.MayRead(Survey.HospitalId);
        if (Salt.Length == 0)
        {
            Salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        }
    }

    private IReadOnlyList<string> Given(SurveyQuestion question)
        => Request.HasFormContentType ? [.. Request.Form[QuestionForm.FieldOf(question.Key)].OfType<string>().Where(value => !string.IsNullOrWhiteSpace(value)).Distinct()] : [];
}
