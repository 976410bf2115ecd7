namespace Training.Questions.Statistics;

/// <summary>What one person got for one question in their first attempt.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="QuestionId">The version of a question.</param>
/// <param name="Fraction">Of the whole mark, 0 to 1.</param>
/// <param name="MaxMark">What the whole mark was.</param>
internal sealed record ItemMark(Guid PersonId, Guid QuestionId, decimal Fraction, decimal MaxMark);

/// <summary>How a question did.</summary>
/// <param name="QuestionId">The version of a question.</param>
/// <param name="Answers">How many people were asked it.</param>
/// <param name="Facility">Mean share of the mark, 0 to 1: high is easy.</param>
/// <param name="Discrimination">
/// Correlation of the mark of the question with the rest of the score, −1 to 1; null where one of both is the same for everybody or there are fewer than
/// three people.
/// </param>
internal sealed record ItemStatistics(Guid QuestionId, int Answers, double Facility, double? Discrimination);

/// <summary>How a quiz did.</summary>
/// <param name="People">Whose first attempt counts.</param>
/// <param name="Mean">Of the scores, in percent.</param>
/// <param name="Deviation">Standard deviation of the scores, in points of percent; null for fewer than two people.</param>
/// <param name="Questions">Each question that was asked.</param>
internal sealed record QuizStatistics(int People, double Mean, double? Deviation, IReadOnlyList<ItemStatistics> Questions)
{
    /// <summary>Below this many people a discrimination says more about chance than about the question.</summary>
    public const int LeastPeople = 10;
}

/// <summary>
/// Classical item analysis, as Moodle documents it for quizzes (docs.moodle.org, “Quiz statistics calculations”): the facility index is the mean mark as a share of the
/// highest; the discrimination index is the product-moment correlation between the mark of a question and the score of the rest of the attempt, so that a question
/// does not correlate with itself. Only the first attempt of each person counts: later ones are not independent of it.
/// </summary>
internal static class ItemAnalysis
{
    private const int LeastForCorrelation = 3;

    public static QuizStatistics Of(IReadOnlyCollection<ItemMark> marks)
    {
        // Of each person: what they got and what they could have had.
        var people = marks.GroupBy(mark => mark.PersonId).ToDictionary(person => person.Key, person => (Got: person.Sum(mark => mark.Fraction * mark.MaxMark), Most: person.Sum(mark => mark.MaxMark)));
        double[] scores = [.. people.Values.Where(person => person.Most > 0).Select(person => (double)(100 * person.Got / person.Most))];
        var questions = marks.GroupBy(mark => mark.QuestionId).Select(question => new ItemStatistics(
            question.Key,
            question.Count(),
            (double)question.Average(mark => mark.Fraction),
            Correlation([.. question.Select(mark =>
            {
                var (got, most) = people[mark.PersonId];
                var rest = most - mark.MaxMark;
                return ((double)mark.Fraction, rest > 0 ? (double)((got - (mark.Fraction * mark.MaxMark)) / rest) : double.NaN);
            }).Where(pair => !double.IsNaN(pair.Item2))])));
        return new QuizStatistics(people.Count, scores.Length == 0 ? 0 : scores.Average(), Deviation(scores), [.. questions]);
    }

    /// <summary>Pearson's product-moment correlation; null where it is not defined.</summary>
    public static double? Correlation(IReadOnlyCollection<(double X, double Y)> pairs)
    {
        if (pairs.Count < LeastForCorrelation)
        {
            return null;
        }

        var (meanX, meanY) = (pairs.Average(pair => pair.X), pairs.Average(pair => pair.Y));
        var (xx, yy) = (pairs.Sum(pair => (pair.X - meanX) * (pair.X - meanX)), pairs.Sum(pair => (pair.Y - meanY) * (pair.Y - meanY)));
        return xx < 1e-12 || yy < 1e-12 ? null : Math.Clamp(pairs.Sum(pair => (pair.X - meanX) * (pair.Y - meanY)) / Math.Sqrt(xx * yy), -1, 1);
    }

    /// <summary>Of a sample.</summary>
    public static double? Deviation(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2)
        {
            return null;
        }

        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }
}
