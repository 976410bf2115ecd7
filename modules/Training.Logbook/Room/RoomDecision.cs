using System.Globalization;
using Training.Logbook.Content;
using Training.Logbook.SignOff;
using Training.Modules;

namespace Training.Logbook.Room;

/// <summary>
/// What two phones agreed on in the room. <paramref name="Statement"/> is a <see cref="RoomCase"/>, <paramref name="Signature"/> that of the learner's
/// phone over it (base64url), <paramref name="Texts"/> what was written in the case, by field. Without a decision it asks for one, as a case that was logged
/// at the site does. <paramref name="OwnRating"/>, 1 to 5, is how the learner rated themself; it is on their own phone alone, and taken from nobody else.
/// </summary>
internal sealed record RoomBundle(string? Statement, IReadOnlyDictionary<string, SealedText>? Texts, string? Signature, RoomAnswer? Decision, int? OwnRating = null);

/// <summary>A text and the salt of its hash.</summary>
internal sealed record SealedText(string Text, string Salt);

/// <summary>What the mentor's phone answers.</summary>
/// <param name="Said">What the passkey signed: canonical JSON of the form <c>training.decision/2</c>.</param>
/// <param name="Comment">The sentence whose salted hash stands in it.</param>
/// <param name="Salt">Its salt.</param>
/// <param name="OpenedAt">When the mentor opened the case, as their phone says.</param>
/// <param name="SignedAt">When they signed, as their phone says; part of what was signed.</param>
/// <param name="Ticket">The ticket.</param>
/// <param name="Nonce">Its nonce, base64url.</param>
/// <param name="Assertion">The JSON of the passkey's answer.</param>
internal sealed record RoomAnswer(string? Said, string? Comment, string? Salt, string? OpenedAt, string? SignedAt, Guid Ticket, string? Nonce, string? Assertion);

/// <summary>A mentor's answer, read.</summary>
internal sealed record RoomDecision(DecisionKind Kind, Guid MentorId, DateTimeOffset OpenedAt, DateTimeOffset SignedAt, string Canonical, IReadOnlyDictionary<string, string> Members, RoomAnswer Answer)
{
    public string SignedHash => CanonicalJson.HashOf(Canonical);

    /// <exception cref="RuleViolation">It is nothing of the kind.</exception>
    public static RoomDecision Parse(RoomAnswer answer)
    {
        try
        {
            var members = RoomCase.Members(answer.Said);
            return members["form"] == "training.decision/2" && Enum.TryParse<DecisionKind>(members["decision"], out var kind) && kind.ToString() == members["decision"] && answer is { Nonce: not null, Assertion: { Length: <= 16_000 } }
                ? new RoomDecision(kind, Guid.ParseExact(members["mentor"], "D"), RoomCase.Moment(answer.OpenedAt ?? ""), RoomCase.Moment(answer.SignedAt ?? ""), answer.Said!, members, answer)
                : throw RoomCase.Unreadable();
        }
        catch (Exception exception) when (exception is FormatException or KeyNotFoundException)
        {
            throw RoomCase.Unreadable();
        }
    }

    /// <summary>As a mentor at the site decides. The phone's clock is believed in nothing that matters: what it says is bounded by the site's own time.</summary>
    public DecisionInput InputFor(RoomCase made, (string Name, string Position) signedAs, DateTimeOffset now) => new(
        made.VersionId, Kind, Number("entrustment"), CaseText.Of(Answer.Comment), made.ContentHash)
    {
        Performance = Number("performance"),
        Difficulty = Number("difficulty"),
        ReturnReasonId = Members.TryGetValue("reason", out var reason) && Guid.TryParse(reason, out var reasonId) ? reasonId : null,
        RatingFormId = Members.TryGetValue("ratingForm", out var form) && Guid.TryParse(form, out var formId) ? formId : null,
        OpenedAt = Earlier(OpenedAt, now),
        RatedAt = Earlier(SignedAt, now),
        Salt = Answer.Salt,
        SignedAs = signedAs,
    };

    private static DateTimeOffset Earlier(DateTimeOffset said, DateTimeOffset now) => said < now ? said : now;

    private int? Number(string member) => Members.TryGetValue(member, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
