using Training.Modules;

namespace Training.Cme;

internal sealed class Permissions : IPermissionProvider
{
    public const string Own = "Cme.Own";
    public const string Approve = "Cme.Approve";
    public const string ViewStaff = "Cme.ViewStaff";

    private static readonly Permission OwnPermission = new(Own, "See one's own credit hours and enter activities");
    private static readonly Permission ApprovePermission = new(Approve, "Approve or return activities of people of the hospitals in scope, and take entries of their ledgers back");
    private static readonly Permission ViewStaffPermission = new(ViewStaff, "See the credit hours of whoever works at the hospitals in scope");

    public IReadOnlyList<Permission> GetPermissions() => [OwnPermission, ApprovePermission, ViewStaffPermission];

    /// <remarks>A director approves only what the office can not, such as an activity of its only member.</remarks>
    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        .. new[] { Roles.Trainee, Roles.Mentor, Roles.DepartmentHead, Roles.TechnicalHead, Roles.Clerk }.Select(role => new PermissionStereotype(role, [OwnPermission])),
        .. new[] { Roles.TrainingOffice, Roles.Coordinator, Roles.Director }.Select(role => new PermissionStereotype(role, [OwnPermission, ApprovePermission, ViewStaffPermission])),
        new(Roles.HealthDepartment, [ViewStaffPermission]),
        new(Roles.Ministry, [ViewStaffPermission]),
        new(Roles.Administrator, [ViewStaffPermission]),
    ];
}
