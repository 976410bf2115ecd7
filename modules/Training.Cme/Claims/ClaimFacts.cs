using Training.Cme.Contracts;
using Training.Cme.Rules;
using Training.Modules;

namespace Training.Cme.Claims;

/// <summary>What somebody enters about an activity.</summary>
internal sealed record ClaimFacts(string Activity, DateOnly From, DateOnly To, int Units, string Title, string Organizer)
{
    public const int MostUnits = 500;

    /// <summary>What the facts have to be, without looking anything up.</summary>
    /// <param name="rule">That of the activity on its last day; null where there was none.</param>
    /// <param name="today">The day.</param>
    /// <exception cref="RuleViolation">The first thing that is wrong, beside its field.</exception>
    public void Check(CreditRule? rule, DateOnly today)
    {
        if (To < From)
        {
            throw new RuleViolation("Claim.Order") { Field = "Input.To" };
        }

        if (To > today)
        {
            throw new RuleViolation("Claim.Future") { Field = "Input.To" };
        }

        if (rule is null)
        {
            throw new RuleViolation("Claim.NoRule", Show.Date(To)) { Field = "Input.Activity" };
        }

        // Hours count on one day; several years at once would move those of the first into the years of the last.
        if (rule.Kind == CreditKind.PerYear && (Units != 1 || To >= From.AddYears(1)))
        {
            throw new RuleViolation("Claim.OneYear") { Field = "Input.Units" };
        }

        Screen(Title, "Input.Title");
        Screen(Organizer, "Input.Organizer");
    }

    /// <summary>Refuses text that seems to name a patient.</summary>
    public static void Screen(string? text, string field)
    {
        if (PatientIdentityScreen.Find(text) is { } finding)
        {
            throw new RuleViolation($"Identity.{finding}") { Field = field };
        }
    }
}
