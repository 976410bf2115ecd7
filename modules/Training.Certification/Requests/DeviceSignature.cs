using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Certification.Requests;

/// <summary>What the director's device signed, verified at the moment it is shown.</summary>
internal static class DeviceSignature
{
    private const string PasskeyMethod = "passkey";

    /// <returns>Null where no device signed; one that is gone does not hold.</returns>
    public static async Task<bool?> HoldsAsync(IReauthentication reauthentication, RequestDecision? decision, CancellationToken ct)
    {
        if (decision is not { Method: PasskeyMethod, ProofId: { } proof })
        {
            return null;
        }

        var found = (await reauthentication.FindAssertionsAsync([proof], ct)).GetValueOrDefault(proof);
        return found?.Holds(decision.Action, CanonicalJson.HashOf(SignedContent.Of(decision))) == true;
    }
}
