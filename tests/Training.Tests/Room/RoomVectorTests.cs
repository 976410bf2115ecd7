using System.Buffers.Text;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Training.Identity.Phones;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.Room;
using Training.Logbook.SignOff;
using Training.Modules;
using Training.Tests.Architecture;
using Training.Tests.Support;

namespace Training.Tests.Room;

/// <summary>What a phone's script writes down and what the site makes of it are the same, byte for byte.</summary>
public sealed class RoomVectorTests
{
    private static readonly string Vectors = Path.Combine(Repository.Root, "tests", "room-vectors.json");

    [NodeTheory, InlineData("room-vectors.mjs")]
    public async Task Script_MakesTheVectors(string script)
    {
        using var node = Process.Start(new ProcessStartInfo(NodeTheoryAttribute.Program!, Path.Combine(Repository.Root, "tests", script)) { RedirectStandardOutput = true })!;
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        Assert.Equal((0, "60 vectors hold."), (node.ExitCode, said.Trim()));
    }

    [Fact]
    public async Task Site_MakesTheSameOfEveryVector()
    {
        var vectors = JsonNode.Parse(await File.ReadAllTextAsync(Vectors))!.AsArray();
        Assert.True(vectors.Count >= 50);
        foreach (var vector in vectors)
        {
            var texts = vector!["texts"]!.Deserialize<Dictionary<string, SealedText>>(JsonSerializerOptions.Web);
            var made = RoomCase.Parse(Text(vector, "statement"), texts);
            var version = VersionOf(made);

            Assert.Equal(made.Canonical, ContentHash.Canonical(version));
            Assert.Equal((Text(vector, "contentHash"), Text(vector, "contentHash")), (version.ContentHash, made.ContentHash));
            Assert.Equal(Text(vector, "signed"), SignedContent.Of(DecisionOf(vector, made)));
            Assert.Equal(Text(vector, "signedHash"), CanonicalJson.HashOf(Text(vector, "signed")));
            var ticket = vector["ticket"]!;
            var context = SigningTicket.ContextOf(
                $"Logbook.{vector["decided"]!["kind"]}", Guid.Parse(Text(vector["mentor"]!, "account")), Guid.Parse(Text(ticket, "id")), new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
            Assert.Equal(Text(vector, "challenge"), Base64Url.EncodeToString(SigningTicket.ChallengeOf(context, Text(vector, "signedHash"), Base64Url.DecodeFromChars(Text(ticket, "nonce")))));
        }
    }

    private static EntryVersion VersionOf(RoomCase made)
    {
        var entry = new LogbookEntry
        {
            Id = made.EntryId,
            ParticipantId = made.ParticipantId,
            TransferId = Guid.Empty,
            PersonId = made.TraineeId,
            HospitalId = Guid.Empty,
            CaseCode = made.CaseCode,
        };
        return entry.Submit(made.Content, null, DateTimeOffset.UnixEpoch, null, made.Device.Made);
    }

    private static Decision DecisionOf(JsonNode vector, RoomCase made)
    {
        var (decided, mentor) = (vector["decided"]!, vector["mentor"]!);
        var signed = Text(decided, "kind") == "Signed";
        var comment = decided["comment"]?.GetValue<string>();
        int? Level(string name) => signed ? int.Parse(Text(decided, name), System.Globalization.CultureInfo.InvariantCulture) : null;
        return new Decision
        {
            EntryVersionId = made.VersionId,
            TraineePersonId = made.TraineeId,
            MentorPersonId = Guid.Parse(Text(mentor, "person")),
            Kind = signed ? DecisionKind.Signed : DecisionKind.Returned,
            Entrustment = Level("entrustment"),
            Performance = Level("performance"),
            Difficulty = Level("difficulty"),
            RatingFormId = signed ? Guid.Parse(Text(mentor, "ratingForm")) : null,
            ReturnReasonId = !signed && decided["reason"] is { } reason ? Guid.Parse(reason.GetValue<string>()) : null,
            Comment = comment,
            Sealed = SealedTexts.Of([new("comment", comment)], new Dictionary<string, string> { ["comment"] = Text(decided, "salt") }),
            MentorName = Text(mentor, "name"),
            MentorPosition = Text(mentor, "position"),
            Method = "",
            DecidedAt = DateTimeOffset.UnixEpoch,
            ContentHash = made.ContentHash,
        };
    }

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
