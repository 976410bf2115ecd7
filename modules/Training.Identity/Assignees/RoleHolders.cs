using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.Grants;
using Training.Identity.Users;
using Training.Modules;

namespace Training.Identity.Assignees;

/// <inheritdoc cref="IRoleHolders"/>
internal sealed class RoleHolders(TrainingDbContext db, ICurrentUser user, TimeProvider clock) : IRoleHolders
{
    private readonly Dictionary<RoleKey, IReadOnlyList<AccountInfo>> _found = [];

    public IReadOnlyCollection<RoleKey> OfCurrentUser()
        => user.IsSignedIn ? [.. user.Grants.Select(grant => new RoleKey(grant.Role, grant.Kind, grant.ScopeId)).Distinct()] : [];

    public async Task<IReadOnlyList<AccountInfo>> FindAsync(RoleKey key, CancellationToken ct)
    {
        // Several resolvers ask for the same role within a request.
        if (_found.TryGetValue(key, out var known))
        {
            return known;
        }

        var holders = db.RoleGrants.CountingOn(clock.Today())
            .Where(g => g.Role == key.Role && g.Kind == key.Kind && (g.HospitalId ?? g.ProvinceId) == key.ScopeId)
            .Select(g => g.UserId);
        return _found[key] = await ReadAsync(db.Users.Where(u => holders.Contains(u.Id)), ct);
    }

    public Task<IReadOnlyList<AccountInfo>> AccountsOfAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
        => ReadAsync(db.Users.Where(u => u.PersonId != null && personIds.Contains(u.PersonId.Value)), ct);

    public Task<IReadOnlyList<AccountInfo>> AccountsAsync(IReadOnlyCollection<Guid> userIds, CancellationToken ct) => ReadAsync(db.Users.Where(u => userIds.Contains(u.Id)), ct);

    private static async Task<IReadOnlyList<AccountInfo>> ReadAsync(IQueryable<User> users, CancellationToken ct)
        => await users.AsNoTracking()
            .Where(u => u.DisabledAt == null)
            .OrderBy(u => u.SortKey)
            .Select(u => new AccountInfo(u.Id, u.PersonId, u.DisplayName, u.Email ?? ""))
            .ToListAsync(ct);
}
