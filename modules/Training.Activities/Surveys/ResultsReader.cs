using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Surveys;

/// <summary>How often a value was chosen.</summary>
internal sealed record ValueCount(string Value, int Count);

/// <summary>What was answered to a question.</summary>
/// <param name="Answered">By how many; 0 where too few did to be shown.</param>
/// <param name="Values">How often each was chosen.</param>
/// <param name="Words">What was written, in an order that tells nothing.</param>
internal sealed record QuestionResult(int Answered, IReadOnlyList<ValueCount> Values, IReadOnlyList<string> Words)
{
    /// <summary>Of a scale; null where nothing is shown.</summary>
    public decimal? Mean => Answered == 0 ? null : decimal.Round(Values.Sum(v => decimal.Parse(v.Value, System.Globalization.CultureInfo.InvariantCulture) * v.Count) / Values.Sum(v => v.Count), 2);
}

/// <summary>Everything that was answered to the surveys of a series.</summary>
/// <param name="Shown">How many responses the figures are of.</param>
/// <param name="AreHeldBack">There are more, which are shown once there are enough of them.</param>
/// <param name="Questions">By key.</param>
internal sealed record SurveyResults(int Shown, bool AreHeldBack, IReadOnlyDictionary<string, QuestionResult> Questions)
{
    public static SurveyResults None { get; } = new(0, false, new Dictionary<string, QuestionResult>());
}

/// <summary>Counts answers. Anonymous ones are counted in whole groups only, so that nobody can tell what the newest one added.</summary>
internal sealed class ResultsReader(TrainingDbContext db, ICurrentUser user)
{
    private const int MostWords = 500;

    /// <summary>Whether whoever is signed in writes surveys of that hospital.</summary>
    public bool MayRead(Guid? hospitalId) => user.ScopeOf(Permissions.Author).Country || (hospitalId is { } id && user.HospitalsOf(Permissions.Author).Contains(id));

    /// <summary>The results of these series; four statements.</summary>
    public async Task<IReadOnlyDictionary<Guid, SurveyResults>> ReadAsync(IReadOnlyCollection<Guid> seriesIds, CancellationToken ct)
    {
        var groups = (await db.Set<SurveyResponse>().Where(r => seriesIds.Contains(r.SeriesId)).GroupBy(r => new { r.SeriesId, r.Batch })
            .Select(g => new { g.Key.SeriesId, g.Key.Batch, Count = g.Count() }).ToListAsync(ct)).ToLookup(g => g.SeriesId);
        var last = groups.ToDictionary(g => g.Key, g => LastShown([.. g.Where(b => b.Batch is not null).Select(b => (b.Batch!.Value, b.Count))]));
        var answers = db.Set<SurveyAnswer>().Where(a => seriesIds.Contains(a.SeriesId));
        var counts = await answers.Where(a => a.Words == null).GroupBy(a => new { a.SeriesId, a.Batch, a.Question, a.Value })
            .Select(g => new { g.Key.SeriesId, g.Key.Batch, g.Key.Question, g.Key.Value, Count = g.Count() }).ToListAsync(ct);
        var answered = await answers.GroupBy(a => new { a.SeriesId, a.Batch, a.Question })
            .Select(g => new { g.Key.SeriesId, g.Key.Batch, g.Key.Question, Count = g.Select(a => a.ResponseId).Distinct().Count() }).ToListAsync(ct);
        var words = await answers.Where(a => a.Words != null).OrderBy(a => a.ResponseId).Take(MostWords)
            .Select(a => new { a.SeriesId, a.Batch, a.Question, a.Words }).ToListAsync(ct);
        bool IsShown(Guid series, int? batch) => batch is null || batch <= last.GetValueOrDefault(series, -1);

        return groups.ToDictionary(g => g.Key, g =>
        {
            var questions = new Dictionary<string, QuestionResult>();
            foreach (var question in answered.Where(a => a.SeriesId == g.Key && IsShown(a.SeriesId, a.Batch)).GroupBy(a => a.Question))
            {
                var isAnonymous = question.Any(a => a.Batch is not null);
                var by = question.Sum(a => a.Count);
                questions[question.Key] = isAnonymous && by < AnswerSurvey.Fewest ? new QuestionResult(0, [], []) : new QuestionResult(
                    by,
                    [.. counts.Where(c => c.SeriesId == g.Key && c.Question == question.Key && IsShown(c.SeriesId, c.Batch)).GroupBy(c => c.Value).Select(c => new ValueCount(c.Key, c.Sum(x => x.Count)))],
                    [.. words.Where(w => w.SeriesId == g.Key && w.Question == question.Key && IsShown(w.SeriesId, w.Batch)).Select(w => w.Words!).OrderBy(VietnameseText.SortKey, StringComparer.Ordinal)]);
            }

            return new SurveyResults(g.Where(b => IsShown(g.Key, b.Batch)).Sum(b => b.Count), g.Any(b => !IsShown(g.Key, b.Batch)), questions);
        });
    }

    /// <summary>
    /// Number of the last group that is shown, -1 where none is. Two answers at once may leave a group short by one and the next long by one: it is shown
    /// with the next, once there are enough of them together.
    /// </summary>
    internal static int LastShown(IReadOnlyCollection<(int Batch, int Count)> groups)
    {
        var (last, waiting) = (-1, 0);
        foreach (var (batch, count) in groups.OrderBy(g => g.Batch))
        {
            waiting += count;
            if (waiting >= AnswerSurvey.Fewest)
            {
                (last, waiting) = (batch, 0);
            }
        }

        return last;
    }
}
