using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Organizations.Hospitals;
using Training.Organizations.Provinces;

namespace Training.Organizations.Recipes;

/// <summary>Adds the provinces of a CSV file that are not there yet. What an administrator edited stays.</summary>
internal sealed class ProvincesStep(TrainingDbContext db) : IRecipeStep
{
    public string Name => "Provinces";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var known = await db.Provinces.Select(p => p.Code).ToHashSetAsync(ct);
        foreach (var row in context.ReadTable("province_code", "short_name_vi", "full_name_vi", "unit_type", "merged_from_vi", "unchanged_2025", "admin_centre_vi", "region_vi", "region_en", "health_department_vi"))
        {
            var code = row["province_code"];
            if (code.Length != 2 || !code.All(char.IsAsciiDigit))
            {
                context.Problem($"province_code '{code}' is not two digits", row.Number);
                continue;
            }

            if (!known.Add(code))
            {
                continue;
            }

            var province = new Province
            {
                Code = code,
                ShortName = row["short_name_vi"],
                FullName = row["full_name_vi"],
                UnitType = row["unit_type"],
                MergedFrom = row["merged_from_vi"],
                AdminCentre = row["admin_centre_vi"],
                RegionVi = row["region_vi"],
                RegionEn = row["region_en"],
                HealthDepartment = row["health_department_vi"],
                SortKey = VietnameseText.SortKey(row["short_name_vi"]),
            };
            province.Changed();
            db.Add(province);
        }

        await db.SaveChangesAsync(ct);
    }
}
