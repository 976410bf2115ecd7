using Training.Workflows.Bpmn;
using Training.Workflows.Contracts;
using Training.Workflows.Engine;

namespace Training.Workflows.Running;

/// <summary>Finds whom a task is for, by the resolvers that the modules bring.</summary>
internal sealed class Assignment(IEnumerable<IAssigneeResolver> resolvers)
{
    private readonly Dictionary<string, IAssigneeResolver> _resolvers = resolvers.ToDictionary(resolver => resolver.Id, StringComparer.Ordinal);

    public async Task<TaskRow> NewTaskAsync(InstanceStore store, UserTask task, JournalEntry entry, CancellationToken ct)
    {
        var instance = store.Instance;
        var subject = new Subject(instance.SubjectType, instance.SubjectId);
        var argument = task.AssigneeArgument is { Variable: { } variable } ? Variable(store.State, entry.Token!.Value, variable) : task.AssigneeArgument?.Literal;

        return new TaskRow
        {
            InstanceId = instance.Id,
            Token = entry.Token!.Value,
            Node = task.Id,
            Name = task.Name ?? task.Id,
            Form = task.Form,
            AllowsBatch = task.AllowsBatch,
            SubjectType = instance.SubjectType,
            SubjectId = instance.SubjectId,
            AssigneeKey = task.Assignee is { } assignee ? await KeyAsync(assignee, subject, argument, ct) : null,
            CreatedAt = entry.At,
            DueAt = entry.DueAt,
        };
    }

    /// <summary>The key of whom a task is for, with its resolver's name before it; null where there is nobody.</summary>
    public async Task<string?> KeyAsync(string assignee, Subject subject, string? argument, CancellationToken ct)
        => _resolvers.TryGetValue(assignee, out var resolver) && await resolver.KeyOfAsync(subject, argument, ct) is { } key ? $"{assignee}/{key}" : null;

    /// <summary>Every key, with its resolver's name before it, that whoever makes this request holds now.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(CancellationToken ct)
    {
        var keys = new List<string>();
        foreach (var resolver in _resolvers.Values)
        {
            keys.AddRange((await resolver.KeysOfCurrentUserAsync(ct)).Select(key => $"{resolver.Id}/{key}"));
        }

        return keys;
    }

    /// <summary>Who holds one of these keys now.</summary>
    /// <param name="keys">With the resolver's name before each.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<Candidate>> HoldersAsync(IEnumerable<string> keys, CancellationToken ct)
    {
        var found = new List<Candidate>();
        foreach (var group in keys.Select(key => key.Split('/', 2)).Where(parts => parts.Length == 2).GroupBy(parts => parts[0], parts => parts[1]))
        {
            if (_resolvers.TryGetValue(group.Key, out var resolver))
            {
                found.AddRange(await resolver.HoldersAsync([.. group], ct));
            }
        }

        return found;
    }

    public async Task<bool> MayActAsync(TaskRow task, CancellationToken ct)
        => Split(task) is var (resolver, key) && await resolver.MayActAsync(new Subject(task.SubjectType, task.SubjectId), key, ct);

    public async Task<IReadOnlyList<Candidate>> CandidatesAsync(TaskRow task, CancellationToken ct)
        => Split(task) is var (resolver, key) ? await resolver.CandidatesAsync(new Subject(task.SubjectType, task.SubjectId), key, ct) : [];

    private (IAssigneeResolver Resolver, string Key)? Split(TaskRow task)
        => task.AssigneeKey?.Split('/', 2) is [var id, var key] && _resolvers.TryGetValue(id, out var resolver) ? (resolver, key) : null;

    /// <summary>The value that the token sees: of its round of a loop, or of the process.</summary>
    private static string? Variable(InstanceState state, int token, string name)
    {
        int? scope = state.Tokens.TryGetValue(token, out var at) ? at.Scope : null;
        while (scope is { } number)
        {
            if (state.Variables.TryGetValue((number, name), out var value))
            {
                return value;
            }

            scope = state.Scopes[number].ParentToken is { } parent ? state.Tokens[parent].Scope : null;
        }

        return null;
    }
}
