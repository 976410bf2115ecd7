namespace Training.Questions.Model;

/// <summary>How much a question may hold; more is no question any more.</summary>
internal static class BodyLimits
{
    public const int TextLength = 8_000;

    /// <summary>Of options, feedback, hints.</summary>
    public const int ShortLength = 2_000;

    /// <summary>Of a typed answer.</summary>
    public const int AnswerLength = 300;

    public const int Rows = 40;

    public const int Hints = 5;

    public const int Parts = 20;

    /// <summary>Of what a learner types into an essay.</summary>
    public const int EssayLength = 40_000;

    /// <summary>Moodle writes a third as 33.33333 percent; sums are right within this much.</summary>
    public const decimal SumTolerance = 0.001m;
}
