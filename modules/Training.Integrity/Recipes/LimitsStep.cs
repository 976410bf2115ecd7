using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Integrity.Limits;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Integrity.Recipes;

/// <summary>Adds the figures from which on the site asks, from a CSV file. One of a pattern, technique and day is left as it is.</summary>
internal sealed class LimitsStep(TrainingDbContext db, ITechniques techniques, TimeProvider clock) : IRecipeStep
{
    public string Name => "IntegrityLimits";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var catalogue = await techniques.GetAsync(ct);
        var known = (await db.Set<Limit>().Select(l => new { l.Pattern, l.TechniqueId, l.ValidFrom }).ToListAsync(ct)).Select(l => (l.Pattern, l.TechniqueId, l.ValidFrom)).ToHashSet();
        foreach (var row in context.ReadTable("pattern", "technique_key", "valid_from", "number", "days", "source"))
        {
            var technique = row["technique_key"].Length == 0 ? null : catalogue.FindTechnique(row["technique_key"]);
            if (!Enum.TryParse<Pattern>(row["pattern"], out var pattern)
                || !DateOnly.TryParseExact(row["valid_from"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
                || row.Number32("number") is not { } number
                || pattern.HasDays() != (row.Number32("days") is not null)
                || row["source"].Length == 0)
            {
                context.Problem("needs a known pattern, a day (yyyy-MM-dd), a number, days where the pattern has them, and a source", row.Number);
            }
            else if (technique is null && row["technique_key"].Length > 0)
            {
                context.Problem($"there is no technique '{row["technique_key"]}'", row.Number);
            }
            else if (known.Add((pattern, technique?.Id, from)))
            {
                db.Add(new Limit
                {
                    Pattern = pattern,
                    TechniqueId = technique?.Id,
                    ValidFrom = from,
                    Number = number,
                    Days = row.Number32("days"),
                    Source = row["source"],
                    SetAt = clock.GetUtcNow(),
                    SetBy = "",
                });
            }
        }
    }
}
