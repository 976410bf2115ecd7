using Training.Workflows.Contracts;

namespace Training.Logbook.Workflow;

/// <summary>The mentor signs or returns.</summary>
internal sealed class SignForm : ITaskForm
{
    public string Name => CaseProcess.SignForm;

    public IReadOnlyList<string> Outcomes => [CaseProcess.Signed, CaseProcess.Returned];

    public string AddressOf(Subject subject, Guid taskId) => $"/sign/case/{subject.Id}";
}

/// <summary>The learner takes a case back.</summary>
internal sealed class CaseMessages : IProcessMessages
{
    public IReadOnlyList<string> Sent => [CaseProcess.WithdrawnMessage];
}

/// <summary>The learner corrects what was returned.</summary>
internal sealed class CorrectForm : ITaskForm
{
    public string Name => CaseProcess.CorrectForm;

    public IReadOnlyList<string> Outcomes => [CaseProcess.Corrected];

    public string AddressOf(Subject subject, Guid taskId) => $"/logbook/{subject.Id}/correct";
}

/// <summary>Somebody else agrees with what a mentor has signed, or returns it.</summary>
internal sealed class ApproveForm : ITaskForm
{
    public string Name => CaseProcess.ApproveForm;

    public IReadOnlyList<string> Outcomes => [CaseProcess.Approved, CaseProcess.Returned];

    public string AddressOf(Subject subject, Guid taskId) => $"/logbook/{subject.Id}/approve/{taskId}";
}
