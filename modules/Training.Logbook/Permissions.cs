using Training.Modules;

namespace Training.Logbook;

internal sealed class Permissions : IPermissionProvider
{
    public const string Log = "Logbook.Log";
    public const string Sign = "Logbook.Sign";
    public const string Room = "Logbook.Room";
    public const string Approve = "Logbook.Approve";
    public const string ViewEntry = "Logbook.ViewEntry";
    public const string ViewCases = "Logbook.ViewCases";

    private static readonly Permission LogPermission = new(Log, "Log and correct one's own cases");
    private static readonly Permission SignPermission = new(Sign, "Sign or return the cases of the learners one supervises");
    private static readonly Permission RoomPermission = new(Room, "Log and sign a case between two phones in the room, without network");
    private static readonly Permission ApprovePermission = new(Approve, "Agree with a signed case, or return it, where the process asks one to");
    private static readonly Permission ViewEntryPermission = new(ViewEntry, "Open a case that is one's own, one's learner's or in scope");
    private static readonly Permission ViewCasesPermission = new(ViewCases, "List the cases of the hospitals in scope");

    public IReadOnlyList<Permission> GetPermissions() => [LogPermission, SignPermission, RoomPermission, ApprovePermission, ViewEntryPermission, ViewCasesPermission];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new(Roles.Trainee, [LogPermission, RoomPermission, ViewEntryPermission]),
        new(Roles.Mentor, [SignPermission, RoomPermission, ApprovePermission, ViewEntryPermission]),
        .. new[] { Roles.TrainingOffice, Roles.Coordinator, Roles.DepartmentHead, Roles.TechnicalHead, Roles.Director }
            .Select(role => new PermissionStereotype(role, [ApprovePermission])),
        .. new[] { Roles.TrainingOffice, Roles.Coordinator, Roles.Director, Roles.HealthDepartment, Roles.Ministry }
            .Select(role => new PermissionStereotype(role, [ViewEntryPermission, ViewCasesPermission])),
    ];
}
