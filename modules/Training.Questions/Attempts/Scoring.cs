using Training.Questions.Marking;
using Training.Questions.Model;
using Training.Questions.Quizzes;

namespace Training.Questions.Attempts;

/// <summary>A question of an attempt once it is marked.</summary>
/// <param name="Fraction">Of the whole mark, 0 to 1.</param>
/// <param name="MaxMark">What the whole mark is.</param>
/// <param name="Certainty">1 to 3; null where they did not say, or nobody asked.</param>
/// <param name="IsAnswered">Something was answered: who says nothing does not lose by being unsure.</param>
internal sealed record MarkedSlot(decimal Fraction, decimal MaxMark, int? Certainty = null, bool IsAnswered = true);

/// <summary>From answers to the score of an attempt, and from attempts to the score that counts.</summary>
internal static class Scoring
{
    /// <summary>What an answer is worth, as it stands in the fields.</summary>
    public static Mark Of(QuestionBody asked, long seed, AnswerFields fields) => Grader.Grade(asked, fields.Read(asked, seed));

    /// <summary>
    /// In percent, 0 to 100. Where certainty counts it is the share of what could have been had with the highest: right and sure is 100 %, right and unsure a third
    /// by Gardner-Medwin's table, and less than nothing is nothing.
    /// </summary>
    public static decimal Percent(IReadOnlyCollection<MarkedSlot> slots, CertaintyTable? certainty)
    {
        var most = slots.Sum(slot => slot.MaxMark) * (certainty?.Right.Max() ?? 1);
        var got = slots.Sum(slot => slot.MaxMark * (certainty is null ? slot.Fraction : slot.IsAnswered ? certainty.Of(slot.Fraction, slot.Certainty) : 0));
        return most <= 0 ? 0 : Math.Round(Math.Clamp(100 * got / most, 0, 100), 3, MidpointRounding.AwayFromZero);
    }

    /// <summary>The score that counts; null where there is none yet.</summary>
    /// <param name="method">Of the quiz.</param>
    /// <param name="scores">Of the attempts that are marked, the first one first, in percent.</param>
    public static decimal? Counted(GradingMethod method, IReadOnlyList<decimal> scores) => scores.Count == 0 ? null : method switch
    {
        GradingMethod.Average => Math.Round(scores.Average(), 3, MidpointRounding.AwayFromZero),
        GradingMethod.First => scores[0],
        GradingMethod.Last => scores[^1],
        _ => scores.Max(),
    };
}
