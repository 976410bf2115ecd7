using Training.Workflows.Contracts;

namespace Training.Cme.Running;

/// <summary>The names that this module and the drawing of its process share.</summary>
internal static class ClaimProcess
{
    public const string Key = "cme-activity";

    public const string SubjectType = "CmeActivity";

    public const string ApproveForm = "Cme.Approve";
    public const string CorrectForm = "Cme.Correct";

    public const string Approved = "approved";
    public const string Returned = "returned";
    public const string Corrected = "corrected";
    public const string Withdrawn = "withdrawn";

    public static Subject Of(Guid claimId) => new(SubjectType, claimId);
}

/// <summary>The workplace approves or returns.</summary>
internal sealed class ApproveForm : ITaskForm
{
    public string Name => ClaimProcess.ApproveForm;

    public IReadOnlyList<string> Outcomes => [ClaimProcess.Approved, ClaimProcess.Returned];

    public string AddressOf(Subject subject, Guid taskId) => $"/cme/{subject.Id}";
}

/// <summary>Its person corrects it or takes it back.</summary>
internal sealed class CorrectForm : ITaskForm
{
    public string Name => ClaimProcess.CorrectForm;

    public IReadOnlyList<string> Outcomes => [ClaimProcess.Corrected, ClaimProcess.Withdrawn];

    public string AddressOf(Subject subject, Guid taskId) => $"/cme/{subject.Id}/correct";
}
