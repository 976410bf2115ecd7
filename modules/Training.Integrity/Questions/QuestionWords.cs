using Microsoft.Extensions.Localization;
using Training.Integrity.Limits;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Integrity.Questions;

/// <summary>Says what was seen, as it is, without a word about why.</summary>
internal sealed class QuestionWords(ITechniques techniques, IStringLocalizer<Texts> texts)
{
    /// <summary>One sentence with the figure, the technique and the day.</summary>
    /// <param name="question">The question.</param>
    /// <param name="limit">What the figure was held against.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<string> SeenAsync(Question question, Limit limit, CancellationToken ct)
    {
        var technique = question.TechniqueId is { } id ? (await techniques.GetAsync(ct)).Technique(id).Display : "";
        return texts[$"Pattern.{question.Pattern}.Seen", question.Count, technique, Show.Date(question.Day), limit.Number ?? 0, limit.Days ?? 0];
    }

    /// <summary>From which figure on the site asks.</summary>
    public string Limit(Question question, Limit limit) => texts[$"Pattern.{question.Pattern}.Limit", limit.Number ?? 0, limit.Days ?? 0];
}
