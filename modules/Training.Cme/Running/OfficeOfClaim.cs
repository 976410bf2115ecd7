using Microsoft.EntityFrameworkCore;
using Training.Cme.Claims;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Cme.Running;

/// <summary>
/// The training office or the planning office (KHTH) of the hospital where the claim was entered, but nobody about themselves. Where that leaves
/// nobody, as for the only member of the office, it is the director.
/// </summary>
internal sealed class OfficeOfClaim(TrainingDbContext db, IRoleHolders holders, ICurrentUser user) : IAssigneeResolver
{
    private const string Office = "office";
    private const string Director = "director";

    private static readonly Dictionary<string, string[]> RolesOf = new() { [Office] = [Roles.TrainingOffice, Roles.Coordinator], [Director] = [Roles.Director] };

    public string Id => "office-of-cme-activity";

    public async Task<string?> KeyOfAsync(Subject subject, string? argument, CancellationToken ct)
    {
        if (await FindAsync(subject, ct) is not { } claim)
        {
            return null;
        }

        var office = await HoldersAsync(Office, claim.HospitalId, ct);
        return $"{(office.Any(account => account.PersonId != claim.PersonId) ? Office : Director)}:{claim.HospitalId}";
    }

    public Task<IReadOnlyCollection<string>> KeysOfCurrentUserAsync(CancellationToken ct) => Task.FromResult<IReadOnlyCollection<string>>(
        [.. from held in holders.OfCurrentUser() where held.Kind == ScopeKind.Hospital from place in RolesOf where place.Value.Contains(held.Role) select $"{place.Key}:{held.ScopeId}"]);

    public async Task<bool> MayActAsync(Subject subject, string key, CancellationToken ct)
        => (await KeysOfCurrentUserAsync(ct)).Contains(key) && await FindAsync(subject, ct) is { } claim && claim.PersonId != user.PersonId;

    public async Task<IReadOnlyList<Candidate>> CandidatesAsync(Subject subject, string key, CancellationToken ct)
    {
        var claim = await FindAsync(subject, ct);
        return [.. (await OfKeyAsync(key, ct)).Where(account => account.PersonId is null || account.PersonId != claim?.PersonId).Select(account => new Candidate(account.UserId, account.Name))];
    }

    public async Task<IReadOnlyList<Candidate>> HoldersAsync(IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        var found = new List<Candidate>();
        foreach (var key in keys)
        {
            found.AddRange((await OfKeyAsync(key, ct)).Select(account => new Candidate(account.UserId, account.Name)));
        }

        return found;
    }

    /// <summary>The accounts of a place at a hospital, each once.</summary>
    /// <param name="place"><c>office</c> or <c>director</c>.</param>
    /// <param name="hospitalId">The hospital.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ProcessError">There is no such place.</exception>
    public async Task<IReadOnlyList<AccountInfo>> HoldersAsync(string place, Guid hospitalId, CancellationToken ct)
    {
        var found = new List<AccountInfo>();
        foreach (var role in RolesOf.GetValueOrDefault(place) ?? throw new ProcessError("no-reader", $"Nobody is called {place}."))
        {
            found.AddRange(await holders.FindAsync(new RoleKey(role, ScopeKind.Hospital, hospitalId), ct));
        }

        return [.. found.DistinctBy(account => account.UserId)];
    }

    private async Task<IReadOnlyList<AccountInfo>> OfKeyAsync(string key, CancellationToken ct)
        => key.Split(':') is [var place, var id] && RolesOf.ContainsKey(place) && Guid.TryParse(id, out var hospital) ? await HoldersAsync(place, hospital, ct) : [];

    private async Task<CreditClaim?> FindAsync(Subject subject, CancellationToken ct)
        => subject.Type == ClaimProcess.SubjectType ? await db.Unscoped<CreditClaim>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == subject.Id, ct) : null;
}
