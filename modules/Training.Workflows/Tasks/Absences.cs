using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Workflows.Contracts;

namespace Training.Workflows.Tasks;

/// <inheritdoc cref="IAbsences"/>
internal sealed class Absences(TrainingDbContext db) : IAbsences
{
    public async Task<IReadOnlyList<Absence>> BetweenAsync(IReadOnlyCollection<Guid> userIds, DateOnly from, DateOnly to, CancellationToken ct)
        => userIds.Count == 0 ? [] : await ReadAsync(s => userIds.Contains(s.AbsentUserId) && s.From <= to && s.To >= from, ct);

    public async Task<IReadOnlyList<Absence>> StoodInForAsync(IReadOnlyCollection<Guid> standInUserIds, DateOnly day, CancellationToken ct)
        => standInUserIds.Count == 0 ? [] : await ReadAsync(s => standInUserIds.Contains(s.StandInUserId) && s.From <= day && s.To >= day, ct);

    private Task<List<Absence>> ReadAsync(Expression<Func<StandIn, bool>> which, CancellationToken ct) => db.Set<StandIn>().AsNoTracking()
        .Where(s => s.WithdrawnAt == null)
        .Where(which)
        .Select(s => new Absence(s.AbsentUserId, s.From, s.To, s.StandInUserId))
        .ToListAsync(ct);
}
