using Training.Courses.Contracts;
using Training.Transfers.Contracts;

namespace Training.Transfers.Progress;

/// <summary>For conditions of courses: the roles that somebody has in teams, and the stages at which they have a signed case.</summary>
internal sealed class PracticeInTeams(ITransfers transfers, IPracticeCounts counts) : ILearnerPractice
{
    public async Task<LearnerPractice> OfAsync(Guid personId, CancellationToken ct)
    {
        var mine = await transfers.OfPersonAsync(personId, ct);
        var done = mine.Count == 0 ? [] : await counts.OfAsync([.. mine.Select(p => p.Participant.Id)], ct);
        return new LearnerPractice(
            [.. mine.Select(p => $"{p.Participant.Role}").Distinct()],
            [.. done.Where(count => count.Signed > 0).Select(count => (count.TechniqueId, $"{count.Stage}")).Distinct()]);
    }
}
