using System.Text.Json;
using Microsoft.Extensions.Localization;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Assignments;

/// <summary>Makes assignments items of courses.</summary>
internal sealed class AssignmentKind(TrainingDbContext db, IStringLocalizer<Texts> texts, TimeProvider clock)
    : ContentKind<Assignment>(db, clock, KindKey, "edit", "assignments"), IItemKindInFiles
{
    public const string KindKey = "assignment";

    private readonly TrainingDbContext _db = db;
    private readonly TimeProvider _clock = clock;

    public override string Name => texts["Kind.assignment"];

    public override IReadOnlyList<ItemFinish> Finishes { get; } = [ItemFinish.Score, ItemFinish.Submitted, ItemFinish.Nothing];

    public IReadOnlyList<string> ProblemsIn(JsonElement content) => ContentInFile.ProblemsIn(content, text => Rubric.Parse(text).Errors);

    public Task<Guid> ReadAsync(CourseOfFile course, string title, JsonElement content, CancellationToken ct)
    {
        var file = ContentInFile.Parse(content);
        var assignment = new Assignment { Title = title, HospitalId = course.HospitalId, AboutVi = file.AboutVi, AboutEn = file.AboutEn, Rubric = Rubric.Parse(file.Notation).Rubric };
        _db.Add(assignment);
        return Task.FromResult(assignment.Id);
    }

    protected override Assignment New(string title, Guid? hospitalId) => new() { Title = title, HospitalId = hospitalId };

    protected override void Copy(Assignment before, Assignment copy)
        => (copy.TakesText, copy.TakesFiles, copy.DueOn, copy.Rubric) = (before.TakesText, before.TakesFiles, before.DueOn, before.Rubric);

    protected override IEnumerable<string> ProblemsOf(Assignment content)
    {
        if (content.AboutVi.Length == 0)
        {
            yield return texts["Problem.NoTask"];
        }

        if (content.Rubric.Criteria.Count == 0)
        {
            yield return texts["Problem.NoRubric"];
        }

        if (content.DueOn < _clock.Today())
        {
            yield return texts["Problem.DueOver"];
        }
    }
}
