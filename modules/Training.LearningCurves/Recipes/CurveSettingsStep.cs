using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.LearningCurves.Maths;
using Training.LearningCurves.Settings;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.LearningCurves.Recipes;

/// <summary>
/// Adds what curves are measured by, from a CSV file: for a technique in the newest version of a package, or (<c>*</c>, <c>*</c>) for those without
/// settings of their own. One of the same day is left as it is.
/// </summary>
internal sealed class CurveSettingsStep(TrainingDbContext db, ITechniques techniques, SettingsReader settings, TimeProvider clock) : IRecipeStep
{
    public string Name => "CurveSettings";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var catalogue = await techniques.GetAsync(ct);
        var known = (await db.Set<CurveSetting>().Select(s => new { s.PackageVersionId, s.TechniqueId, s.ValidFrom }).ToListAsync(ct))
            .Select(s => (s.PackageVersionId, s.TechniqueId, s.ValidFrom)).ToHashSet();
        var added = false;
        foreach (var row in context.ReadTable("package_code", "technique_key", "p0", "p1", "competence_limit", "relapse_limit", "valid_from", "source"))
        {
            var common = row["package_code"] == "*" && row["technique_key"] == "*";
            var (package, technique) = common ? (null, null) : (catalogue.FindPackage(row["package_code"]), catalogue.FindTechnique(row["technique_key"]));
            if (!common && (package is null || technique is null || !package.TechniqueIds.Contains(technique.Id)))
            {
                context.Problem($"there is no technique '{row["technique_key"]}' in a package '{row["package_code"]}'", row.Number);
            }
            else if (Number(row, "p0") is not { } acceptable || Number(row, "p1") is not { } unacceptable
                || Number(row, "competence_limit") is not { } competence || Number(row, "relapse_limit") is not { } relapse
                || CurveRule.Faults((double)acceptable, (double)unacceptable, (double)competence, (double)relapse).Count > 0)
            {
                context.Problem("needs 0 < p0 < p1 < 1 and limits above 0", row.Number);
            }
            else if (!DateOnly.TryParseExact(row["valid_from"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from) || row["source"].Length == 0)
            {
                context.Problem("valid_from is a day (yyyy-MM-dd), and settings have a source", row.Number);
            }
            else if (known.Add((package?.Id, technique?.Id, from)))
            {
                added = true;
                db.Add(new CurveSetting
                {
                    PackageVersionId = package?.Id,
                    TechniqueId = technique?.Id,
                    Acceptable = acceptable,
                    Unacceptable = unacceptable,
                    CompetenceLimit = competence,
                    RelapseLimit = relapse,
                    ValidFrom = from,
                    ValidTo = null,
                    Source = row["source"],
                    SetAt = clock.GetUtcNow(),
                    SetByUserId = null,
                    SetBy = "",
                });
            }
        }

        if (added)
        {
            await settings.ChangedAsync(ct);
        }
    }

    private static decimal? Number(RecipeRow row, string column)
        => decimal.TryParse(row[column], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
