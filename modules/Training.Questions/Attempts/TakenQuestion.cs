using Training.Questions.Bank;
using Training.Questions.Marking;
using Training.Questions.Model;
using Training.Questions.Quizzes;

namespace Training.Questions.Attempts;

/// <summary>A question of an open attempt, made of nothing but what its learner may know now.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Form">Its fields, with the answer so far.</param>
/// <param name="Slot">How it stands.</param>
internal sealed record TakenQuestion(int Number, AnswerForm Form, AttemptSlot Slot)
{
    /// <summary>Of the page, for the buttons.</summary>
    public string Address { get; init; } = "";

    /// <summary>It can be checked before everything is handed in.</summary>
    public bool CanCheck { get; init; }

    public bool AsksCertainty { get; init; }

    public int? CertaintyLevel { get; init; }

    /// <summary>The hints that were asked for.</summary>
    public IReadOnlyList<Words> Hints { get; init; } = [];

    /// <summary>Another hint can be had.</summary>
    public bool HasMoreHints { get; init; }

    /// <summary>What a hint and a wrong try take off, of the whole mark.</summary>
    public decimal Penalty { get; init; }

    /// <summary>What the answer that was checked last is worth; null where none was.</summary>
    public Mark? Checked { get; init; }

    /// <summary>Shown once no answer to it can be given any more.</summary>
    public Words? Explanation { get; init; }

    public int Tries { get; init; }

    public bool IsLocked => Slot.LockedAt is not null;

    /// <param name="quiz">Its rules.</param>
    /// <param name="slot">The question and its stored answer.</param>
    /// <param name="body">What it asks, with its answers.</param>
    /// <param name="fields">What stands in the fields: as stored, or as just typed.</param>
    /// <param name="tries">Answers that were checked, the first one first.</param>
    public static TakenQuestion Of(Quiz quiz, AttemptSlot slot, QuestionBody body, AnswerFields fields, IReadOnlyList<AttemptTry> tries)
    {
        var asked = Asked.Of(body, quiz.ShuffleOptions);
        var checks = ChecksAtOnce(quiz, asked);
        var last = checks && tries.Count > 0 ? Scoring.Of(asked, slot.Seed, AnswerFields.Parse(tries[^1].Fields)) : null;
        return new TakenQuestion(slot.Number, fields.Form(Presentation.Show(asked, slot.Seed), slot.Number) with { Picture = part => AnswerEndpoints.ImageOf(slot.AttemptId, slot.Number, part) }, slot)
        {
            CanCheck = checks && slot.LockedAt is null,
            AsksCertainty = quiz.Behaviour == Behaviour.Certainty && HandMarks.ByHand.EssaysOf(asked).Count == 0,
            CertaintyLevel = fields.CertaintyLevel,
            Hints = quiz.Behaviour == Behaviour.Adaptive ? [.. asked.Hints.Take(slot.Hints)] : [],
            HasMoreHints = quiz.Behaviour == Behaviour.Adaptive && slot.LockedAt is null && slot.Hints < asked.Hints.Count,
            Penalty = quiz.Behaviour == Behaviour.Adaptive ? asked.Penalty : 0,
            Checked = last,
            Explanation = slot.LockedAt is not null ? asked.Feedback : null,
            Tries = tries.Count,
        };
    }

    /// <summary>What a person has to mark is not checked at once.</summary>
    public static bool ChecksAtOnce(Quiz quiz, QuestionBody body) => quiz.Behaviour is Behaviour.Immediate or Behaviour.Adaptive && HandMarks.ByHand.EssaysOf(body).Count == 0;
}
