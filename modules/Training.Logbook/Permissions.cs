using Training.Modules;

namespace Training.Logbook;

internal sealed class Permissions : IPermissionProvider
{
    public const string Log = "Logbook.Log";
    public const string Sign = "Logbook.Sign";
    public const string Room = "Logbook.Room";
    public const string ViewLearners = "Logbook.ViewLearners";
    public const string Approve = "Logbook.Approve";
    public const string ViewEntry = "Logbook.ViewEntry";
    public const string ViewCases = "Logbook.ViewCases";
    public const string Redact = "Logbook.Redact";
    public const string ConfirmRedaction = "Logbook.ConfirmRedaction";
    public const string ViewIntegrity = "Logbook.ViewIntegrity";

    private static readonly Permission LogPermission = new(Log, "Log and correct one's own cases");
    private static readonly Permission SignPermission = new(Sign, "Sign or return the cases of the learners one supervises");
    private static readonly Permission RoomPermission = new(Room, "Log and sign a case between two phones in the room, without network");
    private static readonly Permission ViewLearnersPermission = new(ViewLearners, "See the cases of the learners one supervises");
    private static readonly Permission ApprovePermission = new(Approve, "Agree with a signed case, or return it, where the process asks one to");
    private static readonly Permission ViewEntryPermission = new(ViewEntry, "Open a case that is one's own, one's learner's or in scope");
    private static readonly Permission ViewCasesPermission = new(ViewCases, "List the cases of the hospitals in scope");
    private static readonly Permission RedactPermission = new(Redact, "Ask to remove patient data from a case one may open");
    private static readonly Permission ConfirmRedactionPermission = new(ConfirmRedaction, "Remove patient data that somebody else asked to remove, or decline to");
    private static readonly Permission ViewIntegrityPermission = new(ViewIntegrity, "See whether signatures hold and removed data is gone, and say that old backups are");

    public IReadOnlyList<Permission> GetPermissions() =>
        [LogPermission, SignPermission, RoomPermission, ViewLearnersPermission, ApprovePermission, ViewEntryPermission, ViewCasesPermission, RedactPermission, ConfirmRedactionPermission, ViewIntegrityPermission];

    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new(Roles.Trainee, [LogPermission, RoomPermission, ViewEntryPermission, RedactPermission]),
        new(Roles.Mentor, [SignPermission, RoomPermission, ViewLearnersPermission, ApprovePermission, ViewEntryPermission, RedactPermission]),
        .. new[] { Roles.TrainingOffice, Roles.Coordinator, Roles.DepartmentHead, Roles.TechnicalHead, Roles.Director }
            .Select(role => new PermissionStereotype(role, [ApprovePermission])),
        .. new[] { Roles.TrainingOffice, Roles.Coordinator, Roles.Director, Roles.HealthDepartment, Roles.Ministry }
            .Select(role => new PermissionStereotype(role, [ViewEntryPermission, ViewCasesPermission])),
        .. new[] { Roles.TrainingOffice, Roles.Coordinator, Roles.Director }
            .Select(role => new PermissionStereotype(role, [RedactPermission, ConfirmRedactionPermission])),
        new(Roles.Administrator, [ViewIntegrityPermission]),
    ];
}
