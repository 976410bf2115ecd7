using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Integrity.Limits;
using Training.Modules;

namespace Training.Integrity.Questions;

/// <summary>The questions that are with the training office, and those it has closed. Without sums: nobody is counted here.</summary>
[HasPermission(Permissions.Review)]
internal sealed class IndexModel(TrainingDbContext db, IPeople people, ICurrentUser user, QuestionWords words) : PageModel
{
    private const int PageSize = 30;

    [BindProperty(SupportsGet = true, Name = "state")]
    public QuestionState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public bool HasMore { get; private set; }

    public static IReadOnlyList<QuestionState> States => [QuestionState.WithOffice, QuestionState.Explained, QuestionState.FollowUp];

    public QuestionState Shown => State is { } state && States.Contains(state) ? state : QuestionState.WithOffice;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Number = Math.Clamp(Number, 1, 10_000);
        var (me, wanted) = (user.PersonId ?? Guid.Empty, Shown switch { QuestionState.Explained => Conclusion.Explained, QuestionState.FollowUp => Conclusion.FollowUp, _ => (Conclusion?)null });
        var rows = await (from q in db.Questions.AsNoTracking()
                          join handed in db.Set<HandOver>() on q.Id equals handed.QuestionId
                          where q.TraineePersonId != me && (q.MentorPersonId == null || q.MentorPersonId != me)
                          where wanted == null ? !db.Set<Closing>().Any(c => c.QuestionId == q.Id) : db.Set<Closing>().Any(c => c.QuestionId == q.Id && c.Conclusion == wanted)
                          join limit in db.Set<Limit>() on q.LimitId equals limit.Id
                          orderby handed.At descending, q.Id
                          select new { Question = q, Limit = limit, handed.At })
            .Skip((Number - 1) * PageSize).Take(PageSize + 1).ToListAsync(ct);
        HasMore = rows.Count > PageSize;
        var names = await people.FindAsync(rows.SelectMany(row => new[] { row.Question.TraineePersonId, row.Question.MentorPersonId ?? Guid.Empty }).Where(id => id != Guid.Empty), ct);
        var shown = new List<Row>();
        foreach (var row in rows.Take(PageSize))
        {
            var asked = new[] { row.Question.TraineePersonId, row.Question.MentorPersonId ?? Guid.Empty }.Where(id => id != Guid.Empty).Select(id => names[id].Display);
            shown.Add(new Row(row.Question, await words.SeenAsync(row.Question, row.Limit, ct), string.Join(", ", asked), row.At));
        }

        Rows = shown;
    }

    public sealed record Row(Question Question, string Seen, string Asked, DateTimeOffset HandedOverAt);
}
