using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Transfers.Assignees;

/// <summary>Where in a transfer a role is looked for.</summary>
internal enum TransferPlace
{
    Giver,
    Receiver,
    ProvinceOfReceiver,
}

/// <summary>A role at one of the hospitals of the transfer, or in the province of the receiving one. Nobody acts on what is about themselves.</summary>
internal sealed class TransferRole(
    string id, string role, TransferPlace place, IRoleHolders holders, IEnumerable<ITransferSubject> subjects, IOrganizations organizations, ICurrentUser user)
    : RoleResolver(holders)
{
    /// <summary>Name in drawings → role and place.</summary>
    public static IReadOnlyDictionary<string, (string Role, TransferPlace Place)> All { get; } = new Dictionary<string, (string, TransferPlace)>
    {
        ["training-office-of-giver"] = (Roles.TrainingOffice, TransferPlace.Giver),
        ["director-of-giver"] = (Roles.Director, TransferPlace.Giver),
        ["clerk-of-giver"] = (Roles.Clerk, TransferPlace.Giver),
        ["coordinator-of-receiver"] = (Roles.Coordinator, TransferPlace.Receiver),
        ["technical-head-of-receiver"] = (Roles.TechnicalHead, TransferPlace.Receiver),
        ["director-of-receiver"] = (Roles.Director, TransferPlace.Receiver),
        ["health-department-of-receiver"] = (Roles.HealthDepartment, TransferPlace.ProvinceOfReceiver),
    };

    public override string Id => id;

    public override async Task<bool> MayActAsync(Subject subject, string key, CancellationToken ct)
        => await base.MayActAsync(subject, key, ct) && await FindAsync(subject, ct) is { } found && (found.PersonId is null || found.PersonId != user.PersonId);

    protected override bool MayBe(RoleKey key) => key.Role == role && key.Kind == (place == TransferPlace.ProvinceOfReceiver ? ScopeKind.Province : ScopeKind.Hospital);

    protected override async Task<RoleKey?> RoleOfAsync(Subject subject, string? argument, CancellationToken ct)
    {
        if (await FindAsync(subject, ct) is not { Transfer: var transfer })
        {
            return null;
        }

        return place switch
        {
            TransferPlace.Giver => new RoleKey(role, ScopeKind.Hospital, transfer.GivingHospitalId),
            TransferPlace.Receiver => new RoleKey(role, ScopeKind.Hospital, transfer.ReceivingHospitalId),
            _ => new RoleKey(role, ScopeKind.Province, (await organizations.GetAsync(ct)).Hospital(transfer.ReceivingHospitalId).ProvinceId),
        };
    }

    private async Task<TransferSubject?> FindAsync(Subject subject, CancellationToken ct)
        => subjects.FirstOrDefault(kind => kind.Type == subject.Type) is { } kind ? await kind.FindAsync(subject.Id, ct) : null;
}
