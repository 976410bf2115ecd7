using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Questions.Bank;
using Training.Questions.Model;

namespace Training.Questions.Quizzes;

/// <summary>A question of the bank with the version that is the newest now.</summary>
internal sealed record Candidate(Guid QuestionId, Guid VersionId);

/// <summary>Draws questions from the bank.</summary>
internal static class Draw
{
    /// <summary>So many of the candidates, none that is taken; fewer where there are not enough. The same seed draws the same of the same.</summary>
    public static IReadOnlyList<Candidate> Pick(IReadOnlyList<Candidate> candidates, int count, long seed, IReadOnlySet<Guid> taken)
    {
        Candidate[] free = [.. candidates.Where(candidate => !taken.Contains(candidate.QuestionId)).OrderBy(candidate => candidate.QuestionId)];
        return [.. Shuffling.Order(free.Length, seed).Take(count).Select(at => free[at])];
    }

    /// <summary>
    /// What a slot may draw from, whoever asks: learners see nothing of the bank. Questions of the quiz's own hospital and everybody's, in use and complete.
    /// </summary>
    public static IQueryable<BankQuestion> PoolOf(TrainingDbContext db, Guid? hospitalId, IReadOnlyList<string> tagKeys, Guid? techniqueId)
    {
        var pool = db.Unscoped<BankQuestion>().AsNoTracking().Where(q => q.RetiredAt == null && q.IsComplete && (q.HospitalId == null || q.HospitalId == hospitalId));
        if (tagKeys.Count > 0)
        {
            pool = pool.Where(q => db.Set<QuestionTag>().Any(t => t.QuestionId == q.Id && tagKeys.Contains(t.Key)));
        }

        return techniqueId is { } technique ? pool.Where(q => db.Set<QuestionTechnique>().Any(t => t.QuestionId == q.Id && t.TechniqueId == technique)) : pool;
    }

    /// <summary>The same with the newest versions; one statement.</summary>
    public static Task<List<Candidate>> CandidatesAsync(TrainingDbContext db, Guid? hospitalId, QuizSlot slot, CancellationToken ct) =>
        (from question in PoolOf(db, hospitalId, slot.TagKeys, slot.TechniqueId)
         join version in db.Unscoped<QuestionVersion>() on new { QuestionId = question.Id, Number = question.CurrentNumber } equals new { version.QuestionId, version.Number }
         select new Candidate(question.Id, version.Id)).ToListAsync(ct);
}
