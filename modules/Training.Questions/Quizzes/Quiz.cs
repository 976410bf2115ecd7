using Training.Modules;

namespace Training.Questions.Quizzes;

/// <summary>When learners hear how an answer was.</summary>
internal enum Behaviour
{
    /// <summary>Once everything is handed in.</summary>
    Deferred,

    /// <summary>Question by question, one answer each.</summary>
    Immediate,

    /// <summary>Question by question, as often as they like; hints and wrong tries cost.</summary>
    Adaptive,

    /// <summary>Once everything is handed in; how sure they are counts.</summary>
    Certainty,
}

/// <summary>Which of several attempts counts.</summary>
internal enum GradingMethod
{
    Highest,
    Average,
    First,
    Last,
}

/// <summary>From when on a part of the review is shown.</summary>
internal enum ReviewWhen
{
    /// <summary>As soon as the attempt is handed in.</summary>
    AfterHandIn,

    /// <summary>Once the quiz is passed, or no attempt is left.</summary>
    AfterPassing,

    Never,
}

/// <summary>What a quiz of a course asks and by which rules: the content of an item. Once published it never changes.</summary>
[NotAudited("what a draft asks; Questions.QuizChanged and publishing the course are the events")]
internal sealed class Quiz : Entity
{
    /// <summary>The hospital that owns the course; null where it is everybody's. Questions are drawn from its part of the bank and from everybody's.</summary>
    public Guid? HospitalId { get; init; }

    public Behaviour Behaviour { get; set; }

    /// <summary>Null: as long as they like.</summary>
    public int? TimeLimitMinutes { get; set; }

    /// <summary>Null: as often as they like.</summary>
    public int? AttemptsAllowed { get; set; }

    public GradingMethod GradingMethod { get; set; }

    public bool ShuffleQuestions { get; set; } = true;

    /// <summary>False: options stand as their author wrote them, whatever the question says.</summary>
    public bool ShuffleOptions { get; set; } = true;

    public ReviewWhen ShowMarks { get; set; }

    public ReviewWhen ShowAnswers { get; set; } = ReviewWhen.AfterPassing;

    public ReviewWhen ShowExplanations { get; set; }

    /// <summary>Another quiz of the course that was taken before it, for the gain; its key there.</summary>
    public Guid? PreTestKey { get; set; }

    /// <summary>Counts the changes of a draft, so that nobody writes over what somebody else has just changed.</summary>
    public int Edits { get; set; }

    /// <summary>When it went out to learners; from then on it does not change.</summary>
    public DateTimeOffset? FrozenAt { get; set; }

    /// <summary>The same, to be changed.</summary>
    public Quiz Copy() => new()
    {
        HospitalId = HospitalId,
        Behaviour = Behaviour,
        TimeLimitMinutes = TimeLimitMinutes,
        AttemptsAllowed = AttemptsAllowed,
        GradingMethod = GradingMethod,
        ShuffleQuestions = ShuffleQuestions,
        ShuffleOptions = ShuffleOptions,
        ShowMarks = ShowMarks,
        ShowAnswers = ShowAnswers,
        ShowExplanations = ShowExplanations,
        PreTestKey = PreTestKey,
        Edits = Edits,
    };
}

/// <summary>A place in a quiz: one question, or some that are drawn anew for each attempt.</summary>
[NotAudited("what a draft asks; Questions.QuizChanged and publishing the course are the events")]
internal sealed class QuizSlot : Entity
{
    public required Guid QuizId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; set; }

    /// <summary>Null where questions are drawn.</summary>
    public Guid? QuestionId { get; init; }

    /// <summary>What the question asks for whoever takes the published quiz; null in a draft, which asks the newest.</summary>
    public Guid? VersionId { get; set; }

    /// <summary>How many are drawn; 0 where it is one question.</summary>
    public int DrawCount { get; set; }

    /// <summary>A drawn question has one of these tags, separated by commas; empty: whatever its tags.</summary>
    public string Tags { get; set; } = "";

    /// <summary>A drawn question is about this technique; null: whatever it is about.</summary>
    public Guid? TechniqueId { get; set; }

    /// <summary>What the right answer brings; of a draw, to each question.</summary>
    public decimal MaxMark { get; set; } = 1;

    public bool IsDraw => QuestionId is null;

    public int Questions => IsDraw ? DrawCount : 1;

    /// <summary>As the bank writes keys of tags.</summary>
    public IReadOnlyList<string> TagKeys => [.. Tags.Split(',', StringSplitOptions.TrimEntries).Select(VietnameseText.Fold).Where(key => key.Length > 0).Distinct()];

    public QuizSlot In(Guid quizId) => new()
    {
        QuizId = quizId,
        Number = Number,
        QuestionId = QuestionId,
        DrawCount = DrawCount,
        Tags = Tags,
        TechniqueId = TechniqueId,
        MaxMark = MaxMark,
    };
}
