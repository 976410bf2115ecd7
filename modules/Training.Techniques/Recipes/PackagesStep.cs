using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Techniques.Catalogue;
using Training.Techniques.Contracts;
using Training.Techniques.Packages;

namespace Training.Techniques.Recipes;

/// <summary>
/// Adds the packages of a CSV file that are not there yet and publishes their first version, with the targets of
/// <see cref="TargetRule"/> and, where the columns <c>mix_…</c> have numbers, what the cases have to contain. The step's <c>theory</c> names the
/// course of a package: <c>{"GKT-09": "LT-GKT-09"}</c>.
/// </summary>
internal sealed class PackagesStep(TrainingDbContext db, ICourses courses, TimeProvider clock) : IRecipeStep
{
    private static readonly (CaseMixKind Kind, string Column)[] MixColumns =
        [(CaseMixKind.Emergency, "mix_emergency"), (CaseMixKind.Difficult, "mix_difficult"), (CaseMixKind.ManagedComplication, "mix_managed_complication")];

    public string Name => "Packages";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var rows = context.ReadTable("package_code_demo", "name_vi", "name_en", "typical_donor_hospital", "technique_key", "is_main_technique", "evidence");
        var theory = await TheoryAsync(context, [.. rows.Select(row => row["package_code_demo"])], ct);
        var techniques = await db.Techniques.AsNoTracking().ToDictionaryAsync(t => t.Key, ct);
        var known = await db.TechniquePackages.Select(p => p.Code).ToHashSetAsync(ct);
        foreach (var lines in rows.GroupBy(row => row["package_code_demo"]))
        {
            if (IsValid(context, [.. lines], techniques) && !known.Contains(lines.Key))
            {
                Add([.. lines], techniques, theory.TryGetValue(lines.Key, out var courseId) ? courseId : null);
            }
        }

        if (context.Problems.Count == 0)
        {
            await db.SaveChangesAsync(ct);
        }
    }

    private async Task<Dictionary<string, Guid>> TheoryAsync(RecipeStepContext context, HashSet<string> packages, CancellationToken ct)
    {
        var wanted = (context.Step["theory"] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => (string?)pair.Value ?? "");
        var found = await courses.FindByCodeAsync(wanted.Values, ct);
        foreach (var (package, course) in wanted)
        {
            if (!packages.Contains(package))
            {
                context.Problem($"theory names package '{package}', which is not in the file");
            }

            if (!found.ContainsKey(course))
            {
                context.Problem($"theory of package '{package}' names course '{course}', which does not exist or is not published");
            }
        }

        return wanted.Where(pair => found.ContainsKey(pair.Value)).ToDictionary(pair => pair.Key, pair => found[pair.Value].Id);
    }

    private static bool IsValid(RecipeStepContext context, RecipeRow[] lines, Dictionary<string, Technique> techniques)
    {
        var problems = context.Problems.Count;
        var seen = new HashSet<string>();
        foreach (var row in lines)
        {
            if (row["package_code_demo"].Length == 0 || row["name_vi"].Length == 0)
            {
                context.Problem("package_code_demo or name_vi is empty", row.Number);
            }

            if (!techniques.ContainsKey(row["technique_key"]))
            {
                context.Problem($"there is no technique '{row["technique_key"]}'", row.Number);
            }
            else if (!seen.Add(row["technique_key"]))
            {
                context.Problem($"technique '{row["technique_key"]}' is in the package twice", row.Number);
            }

            foreach (var (_, column) in MixColumns.Where(mix => row[mix.Column].Length > 0 && row.Number32(mix.Column) is null))
            {
                context.Problem($"{column} '{row[column]}' is not a whole number", row.Number);
            }

            if (row["is_main_technique"] is not ("yes" or "no"))
            {
                context.Problem($"is_main_technique '{row["is_main_technique"]}' is neither yes nor no", row.Number);
            }
        }

        if (lines.Count(row => row["is_main_technique"] == "yes") != 1)
        {
            context.Problem($"package '{lines[0]["package_code_demo"]}' needs exactly one main technique", lines[0].Number);
        }

        return context.Problems.Count == problems;
    }

    private void Add(RecipeRow[] lines, Dictionary<string, Technique> techniques, Guid? theoryCourseId)
    {
        var package = new TechniquePackage { Code = lines[0]["package_code_demo"], TypicalDonor = lines[0]["typical_donor_hospital"] };
        var version = new PackageVersion
        {
            PackageId = package.Id,
            Number = 1,
            NameVi = lines[0]["name_vi"],
            NameEn = lines[0]["name_en"],
            TheoryCourseId = theoryCourseId,
            PublishedAt = clock.GetUtcNow(),
        };
        foreach (var (index, row) in lines.OrderBy(row => row["is_main_technique"] == "no").Index())
        {
            var technique = techniques[row["technique_key"]];
            version.Techniques.Add(new PackageTechnique
            {
                PackageVersionId = version.Id,
                TechniqueId = technique.Id,
                Position = index + 1,
                IsMain = row["is_main_technique"] == "yes",
                Evidence = row["evidence"],
            });
            foreach (var (kind, column) in MixColumns)
            {
                if (row.Number32(column) is { } count and > 0)
                {
                    version.CaseMix.Add(new PackageCaseMix { PackageVersionId = version.Id, TechniqueId = technique.Id, Role = TargetRule.PerformerOf(technique), Kind = kind, Count = count });
                }
            }

            foreach (var target in TargetRule.For(technique))
            {
                version.Targets.Add(new PackageTarget
                {
                    PackageVersionId = version.Id,
                    TechniqueId = target.TechniqueId,
                    Role = target.Role,
                    Stage = target.Stage,
                    Count = target.Count,
                    MinEntrustment = target.MinEntrustment,
                });
            }
        }

        package.Published();
        db.Add(package);
        db.Add(version);
    }
}
