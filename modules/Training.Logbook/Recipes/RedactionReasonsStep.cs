using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Redaction;
using Training.Modules;

namespace Training.Logbook.Recipes;

/// <summary>Adds the kinds of reason to remove patient data that are not there yet, from a CSV file.</summary>
internal sealed class RedactionReasonsStep(TrainingDbContext db) : IRecipeStep
{
    public string Name => "RedactionReasons";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var rows = context.ReadTable("key", "position", "name_vi", "name_en");
        var known = await db.Set<RedactionReason>().Select(r => r.Key).ToHashSetAsync(ct);
        foreach (var row in rows)
        {
            if (row["key"].Length == 0 || row.Number32("position") is not { } position || row["name_vi"].Length == 0)
            {
                context.Problem("key, position or name_vi is missing", row.Number);
            }
            else if (known.Add(row["key"]))
            {
                db.Add(new RedactionReason { Key = row["key"], Position = position, NameVi = row["name_vi"], NameEn = row["name_en"] });
            }
        }
    }
}
