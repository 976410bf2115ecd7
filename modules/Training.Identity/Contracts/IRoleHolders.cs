using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Identity.Contracts;

/// <summary>A role somewhere, such as that of the director of one hospital.</summary>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Kind">How far it reaches.</param>
/// <param name="ScopeId">The hospital or province; null for the country.</param>
public sealed record RoleKey(string Role, ScopeKind Kind, Guid? ScopeId)
{
    /// <summary><c>Director@Hospital:…</c>; for keys of tasks.</summary>
    public override string ToString() => $"{Role}@{Kind}:{ScopeId}";

    /// <returns>Null where the text is no key.</returns>
    public static RoleKey? Parse(string text)
        => text.Split('@', ':') is [var role, var kind, var id] && Enum.TryParse<ScopeKind>(kind, out var reach) && (id.Length == 0 || Guid.TryParse(id, out _))
            ? new RoleKey(role, reach, id.Length == 0 ? null : Guid.Parse(id))
            : null;
}

/// <summary>An account that letters can be sent to.</summary>
/// <param name="UserId">The account.</param>
/// <param name="PersonId">The practitioner behind it, if any.</param>
/// <param name="Name">To show.</param>
/// <param name="Email">Where it gets its letters.</param>
public sealed record AccountInfo(Guid UserId, Guid? PersonId, string Name, string Email);

/// <summary>Who holds a role today. Accounts that nobody can sign in with are left out.</summary>
public interface IRoleHolders
{
    /// <summary>The roles of whoever makes this request, as their session gives them.</summary>
    IReadOnlyCollection<RoleKey> OfCurrentUser();

    /// <summary>Who holds exactly this role today, in Vietnamese order; one statement.</summary>
    Task<IReadOnlyList<AccountInfo>> FindAsync(RoleKey key, CancellationToken ct);

    /// <summary>The accounts of these people; one statement.</summary>
    Task<IReadOnlyList<AccountInfo>> AccountsOfAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct);

    /// <summary>These accounts; one statement.</summary>
    Task<IReadOnlyList<AccountInfo>> AccountsAsync(IReadOnlyCollection<Guid> userIds, CancellationToken ct);
}

/// <summary>Gives a task to whoever holds a role at a place that follows from what the process is about.</summary>
public abstract class RoleResolver(IRoleHolders holders) : IAssigneeResolver
{
    /// <inheritdoc/>
    public abstract string Id { get; }

    /// <inheritdoc/>
    public async Task<string?> KeyOfAsync(Subject subject, string? argument, CancellationToken ct) => (await RoleOfAsync(subject, argument, ct))?.ToString();

    /// <inheritdoc/>
    public Task<IReadOnlyCollection<string>> KeysOfCurrentUserAsync(CancellationToken ct)
        => Task.FromResult<IReadOnlyCollection<string>>([.. holders.OfCurrentUser().Where(MayBe).Select(key => key.ToString())]);

    /// <inheritdoc/>
    public virtual Task<bool> MayActAsync(Subject subject, string key, CancellationToken ct)
        => Task.FromResult(holders.OfCurrentUser().Any(held => held.ToString() == key));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Candidate>> CandidatesAsync(Subject subject, string key, CancellationToken ct)
        => RoleKey.Parse(key) is { } role ? [.. (await holders.FindAsync(role, ct)).Select(account => new Candidate(account.UserId, account.Name))] : [];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Candidate>> HoldersAsync(IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        var found = new List<Candidate>();
        foreach (var key in keys.Select(RoleKey.Parse).OfType<RoleKey>())
        {
            found.AddRange((await holders.FindAsync(key, ct)).Select(account => new Candidate(account.UserId, account.Name)));
        }

        return found;
    }

    /// <summary>Whose the task is; null where that can not be said.</summary>
    protected abstract Task<RoleKey?> RoleOfAsync(Subject subject, string? argument, CancellationToken ct);

    /// <summary>Whether a role could be one that this resolver gives tasks to.</summary>
    protected virtual bool MayBe(RoleKey key) => true;
}
