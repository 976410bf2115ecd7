using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Workflows.Bpmn;
using Training.Workflows.Contracts;
using Training.Workflows.Definitions;
using Training.Workflows.Instances;
using Training.Workflows.Running;

namespace Training.Workflows.Tasks;

/// <summary>A task that whoever makes this request could do.</summary>
/// <param name="Row">The task.</param>
/// <param name="Card">What it is about; null where nobody says so.</param>
/// <param name="Address">Of the page on which it is done; null where it needs none, or none is known.</param>
/// <param name="IsMine">They have taken it on.</param>
/// <param name="IsTaken">Somebody else has, and they do not stand in for them.</param>
/// <param name="For">For whom they stand in, where that one has taken it on.</param>
internal sealed record InboxTask(TaskRow Row, SubjectCard? Card, string? Address, bool IsMine, bool IsTaken, string? For)
{
    /// <summary>Whether it can be done from the list, without a form of its own.</summary>
    public bool IsPlain => Row.Form is null;

    /// <summary>Several of its kind can be ended at once. What has a form has to be read on it first.</summary>
    public bool AllowsBatch => Row.AllowsBatch && IsPlain;
}

/// <summary>
/// The open tasks of whoever makes this request, by the keys they hold now. They may hold a key to something they do not otherwise see, so
/// the tasks are read past the scope, and nothing but the keys decides.
/// </summary>
internal sealed class Inbox(TrainingDbContext db, Assignment assignment, SubjectCards cards, Models models, IEnumerable<ITaskForm> forms, ICurrentUser user,
    TimeProvider clock)
{
    /// <summary>A search reads no more than this many tasks.</summary>
    public const int MostSearched = 500;

    private IReadOnlyList<string>? _keys;
    private IReadOnlyDictionary<Guid, string>? _absent;

    public async Task<IReadOnlyList<string>> KeysAsync(CancellationToken ct) => _keys ??= await assignment.KeysAsync(ct);

    /// <summary>How many open tasks there are, up to a number.</summary>
    public async Task<int> CountAsync(int most, CancellationToken ct)
        => await KeysAsync(ct) is { Count: > 0 } keys ? await Open(keys).Take(most).CountAsync(ct) : 0;

    /// <param name="overdue">Only those whose time is over.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="take">How many to read.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<InboxTask>> ListAsync(bool overdue, int skip, int take, CancellationToken ct)
    {
        if (await KeysAsync(ct) is not { Count: > 0 } keys)
        {
            return [];
        }

        var (now, me) = (clock.GetUtcNow(), user.UserId);
        Guid[] mine = [me, .. (await AbsentAsync(ct)).Keys];
        var rows = await Open(keys).AsNoTracking()
            .Where(t => !overdue || t.DueAt < now)
            .OrderByDescending(t => t.ClaimedByUserId != null && mine.Contains(t.ClaimedByUserId.Value))
            .ThenBy(t => t.DueAt == null)
            .ThenBy(t => t.DueAt)
            .ThenBy(t => t.Id)
            .Skip(skip)
            .Take(take)
            .ToListAsync(ct);
        return await ShowAsync(rows, ct);
    }

    /// <summary>Those of these tasks that are open, and that whoever asks may do now.</summary>
    public async Task<IReadOnlyList<InboxTask>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        if (await KeysAsync(ct) is not { Count: > 0 } keys)
        {
            return [];
        }

        var rows = await Open(keys).AsNoTracking().Where(t => ids.Contains(t.Id)).OrderBy(t => t.Id).ToListAsync(ct);
        var may = new List<TaskRow>();
        foreach (var row in rows)
        {
            if (await assignment.MayActAsync(row, ct))
            {
                may.Add(row);
            }
        }

        return await ShowAsync(may, ct);
    }

    /// <summary>How a task can end, by its drawing; empty where it just ends.</summary>
    public async Task<IReadOnlyList<string>> OutcomesAsync(TaskRow task, CancellationToken ct)
    {
        var versions = await db.Unscoped<ScopeRow>().Where(s => s.InstanceId == task.InstanceId && s.VersionId != null).OrderBy(s => s.Number).Select(s => s.VersionId!.Value).ToListAsync(ct);
        foreach (var version in versions)
        {
            if ((await models.GetAsync(version, ct)).Nodes.GetValueOrDefault(task.Node) is UserTask drawn)
            {
                return drawn.Outcomes;
            }
        }

        return [];
    }

    /// <summary>Takes a task on. Of two who want it, one gets it.</summary>
    public async Task ClaimAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync([id], ct) is not [var task])
        {
            throw new RuleViolation("Task.IsOver");
        }

        var (now, me, before) = (clock.GetUtcNow(), user.UserId, task.Row.ClaimedByUserId);
        if (task.IsTaken
            || await db.Unscoped<TaskRow>()
                .Where(t => t.Id == id && t.DoneAt == null && t.WithdrawnAt == null && t.ClaimedByUserId == before)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.ClaimedByUserId, me).SetProperty(t => t.ClaimedAt, now), ct) == 0)
        {
            throw new RuleViolation("Task.Taken");
        }
    }

    /// <summary>Gives a task back that they had taken on.</summary>
    public async Task ReleaseAsync(Guid id, CancellationToken ct)
    {
        var me = user.UserId;
        if (await db.Unscoped<TaskRow>()
            .Where(t => t.Id == id && t.DoneAt == null && t.WithdrawnAt == null && t.ClaimedByUserId == me)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.ClaimedByUserId, (Guid?)null).SetProperty(t => t.ClaimedAt, (DateTimeOffset?)null), ct) == 0)
        {
            throw new RuleViolation("Task.IsOver");
        }
    }

    /// <summary>Those who are away today and have named whoever asks, with their names.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> AbsentAsync(CancellationToken ct)
    {
        if (_absent is null)
        {
            var (me, today) = (user.UserId, clock.Today());
            var rows = await db.Set<StandIn>().AsNoTracking().Where(s => s.StandInUserId == me && s.WithdrawnAt == null && s.From <= today && s.To >= today).ToListAsync(ct);
            _absent = rows.DistinctBy(s => s.AbsentUserId).ToDictionary(s => s.AbsentUserId, s => s.AbsentName);
        }

        return _absent;
    }

    /// <summary>Colleagues who hold a key that whoever asks holds too.</summary>
    public async Task<IReadOnlyList<Candidate>> ColleaguesAsync(CancellationToken ct)
        => [.. (await assignment.HoldersAsync(await KeysAsync(ct), ct))
            .Where(candidate => candidate.UserId != user.UserId)
            .DistinctBy(candidate => candidate.UserId)
            .OrderBy(candidate => VietnameseText.SortKey(candidate.Name), StringComparer.Ordinal)];

    private IQueryable<TaskRow> Open(IReadOnlyList<string> keys)
        => db.Unscoped<TaskRow>().Where(t => t.DoneAt == null && t.WithdrawnAt == null && t.AssigneeKey != null && keys.Contains(t.AssigneeKey));

    private async Task<IReadOnlyList<InboxTask>> ShowAsync(IReadOnlyList<TaskRow> rows, CancellationToken ct)
    {
        var known = await cards.FindAsync(rows.Select(row => new Subject(row.SubjectType, row.SubjectId)), ct);
        var absent = await AbsentAsync(ct);
        return [.. rows.Select(row =>
        {
            var stands = row.ClaimedByUserId is { } claimer ? absent.GetValueOrDefault(claimer) : null;
            var about = new Subject(row.SubjectType, row.SubjectId);
            var card = known.GetValueOrDefault(about);
            return new InboxTask(
                row,
                card,
                row.Form is { } form ? forms.FirstOrDefault(page => page.Name == form)?.AddressOf(about, row.Id) ?? card?.Address : null,
                row.ClaimedByUserId == user.UserId,
                row.ClaimedByUserId is { } other && other != user.UserId && stands is null,
                stands);
        })];
    }
}
