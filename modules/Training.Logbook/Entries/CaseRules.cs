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
        var (participant, transfer) = participation;
        if (!package.TechniqueIds.Contains(content.TechniqueId))
        {
            throw new RuleViolation("Case.TechniqueNotInPackage", package.Display) { Field = "Input.Choice" };
        }

        if (content.PerformedOn > today)
        {
            throw new RuleViolation("Case.InFuture", Show.Date(today)) { Field = "Input.PerformedOn" };
        }

        var last = participant.To is { } left && left < transfer.To ? left : transfer.To;
        if (content.PerformedOn < participant.From || content.PerformedOn < transfer.From || content.PerformedOn > last)
        {
            throw new RuleViolation("Case.OutsideContract", Show.Date(participant.From > transfer.From ? participant.From : transfer.From), Show.Date(last))
            {
                Field = "Input.PerformedOn",
            };
        }

        if (content.PlaceHospitalId != transfer.GivingHospitalId && content.PlaceHospitalId != transfer.ReceivingHospitalId)
        {
            throw new RuleViolation("Case.OtherPlace") { Field = "Input.Place" };
        }

        if (content.Stage == Stage.O != (content.Role == CaseRole.Observer))
        {
            throw new RuleViolation("Case.ObserverRole") { Field = "Input.Role" };
        }

        if (PatientIdentityScreen.Find(content.Note) is { } finding)
        {
            throw new RuleViolation($"Case.Identity.{finding}") { Field = "Input.Note" };
        }
    }
}
