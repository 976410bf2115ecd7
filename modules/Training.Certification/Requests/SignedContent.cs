using Training.Modules;

namespace Training.Certification.Requests;

/// <summary>
/// What a director puts their name to: the request as it was shown, by its hash, and what they say about it, as canonical JSON of the form
/// <c>training.certificate-decision/1</c>. Name and position are those of the moment.
/// </summary>
internal static class SignedContent
{
    public static string Of(RequestDecision decision) => CanonicalJson.Of(new Dictionary<string, string?>
    {
        ["content"] = decision.ContentHash,
        ["decision"] = decision.Step.ToString(),
        ["director"] = decision.ByPersonId?.ToString("D"),
        ["directorName"] = decision.ByName,
        ["directorPosition"] = decision.ByPosition,
        ["form"] = "training.certificate-decision/1",
        ["holder"] = decision.HolderPersonId.ToString("D"),
        ["reason"] = decision.Reason,
        ["request"] = decision.RequestId.ToString("D"),
    });
}
