using Training.Techniques.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.Workflow;

/// <summary>The names by which the process of a case and this module know each other; Recipes/processes/case-sign-off.bpmn is how it is delivered.</summary>
internal static class CaseProcess
{
    public const string Key = "case-sign-off";

    public const string SubjectType = "LogbookEntry";

    public const string SignForm = "Logbook.Sign";
    public const string CorrectForm = "Logbook.Correct";
    public const string ApproveForm = "Logbook.Approve";

    public const string Signed = "signed";
    public const string Returned = "returned";
    public const string Corrected = "corrected";
    public const string Approved = "approved";

    public const string WithdrawnMessage = "Logbook.CaseWithdrawn";

    public static Subject Of(Guid entryId) => new(SubjectType, entryId);

    /// <summary>What conditions of the process may ask for: the class of the technique and the stage, as the newest version has them.</summary>
    public static IReadOnlyDictionary<string, object> Variables(Stage stage, TechniqueInfo technique)
        => new Dictionary<string, object> { ["techniqueClass"] = technique.Class, ["stage"] = stage.ToString() };
}
