using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Integrity.Questions;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Integrity.Running;

/// <summary>Says in the inbox that there is a question, and of which day; what it is about stands on its page.</summary>
internal sealed class QuestionCards(TrainingDbContext db, ICurrentUser user, IStringLocalizer<Texts> texts) : IProcessSubject
{
    public string Type => IntegrityProcess.SubjectType;

    public async Task<IReadOnlyDictionary<Guid, SubjectCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
        => (await db.Questions.AsNoTracking().Where(q => ids.Contains(q.Id)).ToListAsync(ct)).ToDictionary(
            q => q.Id,
            q => new SubjectCard(texts["Question.OfDay", Show.Date(q.Day)], texts[$"Pattern.{q.Pattern}"], q.IsAsked(user.PersonId) ? $"/integrity/{q.Id}/answer" : $"/integrity/{q.Id}"));
}
