using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Cme.Rules;
using Training.Data;
using Training.Modules;

namespace Training.Cme.Recipes;

/// <summary>Adds how many credit hours are asked for in how many years, and when the site warns, from a day on; a day that is there already stays.</summary>
internal sealed class TargetsStep(TrainingDbContext db, TargetReader targets) : IRecipeStep
{
    public string Name => "CmeTargets";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var known = await db.Set<Target>().Select(t => t.From).ToHashSetAsync(ct);
        foreach (var row in context.ReadTable("valid_from", "hours", "years", "amber_days", "red_days", "open_from", "reference"))
        {
            if (!Day(row["valid_from"], out var from)
                || !Day(row["open_from"], out var open)
                || row.Number32("hours") is not ({ } hours and > 0)
                || row.Number32("years") is not ({ } years and > 0)
                || row.Number32("red_days") is not { } red
                || row.Number32("amber_days") is not { } amber
                || amber < red
                || row["reference"].Length == 0)
            {
                context.Problem("needs two days (yyyy-MM-dd), hours and years above 0, amber_days not below red_days, and a reference", row.Number);
            }
            else if (known.Add(from))
            {
                db.Add(new Target { From = from, Hours = hours, Years = years, AmberDays = amber, RedDays = red, OpenFrom = open, Reference = row["reference"] });
            }
        }

        if (context.Problems.Count == 0)
        {
            await db.SaveChangesAsync(ct);
            await targets.ChangedAsync(ct);
        }
    }

    private static bool Day(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
