using System.Text.Json;
using Training.Questions.Model;

namespace Training.Questions.Quizzes;

/// <summary>A quiz as it stands in the file of a course: questions with one right option each.</summary>
internal sealed record QuizFile(IReadOnlyList<QuestionInFile> Questions, IReadOnlyList<string> Problems)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static QuizFile Parse(JsonElement content)
    {
        try
        {
            var questions = content.Deserialize<IReadOnlyList<QuestionInFile>>(Options) ?? [];
            return new QuizFile(questions, [.. ProblemsOf(questions)]);
        }
        catch (JsonException exception)
        {
            return new QuizFile([], ["quiz: " + exception.Message]);
        }
    }

    private static IEnumerable<string> ProblemsOf(IReadOnlyList<QuestionInFile> questions)
    {
        if (questions.Count == 0)
        {
            yield return "there is no question";
        }

        foreach (var (index, question) in questions.Index())
        {
            if (question.Options.Count < 2)
            {
                yield return $"question {index + 1} has fewer than two options";
            }

            if (question.Options.Count(o => o.Correct) is not 1 and var correct)
            {
                yield return $"question {index + 1} has {correct} correct options; exactly one must be";
            }
        }

        if (questions.SelectMany(q => new[] { q.TextVi, q.TextEn, q.ExplainVi, q.ExplainEn }.Concat(q.Options.SelectMany(o => new[] { o.Vi, o.En }))).Any(string.IsNullOrWhiteSpace))
        {
            yield return "a question, option or explanation is empty in one of the languages";
        }
    }
}

internal sealed record QuestionInFile(string TextVi, string TextEn, IReadOnlyList<OptionInFile> Options, string ExplainVi, string ExplainEn)
{
    public QuestionBody ToBody() => new SingleChoice
    {
        Text = Words.Of(TextVi, TextEn)!,
        Options = [.. Options.Select(option => new Option(Words.Of(option.Vi, option.En)!, option.Correct ? 1 : 0))],
        Feedback = Words.Of(ExplainVi, ExplainEn),
    };
}

internal sealed record OptionInFile(string Vi, string En, bool Correct);
