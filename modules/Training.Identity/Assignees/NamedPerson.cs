using Training.Identity.Contracts;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Identity.Assignees;

/// <summary>One practitioner, by the id that the argument holds; for the members of a council, one after the other or side by side.</summary>
internal sealed class NamedPerson(IRoleHolders holders, ICurrentUser user) : IAssigneeResolver
{
    public string Id => "person";

    public Task<string?> KeyOfAsync(Subject subject, string? argument, CancellationToken ct) => Task.FromResult(Guid.TryParse(argument, out var id) ? $"{id}" : null);

    public Task<IReadOnlyCollection<string>> KeysOfCurrentUserAsync(CancellationToken ct)
        => Task.FromResult<IReadOnlyCollection<string>>(user is { IsSignedIn: true, PersonId: { } me } ? [$"{me}"] : []);

    public Task<bool> MayActAsync(Subject subject, string key, CancellationToken ct) => Task.FromResult(user is { IsSignedIn: true, PersonId: { } me } && key == $"{me}");

    public async Task<IReadOnlyList<Candidate>> CandidatesAsync(Subject subject, string key, CancellationToken ct)
        => Guid.TryParse(key, out var id) ? [.. (await holders.AccountsOfAsync([id], ct)).Select(account => new Candidate(account.UserId, account.Name))] : [];
}
