using System.Globalization;
using System.Text.Json;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Logbook.Room;

/// <summary>
/// A case as the learner's phone wrote it down without network: the canonical content that the mentor signs, and whose phone it was, as canonical JSON
/// of the form <c>training.room.case/1</c>, signed by the key of that phone. The texts, whose salted hashes stand in the content, come beside it, so
/// that the statement can be kept for good and a text still be removed.
/// </summary>
internal sealed record RoomCase(
    Guid KeyId, Guid TraineeId, Guid ParticipantId, Guid EntryId, Guid VersionId, string CaseCode, DateTimeOffset MadeAt, string Statement, string Canonical, CaseContent Content, IReadOnlyDictionary<string, string> Salts)
{
    private const string Form = "training.room.case/1";

    /// <summary>Longest text that could be one.</summary>
    private const int Longest = 16_000;

    /// <summary>The hash that the version of this case has.</summary>
    public string ContentHash => CanonicalJson.HashOf(Canonical);

    public DeviceCase Device => new(EntryId, CaseCode, new DeviceMade(VersionId, Salts));

    /// <exception cref="RuleViolation">It is nothing of the kind.</exception>
    public static RoomCase Parse(string? statement, IReadOnlyDictionary<string, SealedText>? texts)
    {
        try
        {
            var said = Members(statement);
            var content = Members(said["case"]);
            if (said["form"] != Form || content["form"] != "training.case/2" || content["version"] != "1" || !SubmitCase.IsCode(said["caseCode"]) || content.ContainsKey("attachments"))
            {
                throw Unreadable();
            }

            var written = texts ?? new Dictionary<string, SealedText>();
            if (written.Values.Any(text => text is not { Text: not null } || !SealedTexts.IsSalt(text.Salt)))
            {
                throw Unreadable();
            }

            if (Id(content["entry"]) == Guid.Empty || Id(said["version"]) == Guid.Empty || content["entry"] == said["version"])
            {
                throw Unreadable();
            }

            return new RoomCase(
                Id(said["device"]),
                Id(said["trainee"]),
                Id(said["participant"]),
                Id(content["entry"]),
                Id(said["version"]),
                said["caseCode"],
                Moment(said["madeAt"]),
                statement!,
                said["case"],
                ContentOf(content, written),
                written.ToDictionary(text => text.Key, text => text.Value.Salt));
        }
        catch (Exception exception) when (exception is FormatException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            throw Unreadable();
        }
    }

    /// <summary>The members of a canonical text; each is text.</summary>
    /// <exception cref="RuleViolation">It is not in the one form of RFC 8785, or holds something else than text.</exception>
    public static IReadOnlyDictionary<string, string> Members(string? text)
    {
        try
        {
            var members = text is null or { Length: > Longest } ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(text);
            return members is not null && members.Values.All(value => value is not null) && CanonicalJson.Of(members!) == text ? members : throw Unreadable();
        }
        catch (JsonException)
        {
            throw Unreadable();
        }
    }

    /// <exception cref="FormatException">It is no moment to the second, in UTC.</exception>
    public static DateTimeOffset Moment(string text)
        => DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static RuleViolation Unreadable() => new("Room.Unreadable");

    private static CaseContent ContentOf(IReadOnlyDictionary<string, string> content, IReadOnlyDictionary<string, SealedText> texts)
    {
        string? Text(string field) => content.ContainsKey(field) ? texts[field].Text : null;
        return new CaseContent(
            Id(content["technique"]),
            Word<Stage>(content, "stage")!.Value,
            DateOnly.ParseExact(content["performedOn"], "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Id(content["place"]),
            Word<CaseSetting>(content, "setting"),
            Word<CaseRole>(content, "role")!.Value,
            Word<AgeBand>(content, "ageBand"),
            Word<Sex>(content, "sex"),
            Word<Complexity>(content, "complexity"),
            Word<Outcome>(content, "outcome"),
            Text("note"))
        {
            DayNumber = Number(content, "dayNumber") ?? 1,
            Supervision = Word<Supervision>(content, "supervision"),
            Evidence = SupervisionRules.Of(Word<Supervision>(content, "supervision"), new SupervisionEvidence
            {
                Consent = content.GetValueOrDefault("consent") == "yes",
                Responsible = Text("responsible"),
                From = Time(content, "mentorFrom"),
                To = Time(content, "mentorTo"),
                Line = Word<LineQuality>(content, "line"),
                Recording = Text("recording"),
                Minutes = Number(content, "minutes"),
                Chart = [.. List<ChartPart>(content, "chart")],
            }),
            MentorPersonId = content.TryGetValue("mentor", out var mentor) ? Id(mentor) : null,
            Further = [.. Enumerable.Range(2, 20).TakeWhile(n => content.ContainsKey($"technique.{n}")).Select(n => new Done(Id(content[$"technique.{n}"]), Word<Stage>(content, $"stage.{n}")!.Value))],
            Complications = [.. List<Complication>(content, "complications")],
            ComplicationManaged = content.GetValueOrDefault("complicationManaged") switch { "yes" => true, "no" => false, _ => null },
            ConvertedTo = Text("convertedTo"),
        };
    }

    private static Guid Id(string text) => Guid.ParseExact(text, "D");

    private static int? Number(IReadOnlyDictionary<string, string> content, string field) => content.TryGetValue(field, out var text) ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static TimeOnly? Time(IReadOnlyDictionary<string, string> content, string field) => content.TryGetValue(field, out var text) ? TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture) : null;

    private static T? Word<T>(IReadOnlyDictionary<string, string> content, string field)
        where T : struct, Enum
        => content.TryGetValue(field, out var text) ? WordOf<T>(text) : null;

    private static IEnumerable<T> List<T>(IReadOnlyDictionary<string, string> content, string field)
        where T : struct, Enum
        => content.TryGetValue(field, out var text) ? text.Split(',').Select(WordOf<T>) : [];

    // By its name alone: a number would be another way to write the same.
    private static T WordOf<T>(string text)
        where T : struct, Enum
        => Enum.TryParse<T>(text, out var word) && Enum.IsDefined(word) && word.ToString() == text ? word : throw new FormatException();
}
