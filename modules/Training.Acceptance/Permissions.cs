using Training.Modules;

namespace Training.Acceptance;

internal sealed class Permissions : IPermissionProvider
{
    public const string View = "Acceptance.View";
    public const string Prepare = "Acceptance.Prepare";
    public const string Open = "Acceptance.Open";
    public const string Vote = "Acceptance.Vote";
    public const string WriteMinutes = "Acceptance.WriteMinutes";
    public const string Sign = "Acceptance.Sign";
    public const string TakeNote = "Acceptance.TakeNote";
    public const string FollowUp = "Acceptance.FollowUp";

    private static readonly Permission ViewPermission = new(View, "See how a transfer is accepted, where one sees the transfer or sits on its council");
    private static readonly Permission PreparePermission = new(Prepare, "Stamp what is ready at the receiving hospital");
    private static readonly Permission OpenPermission = new(Open, "Ask for acceptance and name the council");
    private static readonly Permission VotePermission = new(Vote, "Sit on a council when named, and vote there");
    private static readonly Permission WriteMinutesPermission = new(WriteMinutes, "Write the minutes of a council, and answer a refusal");
    private static readonly Permission SignPermission = new(Sign, "Sign the minutes for one's hospital, or return them");
    private static readonly Permission TakeNotePermission = new(TakeNote, "Take note of an acceptance for the department of health");
    private static readonly Permission FollowUpPermission = new(FollowUp, "Answer the follow-up at the receiving hospital");

    public IReadOnlyList<Permission> GetPermissions() =>
        [ViewPermission, PreparePermission, OpenPermission, VotePermission, WriteMinutesPermission, SignPermission, TakeNotePermission, FollowUpPermission];

    /// <remarks>Nobody acts for having a permission alone: whoever acts is named by the process, or holds the role at a hospital of the transfer.</remarks>
    public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new(Roles.Trainee, [ViewPermission]),
        new(Roles.Mentor, [ViewPermission, VotePermission]),
        new(Roles.DepartmentHead, [ViewPermission, VotePermission]),
        new(Roles.TechnicalHead, [ViewPermission, VotePermission]),
        new(Roles.AcceptanceCouncil, [ViewPermission, VotePermission]),
        new(Roles.TrainingOffice, [ViewPermission, OpenPermission, VotePermission, WriteMinutesPermission]),
        new(Roles.Coordinator, [ViewPermission, PreparePermission, OpenPermission, VotePermission, FollowUpPermission]),
        new(Roles.Director, [ViewPermission, VotePermission, SignPermission]),
        new(Roles.HealthDepartment, [ViewPermission, TakeNotePermission]),
        new(Roles.Ministry, [ViewPermission]),
    ];
}
