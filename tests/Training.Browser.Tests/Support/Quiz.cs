using System.Reflection;
using System.Text.Json;

namespace Training.Browser.Tests.Support;

/// <summary>The questions of a course, from the file that the recipe loads.</summary>
internal sealed record Quiz(IReadOnlyList<Quiz.Question> Questions)
{
    public static Quiz Of(string course)
    {
        using var file = Assembly.Load("Training.Courses").GetManifestResourceStream($"Training.Courses/courses/{course}/course.json")
            ?? throw new FileNotFoundException(course);
        return new Quiz(JsonSerializer.Deserialize<CourseFile>(file, JsonSerializerOptions.Web)!.Quiz);
    }

    /// <summary>Begins, chooses an answer for every question and hands in.</summary>
    public async Task TakeAsync(Person person, bool correctly)
    {
        await person.PressAsync("button[form=start]");
        foreach (var question in Questions)
        {
            var option = question.Options.First(o => o.Correct == correctly);
            var words = person.Language == "en" ? option.En : option.Vi;
            var label = person.Find("label").Filter(new() { Has = person.Page.GetByText(words, new() { Exact = true }) });
            await label.TapAsync();
        }

        await person.PressAsync("#hand-in");
    }

    internal sealed record Question(string TextVi, string TextEn, IReadOnlyList<Option> Options);

    internal sealed record Option(string Vi, string En, bool Correct);

    private sealed record CourseFile(IReadOnlyList<Question> Quiz);
}
