using System.Globalization;
using System.Text.Json;
using Training.Acceptance.Council;
using Training.Acceptance.Story;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Acceptance.Papers;

/// <summary>What the training office fills in.</summary>
internal sealed record MinutesWords(string Number, DateOnly On, string Place, string Conclusion);

/// <summary>A member as the minutes name them.</summary>
internal sealed record MinutesMember(string Name, string Position, Side Side, VoteKind Vote, string? Comment);

/// <summary>
/// What minutes say: canonical JSON of the form <c>training.minutes/1</c>, every value a text, so that what was signed is what is printed for
/// ever. <see cref="Of"/> writes it, <see cref="Read"/> reads it.
/// </summary>
internal sealed record MinutesContent(
    string Number, DateOnly On, string Place, string Conclusion, string Transfer, string PackageVi, string PackageEn, string Giving, string Receiving, int Round, IReadOnlyList<MinutesMember> Members)
{
    private const string FormName = "training.minutes/1";

    public static string Of(CaseStory story, TransferInfo transfer, PackageInfo package, OrganizationDirectory directory, MinutesWords words)
    {
        var values = new Dictionary<string, string?>
        {
            ["form"] = FormName,
            ["case"] = story.Case.Id.ToString("D"),
            ["number"] = words.Number,
            ["on"] = words.On.ToString("O", CultureInfo.InvariantCulture),
            ["place"] = words.Place,
            ["conclusion"] = words.Conclusion,
            ["transfer"] = transfer.Code,
            ["packageVi"] = package.NameVi,
            ["packageEn"] = package.NameEn,
            ["giving"] = directory.Hospital(transfer.GivingHospitalId).Name,
            ["receiving"] = directory.Hospital(transfer.ReceivingHospitalId).Name,
            ["round"] = story.Round.ToString(CultureInfo.InvariantCulture),
            ["members"] = story.Council.Count.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (at, member) in story.Council.Index())
        {
            var vote = story.VotesOf(story.Round).First(v => v.PersonId == member.PersonId);
            values[$"member{at}.name"] = member.Name;
            values[$"member{at}.position"] = member.Position;
            values[$"member{at}.side"] = member.Side.ToString();
            values[$"member{at}.vote"] = vote.Kind.ToString();
            values[$"member{at}.comment"] = vote.Comment;
        }

        return CanonicalJson.Of(values);
    }

    public static MinutesContent Read(Minutes minutes)
    {
        var values = JsonSerializer.Deserialize<Dictionary<string, string?>>(minutes.Content)!;
        int Whole(string name) => int.Parse(values[name]!, CultureInfo.InvariantCulture);
        return new MinutesContent(
            values["number"]!,
            DateOnly.ParseExact(values["on"]!, "O", CultureInfo.InvariantCulture),
            values["place"]!,
            values["conclusion"]!,
            values["transfer"]!,
            values["packageVi"]!,
            values["packageEn"]!,
            values["giving"]!,
            values["receiving"]!,
            Whole("round"),
            [.. Enumerable.Range(0, Whole("members")).Select(at => new MinutesMember(
                values[$"member{at}.name"]!,
                values[$"member{at}.position"]!,
                Enum.Parse<Side>(values[$"member{at}.side"]!),
                Enum.Parse<VoteKind>(values[$"member{at}.vote"]!),
                values[$"member{at}.comment"]))]);
    }
}

/// <summary>
/// What a director puts their name to: the minutes as they were shown, by their hash, for which side, and whether they sign or return them, as
/// canonical JSON of the form <c>training.minutes-signature/1</c>.
/// </summary>
internal static class SignedMinutes
{
    public static string HashOf(Minutes minutes, Side side, SignatureKind kind, string? reason, Guid userId, string name)
        => CanonicalJson.HashOf(CanonicalJson.Of(new Dictionary<string, string?>
        {
            ["form"] = "training.minutes-signature/1",
            ["minutes"] = minutes.Id.ToString("D"),
            ["content"] = minutes.ContentHash,
            ["side"] = side.ToString(),
            ["decision"] = kind.ToString(),
            ["reason"] = reason,
            ["account"] = userId.ToString("D"),
            ["name"] = name,
        }));

    /// <summary>The action that a proof is made for.</summary>
    public static string ActionOf(SignatureKind kind) => $"Acceptance.{kind}";
}
