using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Transfers.Guidance;

namespace Training.Transfers.Recipes;

/// <summary>Adds how many learners a guide may have, from a CSV file. One of a day is left as it is.</summary>
internal sealed class GuideRulesStep(TrainingDbContext db) : IRecipeStep
{
    public string Name => "GuideRules";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var known = await db.GuideRules.Select(rule => rule.ValidFrom).ToHashSetAsync(ct);
        foreach (var row in context.ReadTable("valid_from", "valid_to", "most_learners", "reference", "note"))
        {
            var most = row.Number32("most_learners") ?? 0;
            if (Day(row["valid_from"]) is not { } from || (row["valid_to"].Length > 0 && Day(row["valid_to"]) is null) || most < 1 || row["reference"].Length == 0)
            {
                context.Problem("valid_from is a day (yyyy-MM-dd), valid_to a day or empty, most_learners a number from 1, and a rule has its reference", row.Number);
            }
            else if (known.Add(from))
            {
                db.Add(new GuideRule { MostLearners = most, ValidFrom = from, ValidTo = Day(row["valid_to"]), Reference = row["reference"], Note = row["note"] });
            }
        }
    }

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
