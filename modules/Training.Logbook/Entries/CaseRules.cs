using Training.Logbook.Content;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.Entries;

/// <summary>What a case must keep to before it may be submitted.</summary>
internal static class CaseRules
{
    /// <exception cref="RuleViolation">The first rule that is broken, with the form's field.</exception>
    public static void Check(CaseContent content, Participation participation, PackageInfo package, DateOnly today)
    {
        var transfer = participation.Transfer;
        if (content.All.Any(done => !package.TechniqueIds.Contains(done.TechniqueId)))
        {
            throw new RuleViolation("Case.TechniqueNotInPackage", package.Display) { Field = "Input.Choice" };
        }

        if (content.All.Select(done => done.TechniqueId).Distinct().Count() < content.All.Count)
        {
            throw new RuleViolation("Case.TechniqueTwice") { Field = "Input.Further" };
        }

        if (content.PerformedOn > today)
        {
            throw new RuleViolation("Case.InFuture", Show.Date(today)) { Field = "Input.PerformedOn" };
        }

        var (first, last) = Period(participation);
        if (content.PerformedOn < first || content.PerformedOn > last)
        {
            throw new RuleViolation("Case.OutsideContract", Show.Date(first), Show.Date(last)) { Field = "Input.PerformedOn" };
        }

        if (content.PlaceHospitalId != transfer.GivingHospitalId && content.PlaceHospitalId != transfer.ReceivingHospitalId)
        {
            throw new RuleViolation("Case.OtherPlace") { Field = "Input.Place" };
        }

        if (content.Stage == Stage.O != (content.Role == CaseRole.Observer))
        {
            throw new RuleViolation("Case.ObserverRole") { Field = "Input.Role" };
        }

        // A form says so at its field; this is for what comes by another way.
        if (content.DayNumber is < 1 or > CaseChecks.MostOfADay || content.Evidence.Minutes is < 1 or > LongestRecording || content.Texts.Any(text => IsTooMuch(text.Key, text.Value)))
        {
            throw new RuleViolation("Case.OutOfRange");
        }

        foreach (var (name, text) in content.Texts)
        {
            CaseText.Screen(text, $"Input.{char.ToUpperInvariant(name[0])}{name[1..]}");
        }
    }

    /// <summary>In minutes: a day.</summary>
    public const int LongestRecording = 1440;

    /// <summary>Most characters of a text of a case.</summary>
    public static int LongestOf(string field) => field switch
    {
        "recording" => 60,
        "responsible" or "convertedTo" => 120,
        _ => 500,
    };

    private static bool IsTooMuch(string field, string? text) => text is not null && (text.Length > LongestOf(field) || text.Contains('\0', StringComparison.Ordinal));

    /// <summary>First and last day of the learner in the contract.</summary>
    public static (DateOnly First, DateOnly Last) Period(Participation participation)
    {
        var (participant, transfer) = participation;
        return (
            participant.From > transfer.From ? participant.From : transfer.From,
            participant.To is { } left && left < transfer.To ? left : transfer.To);
    }
}
