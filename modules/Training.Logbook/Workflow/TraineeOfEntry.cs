using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Logbook.Workflow;

/// <summary>The learner whose case it is.</summary>
internal sealed class TraineeOfEntry(TrainingDbContext db, IRoleHolders holders, ICurrentUser user) : IAssigneeResolver
{
    public string Id => "trainee-of-entry";

    public async Task<string?> KeyOfAsync(Subject subject, string? argument, CancellationToken ct)
        => subject.Type == CaseProcess.SubjectType && await db.Unscoped<LogbookEntry>().Where(e => e.Id == subject.Id).Select(e => (Guid?)e.PersonId).SingleOrDefaultAsync(ct) is { } person
            ? $"{person}"
            : null;

    public Task<IReadOnlyCollection<string>> KeysOfCurrentUserAsync(CancellationToken ct)
        => Task.FromResult<IReadOnlyCollection<string>>(user is { IsSignedIn: true, PersonId: { } me } && user.Can(Permissions.Log) ? [$"{me}"] : []);

    public async Task<bool> MayActAsync(Subject subject, string key, CancellationToken ct) => (await KeysOfCurrentUserAsync(ct)).Contains(key);

    public async Task<IReadOnlyList<Candidate>> CandidatesAsync(Subject subject, string key, CancellationToken ct)
        => Guid.TryParse(key, out var person) ? [.. (await holders.AccountsOfAsync([person], ct)).Select(account => new Candidate(account.UserId, account.Name))] : [];
}
