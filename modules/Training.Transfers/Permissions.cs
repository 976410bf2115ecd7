using Training.Modules;

namespace Training.Transfers;

internal sealed class Permissions : IPermissionProvider
{
    public const string View = "Transfers.View";
    public const string ViewOwn = "Transfers.ViewOwn";
    public const string NameGuides = "Transfers.NameGuides";
    public const string ManageGuideRules = "Transfers.ManageGuideRules";

    private static readonly Permission ViewPermission = new(View, "See the transfers of the hospitals in scope, both sides of each");
    private static readonly Permission ViewOwnPermission = new(ViewOwn, "See the transfers one takes part in or mentors in");
    private static readonly Permission NameGuidesPermission = new(NameGuides, "Name who guides the members of the teams that the hospital teaches");
    private static readonly Permission ManageGuideRulesPermission = new(ManageGuideRules, "Say how many learners one guide may have, from which day on");

    public IReadOnlyList<Permission> GetPermissions() => [ViewPermission, ViewOwnPermission, NameGuidesPermission, ManageGuideRulesPermission];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new(Roles.Trainee, [ViewOwnPermission]),
        new(Roles.Mentor, [ViewOwnPermission]),
        new(Roles.TrainingOffice, [NameGuidesPermission]),
        new(Roles.Administrator, [ManageGuideRulesPermission]),
        .. new[] { Roles.TrainingOffice, Roles.Coordinator, Roles.Director, Roles.HealthDepartment, Roles.Ministry }
            .Select(role => new PermissionStereotype(role, [ViewPermission, ViewOwnPermission])),
    ];
}
