using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Training.Identity.Contracts;
using Training.Logbook.SignOff;
using Training.Modules;

namespace Training.Logbook.Api;

/// <summary>Which sign-offs.</summary>
internal enum SignoffState
{
    /// <summary>What waits for the mentor.</summary>
    Waiting,

    /// <summary>What the mentor has decided.</summary>
    Decided,
}

/// <summary>A case that waits for the mentor, or that they have decided about.</summary>
internal sealed record SignoffItem(CaseItem Case, string Learner, [property: Description("Null while the case waits.")] DecisionItem? Decision);

/// <summary>A level of a scale, with its words.</summary>
internal sealed record LevelItem(int Level, string Words);

/// <summary>Why a case may be returned.</summary>
internal sealed record ReasonItem(Guid Id, string Words);

/// <summary>Everything that a mentor has to be shown before they sign, and what has to be sent back with the signature.</summary>
internal sealed record SignoffRecord(
    Guid EntryId,
    string Code,
    string Learner,
    [property: Description("Everything that is hashed. Show all of it.")] VersionItem Content,
    [property: Description("It waits for this mentor: nobody has decided, and nothing newer is there.")] bool Open,
    [property: Description("Levels are asked for; not of a case that was only observed.")] bool AsksRating,
    IReadOnlyList<LevelItem> Entrustment,
    IReadOnlyList<LevelItem> Performance,
    IReadOnlyList<LevelItem> Difficulty,
    IReadOnlyList<ReasonItem> ReturnReasons,
    [property: Description("To be sent back: says that this person opened this version, and when.")] string Opened,
    [property: Description("To be sent back: under which the comment is sealed.")] string Salt,
    DecisionItem? Decision);

/// <summary>A mentor's decision about one version. Members that are not here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal record SignoffBody : IApiBody
{
    [Description("The version that was shown.")]
    public Guid VersionId { get; init; }

    [Description("The contentHash that was shown; 409 with the difference where another version is the newest now.")]
    public string ContentHash { get; init; } = "";

    public DecisionKind? Decision { get; init; }

    [Description("1 to 5.")]
    public int? Entrustment { get; init; }

    [Description("1 to 5.")]
    public int? Performance { get; init; }

    [Description("1 to 3.")]
    public int? Difficulty { get; init; }

    [Description("For a return: one of the returnReasons, or a comment.")]
    public Guid? ReturnReason { get; init; }

    [Description("At most 500 characters, nothing about the patient's identity.")]
    public string? Comment { get; init; }

    [Description("The opened of the case that was shown.")]
    public string Opened { get; init; } = "";

    [Description("The salt of the case that was shown; needed with a comment.")]
    public string? Salt { get; init; }
}

/// <summary>A decision with the fresh proof of who takes it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SignedSignoffBody : SignoffBody
{
    [Description("A token alone signs nothing: 401 without a proof. It is good for this decision, by this token, once, for five minutes.")]
    public ProofBody? Proof { get; init; }

    /// <summary>What is asked to be done, without what proves who asks.</summary>
    public SignedSignoffBody WithoutProof() => this with { Proof = null };
}

/// <summary>The proof: a passkey's answer to a challenge, or the password with the authenticator's code.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ProofBody
{
    [Description("The password of the account; with code, or alone in demo mode.")]
    public string? Password { get; init; }

    [Description("Six digits of the authenticator app.")]
    public string? Code { get; init; }

    [Description("The proof of the challenge that the passkey answered.")]
    public Guid? Challenge { get; init; }

    [Description("What navigator.credentials.get() answered, as JSON.")]
    public JsonElement? Assertion { get; init; }

    public SigningInput ToInput() => new Input { Password = Password, Code = Code, ProofId = Challenge, Assertion = Assertion?.GetRawText() };

    private sealed class Input : SigningInput;
}

/// <summary>A challenge for a passkey.</summary>
internal sealed record ChallengeItem(
    [property: Description("To be sent back as challenge.")] Guid Proof,
    [property: Description("For navigator.credentials.get(), as PublicKeyCredential.parseRequestOptionsFromJSON reads them.")] JsonElement Options);

/// <summary>One line of the difference to what was shown.</summary>
internal sealed record ChangeItem(string Field, string? Before, string Now);
