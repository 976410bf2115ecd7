using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Logbook.SignOff;

/// <summary>Something that somebody put their name to under a proof.</summary>
internal interface ISignedRecord
{
    Guid Id { get; }

    Guid? ProofId { get; }

    string Method { get; }

    /// <summary>The action that the proof was made for.</summary>
    string SigningAction { get; }

    /// <summary>What was signed, made anew from what is stored.</summary>
    string Canonical { get; }
}

/// <summary>What devices signed, verified at the moment it is shown.</summary>
internal static class DeviceSignatures
{
    /// <summary>
    /// Whether the device's signature holds, by decision; only those that say a passkey signed, or under whose proof a signature is kept. One
    /// that is gone does not hold.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, bool>> VerifyAsync(this IReauthentication reauthentication, IEnumerable<ISignedRecord> decisions, CancellationToken ct)
    {
        var proved = decisions.Where(d => d.ProofId is not null).ToArray();
        var found = await reauthentication.FindAssertionsAsync([.. proved.Select(d => d.ProofId!.Value)], ct);
        return proved.Where(d => d.Method == Decision.PasskeyMethod || found.ContainsKey(d.ProofId!.Value))
            .ToDictionary(d => d.Id, d => found.GetValueOrDefault(d.ProofId!.Value)?.Holds(d.SigningAction, CanonicalJson.HashOf(d.Canonical)) == true);
    }
}
