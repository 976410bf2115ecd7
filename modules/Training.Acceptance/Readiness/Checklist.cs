using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Certification.Contracts;
using Training.Data;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Acceptance.Readiness;

/// <summary>An item of the list with the stamp that holds; null where it was never stamped.</summary>
internal sealed record ReadinessLine(ReadinessItem Item, ReadinessStamp? Stamp)
{
    public bool IsReady => Stamp is { IsReady: true };
}

/// <summary>A place in the team that the package asks for.</summary>
/// <param name="Role">Which.</param>
/// <param name="Members">Who is in it today.</param>
/// <param name="Certificates">The valid certificates among them.</param>
internal sealed record RoleLine(TeamRole Role, IReadOnlyList<Guid> Members, IReadOnlyList<ValidCertificate> Certificates)
{
    public bool IsMet => Certificates.Count > 0;
}

/// <summary>What has to be there before acceptance can be asked for. Nothing here reads or stores anything.</summary>
internal sealed record Preconditions(IReadOnlyList<ReadinessLine> Items, IReadOnlyList<RoleLine> Roles)
{
    public IReadOnlyList<ReadinessLine> MissingItems => [.. Items.Where(line => !line.IsReady)];

    public IReadOnlyList<RoleLine> MissingRoles => [.. Roles.Where(line => !line.IsMet)];

    /// <summary>Everything is there. Where nobody wrote down what has to be ready, nothing can be.</summary>
    public bool IsComplete => Items.Count > 0 && Roles.Count > 0 && MissingItems.Count == 0 && MissingRoles.Count == 0;

    /// <summary>The roles that have targets in the package, each with who is in it on the day and who of them is certified.</summary>
    public static IReadOnlyList<RoleLine> RolesOf(PackageInfo package, IEnumerable<ParticipantInfo> team, IReadOnlyList<ValidCertificate> certificates, DateOnly day)
    {
        var members = team.Where(member => member.From <= day && (member.To is null || member.To >= day)).ToArray();
        return
        [
            .. package.Targets.Select(target => target.Role).Distinct().Order().Select(role =>
            {
                var there = members.Where(member => member.Role == role).ToArray();
                return new RoleLine(role, [.. there.Select(m => m.PersonId)], [.. certificates.Where(c => there.Any(m => m.Id == c.ParticipantId))]);
            }),
        ];
    }
}

/// <summary>Reads what is ready. The page has shown that whoever asks sees the transfer, or sits on its council.</summary>
internal sealed class Checklist(TrainingDbContext db, ITechniques techniques, ICertificates certificates, IStringLocalizer<Vocabulary> vocabulary, TimeProvider clock)
{
    /// <summary>The items of a package version with their newest stamps; one statement.</summary>
    public async Task<IReadOnlyList<ReadinessLine>> ItemsAsync(TransferInfo transfer, CancellationToken ct)
    {
        var rows = await db.Set<ReadinessItem>().AsNoTracking()
            .Where(i => i.PackageVersionId == null || i.PackageVersionId == transfer.PackageVersionId)
            .Select(i => new
            {
                Item = i,
                Stamp = db.Unscoped<ReadinessStamp>().Where(s => s.TransferId == transfer.Id && s.ItemId == i.Id).OrderByDescending(s => s.At).ThenByDescending(s => s.Id).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return [.. rows.OrderBy(row => row.Item.PackageVersionId is null).ThenBy(row => row.Item.Position).ThenBy(row => row.Item.Key, StringComparer.Ordinal).Select(row => new ReadinessLine(row.Item, row.Stamp))];
    }

    /// <summary>Everything that has to be there; two statements.</summary>
    public async Task<Preconditions> ReadAsync(TransferStanding standing, CancellationToken ct)
    {
        var package = (await techniques.GetAsync(ct)).Package(standing.Transfer.PackageVersionId);
        var valid = await certificates.ValidOfAsync([.. standing.Team.Select(member => member.Id)], ct);
        return new Preconditions(await ItemsAsync(standing.Transfer, ct), Preconditions.RolesOf(package, standing.Team, valid, clock.Today()));
    }

    /// <summary>Between asking for acceptance and signing, a certificate may be revoked or something may break.</summary>
    /// <exception cref="RuleViolation">Something that was there is not any more; it is named.</exception>
    public async Task HoldsStillAsync(TransferStanding standing, CancellationToken ct)
    {
        var found = await ReadAsync(standing, ct);
        if (!found.IsComplete)
        {
            throw new RuleViolation(
                "Missing.Meanwhile",
                string.Join("; ", [.. found.MissingRoles.Select(line => vocabulary[$"TeamRole.{line.Role}"].Value), .. found.MissingItems.Select(line => line.Item.Display)]));
        }
    }
}
