using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.Workflow;

/// <summary>
/// Whoever supervises the technique in the transfer, on the day of the case and today, and is not the learner. Where no mentor was named,
/// any of them may sign.
/// </summary>
internal sealed class MentorOfEntry(TrainingDbContext db, ITransfers transfers, ITechniques techniques, IRoleHolders holders, ICurrentUser user, TimeProvider clock) : IAssigneeResolver
{
    public const string Name = "mentor-of-entry";

    public string Id => Name;

    public async Task<string?> KeyOfAsync(Subject subject, string? argument, CancellationToken ct)
        => subject.Type == CaseProcess.SubjectType && await ReadAsync(subject.Id, ct) is { } found ? KeyOf(found.TransferId, found.TechniqueId) : null;

    public async Task<IReadOnlyCollection<string>> KeysOfCurrentUserAsync(CancellationToken ct)
    {
        if (user is not { IsSignedIn: true, PersonId: { } me } || !user.Can(Permissions.Sign))
        {
            return [];
        }

        var today = clock.Today();
        var catalogue = await techniques.GetAsync(ct);
        return [.. (await transfers.SupervisedByAsync(me, ct))
            .SelectMany(right => (right.TechniqueId is { } one ? [one] : catalogue.Package(right.PackageVersionId).TechniqueIds)
                .Where(technique => right.Covers(technique, today))
                .Select(technique => KeyOf(right.TransferId, technique)))
            .Distinct()];
    }

    public async Task<bool> MayActAsync(Subject subject, string key, CancellationToken ct)
        => user is { IsSignedIn: true, PersonId: { } me }
            && user.Can(Permissions.Sign)
            && await ReadAsync(subject.Id, ct) is { } found
            && found.PersonId != me
            && May([.. (await transfers.SupervisedByAsync(me, ct)).Where(right => right.TransferId == found.TransferId)], found);

    public async Task<IReadOnlyList<Candidate>> CandidatesAsync(Subject subject, string key, CancellationToken ct)
        => [.. (await AccountsAsync(subject, ct)).Select(account => new Candidate(account.UserId, account.Name))];

    public async Task<IReadOnlyList<Candidate>> HoldersAsync(IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        var today = clock.Today();
        var wanted = keys.Select(key => key.Split('/')).Where(parts => parts.Length == 2).Select(parts => (Transfer: Guid.Parse(parts[0]), Technique: Guid.Parse(parts[1]))).ToArray();
        var people = (await transfers.SupervisorsAsync([.. wanted.Select(key => key.Transfer).Distinct()], ct))
            .Where(right => wanted.Any(key => key.Transfer == right.TransferId && right.Covers(key.Technique, today)))
            .Select(right => right.MentorPersonId)
            .Distinct()
            .ToArray();
        return people.Length == 0 ? [] : [.. (await holders.AccountsOfAsync(people, ct)).Select(account => new Candidate(account.UserId, account.Name))];
    }

    /// <summary>The accounts of those who may sign the case now.</summary>
    public async Task<IReadOnlyList<AccountInfo>> AccountsAsync(Subject subject, CancellationToken ct)
    {
        if (await ReadAsync(subject.Id, ct) is not { } found)
        {
            return [];
        }

        var people = (await transfers.SupervisorsAsync([found.TransferId], ct))
            .GroupBy(right => right.MentorPersonId)
            .Where(rights => rights.Key != found.PersonId && May([.. rights], found))
            .Select(rights => rights.Key)
            .ToArray();
        return people.Length == 0 ? [] : await holders.AccountsOfAsync(people, ct);
    }

    private static string KeyOf(Guid transfer, Guid technique) => $"{transfer}/{technique}";

    private bool May(IReadOnlyCollection<SupervisionInfo> rights, Facts found)
        => rights.Any(right => right.Covers(found.TechniqueId, found.PerformedOn)) && rights.Any(right => right.Covers(found.TechniqueId, clock.Today()));

    private async Task<Facts?> ReadAsync(Guid entryId, CancellationToken ct)
        => await (from entry in db.Unscoped<LogbookEntry>()
                  where entry.Id == entryId
                  join version in db.Unscoped<EntryVersion>() on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
                  select new Facts(entry.TransferId, entry.PersonId, version.TechniqueId, version.PerformedOn)).SingleOrDefaultAsync(ct);

    private sealed record Facts(Guid TransferId, Guid PersonId, Guid TechniqueId, DateOnly PerformedOn);
}
