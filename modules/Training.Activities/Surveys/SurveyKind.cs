using System.Text.Json;
using Microsoft.Extensions.Localization;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;

namespace Training.Activities.Surveys;

/// <summary>Makes surveys items of courses.</summary>
internal sealed class SurveyKind(TrainingDbContext db, IStringLocalizer<Texts> texts, TimeProvider clock) : ContentKind<Survey>(db, clock, KindKey, "report", "surveys"), IItemKindInFiles
{
    public const string KindKey = "survey";

    private readonly TrainingDbContext _db = db;

    public override string Name => texts["Kind.survey"];

    public override IReadOnlyList<ItemFinish> Finishes { get; } = [ItemFinish.Submitted, ItemFinish.Nothing];

    public IReadOnlyList<string> ProblemsIn(JsonElement content) => ContentInFile.ProblemsIn(content, text => QuestionList.Parse(text).Errors);

    public Task<Guid> ReadAsync(CourseOfFile course, string title, JsonElement content, CancellationToken ct)
    {
        var file = ContentInFile.Parse(content);
        var survey = new Survey { CourseId = course.Id, Title = title, HospitalId = course.HospitalId, SeriesId = Guid.CreateVersion7(), AboutVi = file.AboutVi, AboutEn = file.AboutEn, Questions = QuestionList.Parse(file.Notation).List };
        _db.Add(survey);
        return Task.FromResult(survey.Id);
    }

    public override string ResultsAddress(string courseCode, Guid itemKey) => LearnAddress(courseCode, itemKey) + "/results";

    protected override Survey New(string title, Guid? hospitalId) => new() { Title = title, HospitalId = hospitalId, SeriesId = Guid.CreateVersion7() };

    protected override Survey New(Survey before) => new() { Title = before.Title, HospitalId = before.HospitalId, SeriesId = before.SeriesId };

    protected override void Copy(Survey before, Survey copy)
        => (copy.CourseId, copy.IsAnonymous, copy.BeforeSeriesId, copy.Questions) = (before.CourseId, before.IsAnonymous, before.BeforeSeriesId, before.Questions);

    protected override IEnumerable<string> ProblemsOf(Survey content) => content.Questions.Questions.Count == 0 ? [texts["Problem.NoQuestions"]] : [];
}
