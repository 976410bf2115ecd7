using Microsoft.EntityFrameworkCore;
using Training.Acceptance.FollowUps;
using Training.Data;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Acceptance.Recipes;

/// <summary>Adds when the newest version of a package wants its follow-ups, from a CSV file. What is there already is left as it is.</summary>
internal sealed class FollowUpRulesStep(TrainingDbContext db, ITechniques techniques) : IRecipeStep
{
    public string Name => "FollowUpRules";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var catalogue = await techniques.GetAsync(ct);
        var known = (await db.Set<FollowUpRule>().Select(r => new { r.PackageVersionId, r.Number }).ToListAsync(ct)).Select(r => (r.PackageVersionId, r.Number)).ToHashSet();
        foreach (var row in context.ReadTable("package_code", "number", "after", "source"))
        {
            var number = row.Number32("number") ?? 0;
            if (catalogue.FindPackage(row["package_code"]) is not { } package
                || number is < 1 or > FollowUpPlan.Count
                || FollowUpPlan.DueOn(DateOnly.MinValue, row["after"]) is null
                || row["source"].Length == 0)
            {
                context.Problem($"needs a known package, a number from 1 to {FollowUpPlan.Count}, a duration of whole days such as P3M, and a source", row.Number);
            }
            else if (known.Add((package.Id, number)))
            {
                db.Add(new FollowUpRule { PackageVersionId = package.Id, Number = number, After = row["after"], Source = row["source"] });
            }
        }
    }
}
