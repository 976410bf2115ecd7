using Training.Identity.Contracts;
using Training.Modules;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Acceptance.Running;

/// <summary>The names that this module and the drawing of its process share.</summary>
internal static class AcceptanceProcess
{
    public const string Key = "team-acceptance";

    public const string SubjectType = "Transfer";

    public const string VoteForm = "Acceptance.Vote";
    public const string RemedyForm = "Acceptance.Remedy";
    public const string MinutesForm = "Acceptance.Minutes";
    public const string SignForm = "Acceptance.Sign";
    public const string NoteForm = "Acceptance.Note";
    public const string FollowUpForm = "Acceptance.FollowUp";

    /// <summary>Form → last part of its address.</summary>
    public static IReadOnlyDictionary<string, string> Forms { get; } = new Dictionary<string, string>
    {
        [VoteForm] = "vote",
        [RemedyForm] = "remedy",
        [MinutesForm] = "minutes/write",
        [SignForm] = "sign",
        [NoteForm] = "note",
        [FollowUpForm] = "follow-up",
    };

    public static Subject SubjectOf(Guid transferId) => new(SubjectType, transferId);
}

/// <summary>Where the tasks of a case are done.</summary>
internal sealed class AcceptanceForm(string name) : ITaskForm
{
    public string Name => name;

    public IReadOnlyList<string> Outcomes { get; } = name switch
    {
        AcceptanceProcess.RemedyForm => ["again", "close"],
        AcceptanceProcess.SignForm => ["signed", "returned"],
        AcceptanceProcess.FollowUpForm => ["still", "stopped"],
        _ => [],
    };

    public string AddressOf(Subject subject, Guid taskId) => $"/acceptance/{subject.Id}/{AcceptanceProcess.Forms[name]}";
}

/// <summary>The roles of those who act in a case without a task of the process.</summary>
internal static class Places
{
    public static RoleKey TrainingOffice(this TransferInfo transfer) => new(Roles.TrainingOffice, ScopeKind.Hospital, transfer.GivingHospitalId);

    public static RoleKey Coordinator(this TransferInfo transfer) => new(Roles.Coordinator, ScopeKind.Hospital, transfer.ReceivingHospitalId);

    public static RoleKey DirectorOfGiver(this TransferInfo transfer) => new(Roles.Director, ScopeKind.Hospital, transfer.GivingHospitalId);

    public static RoleKey DirectorOfReceiver(this TransferInfo transfer) => new(Roles.Director, ScopeKind.Hospital, transfer.ReceivingHospitalId);

    public static bool Holds(this IRoleHolders holders, params RoleKey[] any) => holders.OfCurrentUser().Any(any.Contains);
}
