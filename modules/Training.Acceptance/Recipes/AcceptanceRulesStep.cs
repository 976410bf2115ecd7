using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Acceptance.Council;
using Training.Data;
using Training.Modules;

namespace Training.Acceptance.Recipes;

/// <summary>Adds the rules about councils, from a CSV file. One of a day is left as it is.</summary>
internal sealed class AcceptanceRulesStep(TrainingDbContext db) : IRecipeStep
{
    private static readonly string[] Choices = ["council_odd", "both_hospitals", "conditional_accepts"];

    public string Name => "AcceptanceRules";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var known = await db.Set<AcceptanceRule>().Select(r => r.ValidFrom).ToHashSetAsync(ct);
        foreach (var row in context.ReadTable("valid_from", "council_minimum", "council_odd", "both_hospitals", "conditional_accepts", "reason", "source"))
        {
            var minimum = row.Number32("council_minimum") ?? 0;
            if (!DateOnly.TryParseExact(row["valid_from"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
                || minimum < 1
                || Choices.Any(column => row[column] is not ("yes" or "no"))
                || row["reason"].Length == 0 || row["source"].Length == 0)
            {
                context.Problem("valid_from is a day (yyyy-MM-dd), council_minimum a number from 1, the next three yes or no, and a rule has its reason and source", row.Number);
            }
            else if (known.Add(from))
            {
                db.Add(new AcceptanceRule
                {
                    ValidFrom = from,
                    CouncilMinimum = minimum,
                    CouncilOdd = row["council_odd"] == "yes",
                    BothHospitals = row["both_hospitals"] == "yes",
                    ConditionalAccepts = row["conditional_accepts"] == "yes",
                    Reason = row["reason"],
                    Source = row["source"],
                });
            }
        }
    }
}
