using System.Globalization;
using Training.Modules;

namespace Training.Logbook.Entries;

/// <summary>
/// The hash of what was said about a case: SHA-256 over the version's content as canonical JSON. The form's name is part of the content.
/// <c>training.case/1</c> has the texts themselves; <c>training.case/2</c> has their salted hashes (<see cref="Training.Logbook.Content.SealedTexts"/>) and leaves
/// out what was not said, where form 1 has null.
/// </summary>
internal static class ContentHash
{
    /// <summary>The form of what is logged now.</summary>
    public const int CurrentForm = 2;

    /// <returns>64 lower-case hex digits.</returns>
    public static string Of(EntryVersion version) => CanonicalJson.HashOf(Canonical(version));

    internal static string Canonical(EntryVersion version) => CanonicalJson.Of(version.Form == 1 ? First(version) : Second(version));

    private static Dictionary<string, string?> First(EntryVersion version) => new()
    {
        ["ageBand"] = version.AgeBand.ToString(),
        ["complexity"] = version.Complexity.ToString(),
        ["correctionReason"] = version.CorrectionReason,
        ["entry"] = version.EntryId.ToString("D"),
        ["form"] = "training.case/1",
        ["note"] = version.Note,
        ["outcome"] = version.Outcome.ToString(),
        ["performedOn"] = Day(version.PerformedOn),
        ["place"] = version.PlaceHospitalId.ToString("D"),
        ["role"] = version.Role.ToString(),
        ["setting"] = version.Setting.ToString(),
        ["sex"] = version.Sex.ToString(),
        ["stage"] = version.Stage.ToString(),
        ["technique"] = version.TechniqueId.ToString("D"),
        ["version"] = Number(version.Number),
    };

    private static Dictionary<string, string?> Second(EntryVersion version)
    {
        var evidence = version.Evidence;
        var members = new Dictionary<string, string?>
        {
            ["ageBand"] = version.AgeBand?.ToString(),
            ["attachments"] = NullIfEmpty(version.Attachments),
            ["chart"] = NullIfEmpty(string.Join(',', evidence.Chart)),
            ["complexity"] = version.Complexity?.ToString(),
            ["complicationManaged"] = version.ComplicationManaged is { } managed ? managed ? "yes" : "no" : null,
            ["complications"] = NullIfEmpty(version.Complications),
            ["consent"] = evidence.Consent ? "yes" : null,
            ["dayNumber"] = Number(version.DayNumber),
            ["entry"] = version.EntryId.ToString("D"),
            ["form"] = "training.case/2",
            ["line"] = evidence.Line?.ToString(),
            ["mentor"] = version.MentorPersonId?.ToString("D"),
            ["mentorFrom"] = Time(evidence.From),
            ["mentorTo"] = Time(evidence.To),
            ["minutes"] = evidence.Minutes is { } minutes ? Number(minutes) : null,
            ["outcome"] = version.Outcome?.ToString(),
            ["performedOn"] = Day(version.PerformedOn),
            ["place"] = version.PlaceHospitalId.ToString("D"),
            ["role"] = version.Role.ToString(),
            ["setting"] = version.Setting?.ToString(),
            ["sex"] = version.Sex?.ToString(),
            ["stage"] = version.Stage.ToString(),
            ["supervision"] = version.Supervision?.ToString(),
            ["technique"] = version.TechniqueId.ToString("D"),
            ["version"] = Number(version.Number),
        };
        foreach (var further in version.Further)
        {
            members[$"technique.{Number(further.Position + 1)}"] = further.TechniqueId.ToString("D");
            members[$"stage.{Number(further.Position + 1)}"] = further.Stage.ToString();
        }

        foreach (var (field, text) in version.Texts)
        {
            members[field] = version.Sealed.HashOf(field, text);
        }

        return members.Where(member => member.Value is not null).ToDictionary();
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Time(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);
}
