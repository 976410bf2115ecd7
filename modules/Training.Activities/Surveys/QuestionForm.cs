namespace Training.Activities.Surveys;

/// <summary>A question on a page.</summary>
/// <param name="Question">The question.</param>
/// <param name="Given">What was chosen or written before.</param>
/// <param name="Error">What is wrong with that; null where nothing is.</param>
/// <param name="IsPreview">Nothing can be answered.</param>
internal sealed record QuestionForm(SurveyQuestion Question, IReadOnlyList<string> Given, string? Error, bool IsPreview)
{
    public string Name => FieldOf(Question.Key);

    public static string FieldOf(string key) => "q-" + key;
}
