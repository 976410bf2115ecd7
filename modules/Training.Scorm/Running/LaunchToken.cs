using System.Security.Cryptography;
using System.Text;
using Training.Modules;

namespace Training.Scorm.Running;

/// <summary>
/// What the address of a frame holds: the id of a launch and a code that only this site can make of it (HMAC-SHA-256 with the key of the data folder). The
/// launch says for whom, for what and until when; the code is stored nowhere.
/// </summary>
internal sealed class LaunchToken(LookupHash hash)
{
    private const string Purpose = "Scorm.Launch";

    public string Of(Guid launchId) => $"{launchId:n}.{hash.Of(Purpose, $"{launchId:n}")}";

    /// <summary>The launch; null where the code is not ours.</summary>
    public Guid? Read(string token)
    {
        var parts = token.Split('.');
        return parts.Length == 2 && Guid.TryParseExact(parts[0], "N", out var id)
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash.Of(Purpose, $"{id:n}")), Encoding.UTF8.GetBytes(parts[1])) ? id : null;
    }

    /// <summary>What packages are told as the learner's id: the same each time, and no key to anything.</summary>
    public string LearnerId(Guid id) => hash.Of("Scorm.Learner", $"{id:n}")[..32];
}
