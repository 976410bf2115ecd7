using System.Globalization;
using Training.Logbook.Content;
using Training.Modules;

namespace Training.Logbook.SignOff;

/// <summary>
/// What a mentor puts their name to: the case as it was shown, by its hash, and everything they say about it, as canonical JSON of the form
/// <c>training.decision/2</c>. Name and position are those of the moment. Form 1 had one rating, the comment itself instead of its salted hash
/// (<see cref="SealedTexts"/>), and null where form 2 leaves out what was not said.
/// </summary>
internal static class SignedContent
{
    /// <summary>The form of what is signed now.</summary>
    public const int CurrentForm = 2;

    public static string Of(Decision decision) => decision.Form == 1 ? First(decision) : CanonicalJson.Of(Second(decision).Where(member => member.Value is not null));

    private static Dictionary<string, string?> Second(Decision decision) => new()
    {
        ["comment"] = decision.Sealed.HashOf("comment", decision.Comment),
        ["content"] = decision.ContentHash,
        ["decision"] = decision.Kind.ToString(),
        ["difficulty"] = decision.Difficulty?.ToString(CultureInfo.InvariantCulture),
        ["entrustment"] = decision.Entrustment?.ToString(CultureInfo.InvariantCulture),
        ["for"] = decision.ForPersonId?.ToString("D"),
        ["forName"] = decision.ForName,
        ["form"] = "training.decision/2",
        ["mentor"] = decision.MentorPersonId.ToString("D"),
        ["mentorName"] = decision.MentorName,
        ["mentorPosition"] = decision.MentorPosition,
        ["performance"] = decision.Performance?.ToString(CultureInfo.InvariantCulture),
        ["ratingForm"] = decision.RatingFormId?.ToString("D"),
        ["reason"] = decision.ReturnReasonId?.ToString("D"),
        ["trainee"] = decision.TraineePersonId.ToString("D"),
        ["version"] = decision.EntryVersionId.ToString("D"),
        ["voice"] = decision.VoiceHash,
    };

    private static string First(Decision decision) => CanonicalJson.Of(new Dictionary<string, string?>
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

    /// <summary>
    /// What whoever approves puts their name to: the case and the mentor's decision, as the form <c>training.approval/2</c>. Form 1 had the comment
    /// itself instead of its salted hash, and null where form 2 leaves out what was not said.
    /// </summary>
    public static string Of(Approval approval) => CanonicalJson.Of(Members(approval).Where(member => approval.Form == 1 || member.Value is not null));

    private static Dictionary<string, string?> Members(Approval approval) => new()
    {
        ["approver"] = approval.ApproverPersonId.ToString("D"),
        ["approverName"] = approval.ApproverName,
        ["approverPosition"] = approval.ApproverPosition,
        ["comment"] = approval.Form == 1 ? approval.Comment : approval.Sealed.HashOf("comment", approval.Comment),
        ["content"] = approval.ContentHash,
        ["decision"] = approval.Kind == DecisionKind.Signed ? "Approved" : "Returned",
        ["form"] = $"training.approval/{(approval.Form == 1 ? 1 : 2)}",
        ["of"] = approval.DecisionId.ToString("D"),
        ["task"] = approval.TaskId.ToString("D"),
        ["trainee"] = approval.TraineePersonId.ToString("D"),
        ["version"] = approval.EntryVersionId.ToString("D"),
    };
}
