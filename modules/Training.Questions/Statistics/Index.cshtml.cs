using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Questions.Attempts;
using Training.Questions.Bank;
using Training.Questions.HandMarks;
using Training.Questions.Quizzes;

namespace Training.Questions.Statistics;

/// <summary>For whoever writes the course: how a quiz and its questions did on real attempts, what was gained, what waits to be marked.</summary>
[HasPermission(Permissions.Author)]
internal sealed class IndexModel(TrainingDbContext db, ICourseItems items, QuestionBodies bodies, IStringLocalizer<Texts> texts) : PageModel
{
    // The newest; older ones say little about the questions of today.
    private const int MostAttempts = 3_000;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Key { get; set; }

    /// <summary>The version of a question whose answers are counted.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public Guid? Chosen { get; set; }

    public DraftItem Item { get; private set; } = null!;

    public QuizStatistics Statistics { get; private set; } = null!;

    /// <summary>The worst first: whoever corrects begins there.</summary>
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public int Waiting { get; private set; }

    public GroupGain? Gain { get; private set; }

    public IReadOnlyList<Choice> Answers { get; private set; } = [];

    public Row? ChosenRow => Rows.FirstOrDefault(row => row.Statistics.QuestionId == Chosen);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await items.WrittenAsync(Code, Key, QuizKind.KindKey, ct) is not { } item)
        {
            return NotFound();
        }

        Item = item;
        var quiz = await db.Quizzes.AsNoTracking().SingleAsync(q => q.Id == item.ContentId, ct);
        var before = quiz.PreTestKey;
        var attempts = await db.Unscoped<QuizAttempt>().AsNoTracking().Where(a => a.CourseId == item.CourseId && (a.ItemKey == Key || a.ItemKey == before) && a.HandedInAt != null)
            .OrderByDescending(a => a.Id).Take(MostAttempts).Select(a => new Done(a.Id, a.PersonId, a.ItemKey, a.StartedAt, a.Score)).ToListAsync(ct);
        Guid[] first = [.. attempts.Where(a => a.ItemKey == Key).GroupBy(a => a.PersonId).Select(own => own.MinBy(a => a.StartedAt)!.Id)];

        // Of what people mark, the newest mark counts; what nobody has marked yet does not.
        var slots = (await Slots(item.CourseId).Where(s => first.Contains(s.AttemptId) && s.Fraction != null)
            .Select(s => new
            {
                s.AttemptId,
                s.VersionId,
                s.MaxMark,
                Fraction = !s.Waits ? s.Fraction : db.Set<HandMark>().Where(m => m.AttemptId == s.AttemptId && m.Number == s.Number).OrderByDescending(m => m.Id).Select(m => (decimal?)m.Fraction).FirstOrDefault(),
            }).ToListAsync(ct)).Where(s => s.Fraction is not null).ToList();
        var people = attempts.ToDictionary(a => a.Id, a => a.PersonId);
        Statistics = ItemAnalysis.Of([.. slots.Select(s => new ItemMark(people[s.AttemptId], s.VersionId, s.Fraction!.Value, s.MaxMark))]);
        Guid[] versions = [.. Statistics.Questions.Select(question => question.QuestionId)];
        var names = await db.Unscoped<QuestionVersion>().Where(v => versions.Contains(v.Id)).Select(v => new { v.Id, v.Name, v.Number }).ToDictionaryAsync(v => v.Id, ct);
        Rows = [.. Statistics.Questions.Select(s => new Row(s, names[s.QuestionId].Name, names[s.QuestionId].Number)).OrderBy(row => row.Statistics.Discrimination ?? 2).ThenBy(row => row.Statistics.Facility)];
        Waiting = await Slots(item.CourseId).Where(s => s.Waits).CountAsync(s => !db.Set<HandMark>().Any(m => m.AttemptId == s.AttemptId && m.Number == s.Number), ct);
        Gain = before is null ? null : GroupGain.Of([.. GainsOf(quiz.GradingMethod, attempts, before.Value)]);
        if (ChosenRow is not null)
        {
            await CountAsync(first, Chosen!.Value, quiz.ShuffleOptions, ct);
        }

        return Page();
    }

    private IEnumerable<Gain> GainsOf(GradingMethod method, IReadOnlyCollection<Done> attempts, Guid before) =>
        from own in attempts.Where(a => a.Score is not null).OrderBy(a => a.StartedAt).GroupBy(a => a.PersonId)
        let pre = own.FirstOrDefault(a => a.ItemKey == before)
        let post = Scoring.Counted(method, [.. own.Where(a => a.ItemKey == Key).Select(a => a.Score!.Value)])
        where pre is not null && post is not null
        select new Gain(pre.Score!.Value, post.Value);

    private IQueryable<AttemptSlot> Slots(Guid courseId)
        => db.Unscoped<AttemptSlot>().AsNoTracking().Where(s => db.Set<QuizAttempt>().Any(a => a.Id == s.AttemptId && a.CourseId == courseId && a.ItemKey == Key && a.HandedInAt != null));

    private async Task CountAsync(IReadOnlyCollection<Guid> attempts, Guid version, bool shuffleOptions, CancellationToken ct)
    {
        var body = Asked.Of((await bodies.GetAsync(db, [version], ct))[version], shuffleOptions);
        var given = await db.Unscoped<AttemptSlot>().AsNoTracking().Where(s => attempts.Contains(s.AttemptId) && s.VersionId == version).Select(s => new { s.Fields, s.Seed }).ToListAsync(ct);
        Answers = Choices.Of(body, [.. given.Select(answer => AnswerFields.Parse(answer.Fields).Read(body, answer.Seed))], texts["True"], texts["False"]);
    }

    /// <param name="Statistics">Its figures.</param>
    /// <param name="Name">Of the question.</param>
    /// <param name="Number">Of the version.</param>
    public sealed record Row(ItemStatistics Statistics, string Name, int Number)
    {
        /// <summary>Fewer of those who know more are right than of the others: often the key is wrong.</summary>
        public bool IsSuspect => Statistics is { Discrimination: < 0, Answers: >= QuizStatistics.LeastPeople };
    }

    private sealed record Done(Guid Id, Guid PersonId, Guid ItemKey, DateTimeOffset StartedAt, decimal? Score);
}
