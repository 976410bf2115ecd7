using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Contracts;
using Training.Courses.Lessons;
using Training.Courses.Outline;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Recipes;

/// <summary>
/// Adds and publishes the courses that the step lists by code and that are not there yet. Each is a folder
/// <c>Training.Courses/courses/CODE</c> with a <c>course.json</c> and its lessons, beside the recipe or in this module.
/// </summary>
internal sealed class CoursesStep(TrainingDbContext db, ItemKinds kinds, FirstVersion first, TimeProvider clock) : IRecipeStep
{
    private readonly List<(IItemKindInFiles Kind, Guid Id)> _contents = [];

    public string Name => "Courses";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        if (context.Step["courses"] is not JsonArray codes || codes.Any(code => code?.GetValueKind() != JsonValueKind.String))
        {
            context.Problem("step Courses needs a list of course codes named 'courses'");
            return;
        }

        var known = await db.Courses.Select(c => c.Code).ToHashSetAsync(ct);
        foreach (var code in codes.Select(code => (string)code!))
        {
            if (known.Add(code))
            {
                await AddAsync(context, code, ct);
            }
        }

        if (context.Problems.Count == 0)
        {
            await db.SaveChangesAsync(ct);
            foreach (var contents in _contents.GroupBy(c => c.Kind, c => c.Id))
            {
                await contents.Key.FreezeAsync([.. contents], ct);
            }
        }
    }

    private async Task AddAsync(RecipeStepContext context, string code, CancellationToken ct)
    {
        var folder = $"Training.Courses/courses/{code}/";
        var file = folder + "course.json";
        if (Parse(context, file) is not { } source)
        {
            return;
        }

        var before = context.Problems.Count;
        if (source.Code != code)
        {
            context.ProblemIn(file, $"the code in it is '{source.Code}'");
        }

        var quizzes = kinds.InFiles("quiz");
        foreach (var problem in source.Problems().Concat(quizzes.ProblemsIn(source.Quiz)).Concat((source.Items ?? []).SelectMany(ProblemsIn)))
        {
            context.ProblemIn(file, problem);
        }

        var course = new Course
        {
            Code = source.Code,
            TitleVi = source.TitleVi,
            TitleEn = source.TitleEn,
            SummaryVi = source.SummaryVi,
            SummaryEn = source.SummaryEn,
            Hours = source.Hours,
            CreditPeriods = source.CreditPeriods,
        };
        var now = clock.GetUtcNow();
        (Lesson, LessonTitle)[] lessons = [.. source.Lessons.Select(lesson => (new Lesson
        {
            BodyVi = context.ReadText(folder + lesson.File),
            BodyEn = context.TryReadText(folder + lesson.EnglishFile),
            FrozenAt = now,
        }, new LessonTitle(lesson.TitleVi, lesson.TitleEn, lesson.Minutes)))];
        if (context.Problems.Count > before)
        {
            return;
        }

        var of = new CourseOfFile(course.Id, code, course.HospitalId);
        var quiz = await quizzes.ReadAsync(of, course.TitleVi, source.Quiz, ct);
        _contents.Add((quizzes, quiz));
        var others = new List<OtherItem>();
        foreach (var item in source.Items ?? [])
        {
            var kind = kinds.InFiles(item.Kind);
            var content = await kind.ReadAsync(of, item.TitleVi, item.Content, ct);
            _contents.Add((kind, content));
            others.Add(new OtherItem(kind, content, item.TitleVi, item.TitleEn));
        }

        db.Add(course);
        first.Add(course, now, lessons, quiz, source.PassMark * 10, others);
    }

    private IEnumerable<string> ProblemsIn(ItemFile item) => kinds.Find(item.Kind) is IItemKindInFiles kind
        ? kind.ProblemsIn(item.Content).Select(problem => $"'{item.TitleVi}': {problem}")
        : [$"'{item.TitleVi}': items of the kind '{item.Kind}' can not stand in a file"];

    private static CourseFile? Parse(RecipeStepContext context, string file)
    {
        try
        {
            return context.ReadText(file) is { Length: > 0 } json ? CourseFile.Parse(json) : null;
        }
        catch (JsonException exception)
        {
            context.ProblemIn(file, exception.Message, (int?)exception.LineNumber + 1);
            return null;
        }
    }
}
