using Training.Modules;

namespace Training.Logbook;

internal sealed class Permissions : IPermissionProvider
{
    public const string Log = "Logbook.Log";
    public const string Sign = "Logbook.Sign";
    public const string ViewLearners = "Logbook.ViewLearners";
    public const string Approve = "Logbook.Approve";
    public const string ViewEntry = "Logbook.ViewEntry";
    public const string ViewCases = "Logbook.ViewCases";

    private static readonly Permission LogPermission = new(Log, "Log and correct one's own cases");
    private static readonly Permission SignPermission = new(Sign, "Sign or return the cases of the learners one supervises");
    private static readonly Permission ViewLearnersPermission = new(ViewLearners, "See the cases of the learners one supervises");
    private static readonly Permission ApprovePermission = new(Approve, "Agree with a signed case, or return it, where the process asks one to");
    private static readonly Permission ViewEntryPermission = new(ViewEntry, "Open a case that is one's own, one's learner's or in scope");
    private static readonly Permission ViewCasesPermission = new(ViewCases, "List the cases of the hospitals in scope");

    public IReadOnlyList<Permission> GetPermissions() => [LogPermission, SignPermission, ViewLearnersPermission, ApprovePermission, ViewEntryPermission, ViewCasesPermission];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new(Roles.Trainee, [LogPermission, ViewEntryPermission]),
        new(Roles.Mentor, [SignPermission, ViewLearnersPermission, ApprovePermission, ViewEntryPermission]),
        .. new[] { Roles.TrainingOffice, Roles.Coordinator, Roles.DepartmentHead, Roles.TechnicalHead, Roles.Director }
            .Select(role => new PermissionStereotype(role, [ApprovePermission])),
        .. new[] { Roles.TrainingOffice, Roles.Coordinator, Roles.Director, Roles.HealthDepartment, Roles.Ministry }
            .Select(role => new PermissionStereotype(role, [ViewEntryPermission, ViewCasesPermission])),
    ];
}
