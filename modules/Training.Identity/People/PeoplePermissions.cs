using Training.Modules;

namespace Training.Identity.People;

internal sealed class PeoplePermissions : IPermissionProvider
{
    public const string View = "Identity.ViewPeople";
    public const string Manage = "Identity.ManagePeople";
    public const string Invite = "Identity.InvitePeople";
    public const string Merge = "Identity.MergePeople";

    private static readonly Permission ViewPermission = new(View, "See who works at the hospitals in scope: name, titles, licence, appointments");
    private static readonly Permission ManagePermission = new(Manage, "Keep the records of the people who work at the hospitals in scope, with date of birth and contact");
    private static readonly Permission InvitePermission = new(Invite, "Invite people of the hospitals in scope to an account");
    private static readonly Permission MergePermission = new(Merge, "Find duplicate records of people in the whole country and merge them");

    private static readonly string[] Viewers =
    [
        Roles.DepartmentHead, Roles.TrainingOffice, Roles.Coordinator, Roles.TechnicalHead, Roles.Director, Roles.HealthDepartment, Roles.Ministry,
        Roles.Auditor, Roles.Administrator,
    ];

    public IReadOnlyList<Permission> GetPermissions() => [ViewPermission, ManagePermission, InvitePermission, MergePermission];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        .. Viewers.Select(role => new PermissionStereotype(role, [ViewPermission])),
        new(Roles.TrainingOffice, [ManagePermission, InvitePermission]),
        new(Roles.Coordinator, [ManagePermission, InvitePermission]),
        new(Roles.Administrator, [InvitePermission, MergePermission]),
    ];
}
