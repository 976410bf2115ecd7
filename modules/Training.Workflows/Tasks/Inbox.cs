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
/// <param name="IsTaken">Somebody else has who could still do it, and they do not stand in for them.</param>
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
        => await KeysAsync(ct) is { Count: > 0 } keys ? await Open(keys).OrderBy(t => t.Id).Take(most).CountAsync(ct) : 0;

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

    /// <summary>How tasks can end, each by the drawing that its token follows; empty where one just ends. Two statements.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<string>>> OutcomesAsync(IReadOnlyCollection<TaskRow> tasks, CancellationToken ct)
    {
        var instances = tasks.Select(task => task.InstanceId).Distinct().ToArray();
        var scopes = (await db.Unscoped<ScopeRow>().AsNoTracking().Where(s => instances.Contains(s.InstanceId)).ToListAsync(ct)).ToDictionary(s => (s.InstanceId, s.Number));
        var tokens = (await db.Unscoped<TokenRow>().AsNoTracking().Where(t => instances.Contains(t.InstanceId)).ToListAsync(ct)).ToDictionary(t => (t.InstanceId, t.Number));
        var found = new Dictionary<Guid, IReadOnlyList<string>>();
        foreach (var task in tasks)
        {
            // A process that was called has a drawing of its own, in which an element may have the same id.
            var scope = scopes[(task.InstanceId, tokens[(task.InstanceId, task.Token)].Scope)];
            while (scope.VersionId is null)
            {
                scope = scopes[(task.InstanceId, tokens[(task.InstanceId, scope.ParentToken!.Value)].Scope)];
            }

            found[task.Id] = (await models.GetAsync(scope.VersionId.Value, ct)).Nodes[task.Node] is UserTask drawn ? drawn.Outcomes : [];
        }

        return found;
    }

    /// <summary>Takes a task on. Of two who want it, one gets it.</summary>
    /// <returns>The hospitals that its instance concerns.</returns>
    public async Task<IReadOnlyList<Guid>> ClaimAsync(Guid id, CancellationToken ct)
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

        return await HospitalsAsync(id, ct);
    }

    /// <summary>Gives a task back that they had taken on.</summary>
    /// <returns>The hospitals that its instance concerns.</returns>
    public async Task<IReadOnlyList<Guid>> ReleaseAsync(Guid id, CancellationToken ct)
    {
        var me = user.UserId;
        if (await db.Unscoped<TaskRow>()
            .Where(t => t.Id == id && t.DoneAt == null && t.WithdrawnAt == null && t.ClaimedByUserId == me)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.ClaimedByUserId, (Guid?)null).SetProperty(t => t.ClaimedAt, (DateTimeOffset?)null), ct) == 0)
        {
            throw new RuleViolation("Task.IsOver");
        }

        return await HospitalsAsync(id, ct);
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

    private async Task<IReadOnlyList<Guid>> HospitalsAsync(Guid task, CancellationToken ct)
    {
        var about = await (from t in db.Unscoped<TaskRow>()
                           where t.Id == task
                           join i in db.Unscoped<Instance>() on t.InstanceId equals i.Id
                           select new { i.HospitalId, i.OtherHospitalId }).SingleAsync(ct);
        return [.. new[] { about.HospitalId, about.OtherHospitalId }.OfType<Guid>()];
    }

    private IQueryable<TaskRow> Open(IReadOnlyList<string> keys)
        => db.Unscoped<TaskRow>().Where(t => t.DoneAt == null && t.WithdrawnAt == null && t.AssigneeKey != null && keys.Contains(t.AssigneeKey));

    private async Task<IReadOnlyList<InboxTask>> ShowAsync(IReadOnlyList<TaskRow> rows, CancellationToken ct)
    {
        var known = await cards.FindAsync(rows.Select(row => new Subject(row.SubjectType, row.SubjectId)), ct);
        var absent = await AbsentAsync(ct);
        var others = rows.Where(row => row.ClaimedByUserId is { } claimer && claimer != user.UserId).Select(row => row.AssigneeKey!).Distinct().ToArray();
        HashSet<Guid> holders = others.Length == 0 ? [] : [.. (await assignment.HoldersAsync(others, ct)).Select(holder => holder.UserId)];
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
                row.ClaimedByUserId is { } other && other != user.UserId && stands is null && holders.Contains(other),
                stands);
        })];
    }
}
