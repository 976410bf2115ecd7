using Microsoft.EntityFrameworkCore;
using Training.Acceptance.Readiness;
using Training.Data;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Acceptance.Recipes;

/// <summary>
/// Adds what has to be ready, from a CSV file: for every package (<c>*</c>), or for the newest version of one. What is there already, by package
/// and key, is left as it is.
/// </summary>
internal sealed class ReadinessStep(TrainingDbContext db, ITechniques techniques) : IRecipeStep
{
    public string Name => "Readiness";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var catalogue = await techniques.GetAsync(ct);
        var known = (await db.Set<ReadinessItem>().Select(i => new { i.PackageVersionId, i.Key }).ToListAsync(ct)).Select(i => (i.PackageVersionId, i.Key)).ToHashSet();
        foreach (var row in context.ReadTable("package_code", "key", "position", "name_vi", "name_en", "source"))
        {
            var package = row["package_code"] == "*" ? null : catalogue.FindPackage(row["package_code"]);
            if (package is null && row["package_code"] != "*")
            {
                context.Problem($"there is no package '{row["package_code"]}'", row.Number);
            }
            else if (row["key"].Length == 0 || row["name_vi"].Length == 0 || row["source"].Length == 0 || row.Number32("position") is not { } position)
            {
                context.Problem("key, name_vi, source or position is missing", row.Number);
            }
            else if (known.Add((package?.Id, row["key"])))
            {
                db.Add(new ReadinessItem
                {
                    PackageVersionId = package?.Id,
                    Key = row["key"],
                    Position = position,
                    NameVi = row["name_vi"],
                    NameEn = row["name_en"],
                    Source = row["source"],
                });
            }
        }
    }
}
