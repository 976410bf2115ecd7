using System.Globalization;
using Training.Modules;

namespace Training.Logbook.Entries;

/// <summary>
/// The hash of what was said about a case: SHA-256 over the version's content as canonical JSON. The form's name, <c>training.case/1</c>, is
/// part of the content.
/// </summary>
internal static class ContentHash
{
    /// <returns>64 lower-case hex digits.</returns>
    public static string Of(EntryVersion version) => CanonicalJson.HashOf(Canonical(version));

    internal static string Canonical(EntryVersion version) => CanonicalJson.Of(new Dictionary<string, string?>
    {
        ["ageBand"] = version.AgeBand.ToString(),
        ["complexity"] = version.Complexity.ToString(),
        ["correctionReason"] = version.CorrectionReason,
        ["entry"] = version.EntryId.ToString("D"),
        ["form"] = "training.case/1",
        ["note"] = version.Note,
        ["outcome"] = version.Outcome.ToString(),
        ["performedOn"] = version.PerformedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["place"] = version.PlaceHospitalId.ToString("D"),
        ["role"] = version.Role.ToString(),
        ["setting"] = version.Setting.ToString(),
        ["sex"] = version.Sex.ToString(),
        ["stage"] = version.Stage.ToString(),
        ["technique"] = version.TechniqueId.ToString("D"),
        ["version"] = version.Number.ToString(CultureInfo.InvariantCulture),
    });
}
