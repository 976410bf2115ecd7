using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Lessons;
using Training.Courses.Quizzes;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Recipes;

/// <summary>
/// Adds and publishes the courses that the step lists by code and that are not there yet. Each is a folder
/// <c>Training.Courses/courses/CODE</c> with a <c>course.json</c> and its lessons, beside the recipe or in this module.
/// </summary>
internal sealed class CoursesStep(TrainingDbContext db, TimeProvider clock) : IRecipeStep
{
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
                Add(context, code);
            }
        }

        if (context.Problems.Count == 0)
        {
            await db.SaveChangesAsync(ct);
        }
    }

    private void Add(RecipeStepContext context, string code)
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

        foreach (var problem in source.Problems())
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
            PassMark = source.PassMark,
        };
        Lesson[] lessons = [.. source.Lessons.Index().Select(lesson => new Lesson
        {
            CourseId = course.Id,
            Number = lesson.Index + 1,
            TitleVi = lesson.Item.TitleVi,
            TitleEn = lesson.Item.TitleEn,
            Minutes = lesson.Item.Minutes,
            BodyVi = context.ReadText(folder + lesson.Item.File),
            BodyEn = context.TryReadText(folder + lesson.Item.EnglishFile),
        })];
        if (context.Problems.Count > before)
        {
            return;
        }

        course.Publish(clock.GetUtcNow());
        db.Add(course);
        db.AddRange(lessons);
        db.AddRange(source.Quiz.Index().Select(question => ToQuestion(course.Id, question.Index + 1, question.Item)));
    }

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

    private static Question ToQuestion(Guid courseId, int number, QuestionFile source)
    {
        var question = new Question
        {
            CourseId = courseId,
            Number = number,
            TextVi = source.TextVi,
            TextEn = source.TextEn,
            ExplainVi = source.ExplainVi,
            ExplainEn = source.ExplainEn,
        };
        foreach (var (index, option) in source.Options.Index())
        {
            question.Options.Add(new Option
            {
                QuestionId = question.Id,
                Number = index + 1,
                TextVi = option.Vi,
                TextEn = option.En,
                IsCorrect = option.Correct,
            });
        }

        return question;
    }
}
