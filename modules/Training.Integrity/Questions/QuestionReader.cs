using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Integrity.Limits;

namespace Training.Integrity.Questions;

/// <summary>Where a question stands.</summary>
internal enum QuestionState
{
    /// <summary>With those who are asked.</summary>
    Asked,

    /// <summary>With the training office.</summary>
    WithOffice,

    Explained,

    FollowUp,
}

/// <summary>A question with everything that whoever reads it sees of it.</summary>
internal sealed record QuestionView(Question Question, Limit Limit, IReadOnlyList<QuestionCase> Cases, IReadOnlyList<Answer> Answers, DateTimeOffset? HandedOverAt, Closing? Closing)
{
    public QuestionState State => StateOf(HandedOverAt is not null, Closing?.Conclusion);

    public Answer? AnswerOf(Side side) => Answers.FirstOrDefault(answer => answer.Side == side);

    public static QuestionState StateOf(bool handedOver, Conclusion? conclusion) => (handedOver, conclusion) switch
    {
        (_, Conclusion.Explained) => QuestionState.Explained,
        (_, Conclusion.FollowUp) => QuestionState.FollowUp,
        (true, _) => QuestionState.WithOffice,
        _ => QuestionState.Asked,
    };
}

internal sealed class QuestionReader(TrainingDbContext db)
{
    /// <summary>The question, for whoever sees it; one statement.</summary>
    public async Task<QuestionView?> FindAsync(Guid id, CancellationToken ct)
    {
        var found = await (from q in db.Questions.AsNoTracking()
                           where q.Id == id
                           join limit in db.Set<Limit>() on q.LimitId equals limit.Id
                           select new
                           {
                               q,
                               limit,
                               Cases = db.Set<QuestionCase>().Where(c => c.QuestionId == q.Id).ToList(),
                               Answers = db.Set<Answer>().Where(a => a.QuestionId == q.Id).ToList(),
                               HandOver = db.Set<HandOver>().Where(h => h.QuestionId == q.Id).Select(h => (DateTimeOffset?)h.At).FirstOrDefault(),
                               Closing = db.Set<Closing>().Where(c => c.QuestionId == q.Id).ToList(),
                           }).SingleOrDefaultAsync(ct);
        return found is null ? null : new QuestionView(found.q, found.limit, [.. found.Cases.OrderBy(c => c.At)], [.. found.Answers.OrderBy(a => a.Side)], found.HandOver, found.Closing.SingleOrDefault());
    }
}

internal static class IntegrityDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<Question> Questions => db.Set<Question>();
    }
}
