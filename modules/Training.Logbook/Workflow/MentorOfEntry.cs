using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.Workflow;

/// <summary>
/// Whoever supervises the technique in the transfer, on the day of the case and today, and is not the learner; of these whom the case is addressed
/// to (<see cref="Addressing"/>), or any. Keys: <c>transfer/technique</c>, and the addressee behind it where there is one.
/// </summary>
internal sealed class MentorOfEntry(TrainingDbContext db, ITransfers transfers, ITechniques techniques, Addressing addressing, IRoleHolders holders, ICurrentUser user, TimeProvider clock) : IAssigneeResolver
{
    public const string Name = "mentor-of-entry";

    public string Id => Name;

    public async Task<string?> KeyOfAsync(Subject subject, string? argument, CancellationToken ct)
        => subject.Type == CaseProcess.SubjectType && await ReadAsync(subject.Id, ct) is { } found ? KeyOf(found.TransferId, found.TechniqueId, found.AddressedTo) : null;

    public async Task<IReadOnlyCollection<string>> KeysOfCurrentUserAsync(CancellationToken ct)
    {
        if (user is not { IsSignedIn: true, PersonId: { } me } || !user.Can(Permissions.Sign))
        {
            return [];
        }

        var today = clock.Today();
        var catalogue = await techniques.GetAsync(ct);
        Guid?[] addressees = [null, me, .. await addressing.StoodInForAsync([user.UserId], ct)];
        return [.. (await transfers.SupervisedByAsync(me, ct))
            .SelectMany(right => (right.TechniqueId is { } one ? [one] : catalogue.Package(right.PackageVersionId).TechniqueIds)
                .Where(technique => right.Covers(technique, today))
                .SelectMany(technique => addressees.Select(addressee => KeyOf(right.TransferId, technique, addressee))))
            .Distinct()];
    }

    public async Task<bool> MayActAsync(Subject subject, string key, CancellationToken ct)
        => user is { IsSignedIn: true, PersonId: { } me }
            && user.Can(Permissions.Sign)
            && await ReadAsync(subject.Id, ct) is { } found
            && found.PersonId != me
            && May([.. (await transfers.SupervisedByAsync(me, ct)).Where(right => right.TransferId == found.TransferId)], found)
            && (await addressing.OfAsync(await EntryAsync(subject.Id, ct), me, ct)).May;

    public async Task<IReadOnlyList<Candidate>> CandidatesAsync(Subject subject, string key, CancellationToken ct)
        => [.. (await AccountsAsync(subject, ct)).Select(account => new Candidate(account.UserId, account.Name))];

    public async Task<IReadOnlyList<Candidate>> HoldersAsync(IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        var today = clock.Today();
        var wanted = keys.Select(key => key.Split('/')).Where(parts => parts.Length >= 2).Select(parts => (Transfer: Guid.Parse(parts[0]), Technique: Guid.Parse(parts[1]))).ToArray();
        var people = (await transfers.SupervisorsAsync([.. wanted.Select(key => key.Transfer).Distinct()], ct))
            .Where(right => wanted.Any(key => key.Transfer == right.TransferId && right.Covers(key.Technique, today)))
            .Select(right => right.MentorPersonId)
            .Distinct()
            .ToArray();
        return people.Length == 0 ? [] : [.. (await holders.AccountsOfAsync(people, ct)).Select(account => new Candidate(account.UserId, account.Name))];
    }

    /// <summary>The accounts of those whose turn it is: the addressee and whoever stands in, or all who may sign.</summary>
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
        if (found is { AddressedTo: { } addressee, IsLate: false } && people.Contains(addressee))
        {
            var standIns = (await addressing.StandInsOfAsync(addressee, ct)).Select(account => account.PersonId).OfType<Guid>().ToArray();
            people = [.. people.Where(person => person == addressee || standIns.Contains(person))];
        }

        return people.Length == 0 ? [] : await holders.AccountsOfAsync(people, ct);
    }

    private static string KeyOf(Guid transfer, Guid technique, Guid? addressee) => addressee is { } person ? $"{transfer}/{technique}/{person}" : $"{transfer}/{technique}";

    private bool May(IReadOnlyCollection<SupervisionInfo> rights, Facts found)
        => rights.Any(right => right.Covers(found.TechniqueId, found.PerformedOn)) && rights.Any(right => right.Covers(found.TechniqueId, clock.Today()));

    private async Task<Facts?> ReadAsync(Guid entryId, CancellationToken ct)
        => await (from entry in db.Unscoped<LogbookEntry>()
                  where entry.Id == entryId
                  join version in db.Unscoped<EntryVersion>() on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
                  select new Facts(entry.TransferId, entry.PersonId, version.TechniqueId, version.PerformedOn, entry.AddressedTo, entry.LateSince != null)).SingleOrDefaultAsync(ct);

    private Task<LogbookEntry> EntryAsync(Guid entryId, CancellationToken ct) => db.Unscoped<LogbookEntry>().AsNoTracking().SingleAsync(e => e.Id == entryId, ct);

    private sealed record Facts(Guid TransferId, Guid PersonId, Guid TechniqueId, DateOnly PerformedOn, Guid? AddressedTo, bool IsLate);
}
