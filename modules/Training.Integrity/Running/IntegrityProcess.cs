using Training.Workflows.Contracts;

namespace Training.Integrity.Running;

/// <summary>The names that this module and the drawing of its process share.</summary>
internal static class IntegrityProcess
{
    public const string Key = "integrity-question";

    public const string SubjectType = "IntegrityQuestion";

    public const string AnswerForm = "Integrity.Answer";
    public const string CloseForm = "Integrity.Close";

    public const string Explained = "explained";
    public const string FollowUp = "follow-up";

    public static Subject Of(Guid questionId) => new(SubjectType, questionId);
}

/// <summary>One of the people concerned says what they know.</summary>
internal sealed class AnswerForm : ITaskForm
{
    public string Name => IntegrityProcess.AnswerForm;

    public string AddressOf(Subject subject, Guid taskId) => $"/integrity/{subject.Id}/answer";
}

/// <summary>The training office reads and closes.</summary>
internal sealed class CloseForm : ITaskForm
{
    public string Name => IntegrityProcess.CloseForm;

    public IReadOnlyList<string> Outcomes => [IntegrityProcess.Explained, IntegrityProcess.FollowUp];

    public string AddressOf(Subject subject, Guid taskId) => $"/integrity/{subject.Id}";
}
