using Training.Identity.Contracts;
using Training.Modules;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Transfers.Assignees;

/// <summary>The practitioner whom something in a transfer is about, such as a member of its team.</summary>
internal sealed class TraineeOfParticipant(IRoleHolders holders, IEnumerable<ITransferSubject> subjects, ICurrentUser user) : IAssigneeResolver
{
    public string Id => "trainee-of-participant";

    public async Task<string?> KeyOfAsync(Subject subject, string? argument, CancellationToken ct)
        => subjects.FirstOrDefault(kind => kind.Type == subject.Type) is { } kind && await kind.FindAsync(subject.Id, ct) is { PersonId: { } person } ? $"{person}" : null;

    public Task<IReadOnlyCollection<string>> KeysOfCurrentUserAsync(CancellationToken ct)
        => Task.FromResult<IReadOnlyCollection<string>>(user is { IsSignedIn: true, PersonId: { } me } ? [$"{me}"] : []);

    public Task<bool> MayActAsync(Subject subject, string key, CancellationToken ct) => Task.FromResult(user is { IsSignedIn: true, PersonId: { } me } && key == $"{me}");

    public async Task<IReadOnlyList<Candidate>> CandidatesAsync(Subject subject, string key, CancellationToken ct)
        => Guid.TryParse(key, out var id) ? [.. (await holders.AccountsOfAsync([id], ct)).Select(account => new Candidate(account.UserId, account.Name))] : [];
}
