using System.Globalization;
using Training.Modules;

namespace Training.Logbook.SignOff;

/// <summary>
/// What a mentor puts their name to: the case as it was shown, by its hash, and everything they say about it, as canonical JSON of the form
/// <c>training.decision/1</c>. Name and position are those of the moment.
/// </summary>
internal static class SignedContent
{
    public static string Of(Decision decision) => CanonicalJson.Of(new Dictionary<string, string?>
    {
        ["comment"] = decision.Comment,
        ["content"] = decision.ContentHash,
        ["decision"] = decision.Kind.ToString(),
        ["entrustment"] = decision.Entrustment?.ToString(CultureInfo.InvariantCulture),
        ["form"] = "training.decision/1",
        ["mentor"] = decision.MentorPersonId.ToString("D"),
        ["mentorName"] = decision.MentorName,
        ["mentorPosition"] = decision.MentorPosition,
        ["trainee"] = decision.TraineePersonId.ToString("D"),
        ["version"] = decision.EntryVersionId.ToString("D"),
    });

    /// <summary>What whoever approves puts their name to: the case and the mentor's decision, as the form <c>training.approval/1</c>.</summary>
    public static string Of(Approval approval) => CanonicalJson.Of(new Dictionary<string, string?>
    {
        ["approver"] = approval.ApproverPersonId.ToString("D"),
        ["approverName"] = approval.ApproverName,
        ["approverPosition"] = approval.ApproverPosition,
        ["comment"] = approval.Comment,
        ["content"] = approval.ContentHash,
        ["decision"] = approval.Kind == DecisionKind.Signed ? "Approved" : "Returned",
        ["form"] = "training.approval/1",
        ["of"] = approval.DecisionId.ToString("D"),
        ["task"] = approval.TaskId.ToString("D"),
        ["trainee"] = approval.TraineePersonId.ToString("D"),
        ["version"] = approval.EntryVersionId.ToString("D"),
    });
}
