using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Organizations.Departments;
using Training.Organizations.History;
using Training.Organizations.Hospitals;

namespace Training.Organizations.Recipes;

/// <summary>Adds the departments of a CSV file to hospitals that do not have one of that name yet, open or closed.</summary>
internal sealed class DepartmentsStep(TrainingDbContext db) : IRecipeStep
{
    public string Name => "Departments";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var hospitals = await db.Hospitals.ToDictionaryAsync(h => h.Key, h => h.Id, ct);
        var known = (await db.Departments.Select(d => new { d.HospitalId, d.Name }).ToListAsync(ct)).Select(d => (d.HospitalId, VietnameseText.Fold(d.Name))).ToHashSet();
        foreach (var row in context.ReadTable("hospital_key", "name_vi", "name_en", "valid_from"))
        {
            var from = Dated.Always;
            if (row["valid_from"].Length > 0 && !DateOnly.TryParseExact(row["valid_from"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out from))
            {
                context.Problem($"valid_from '{row["valid_from"]}' is not a day such as 2025-07-01", row.Number);
            }
            else if (!hospitals.TryGetValue(row["hospital_key"], out var hospitalId))
            {
                context.Problem($"there is no hospital with key '{row["hospital_key"]}'", row.Number);
            }
            else if (row["name_vi"].Length == 0)
            {
                context.Problem("name_vi is empty", row.Number);
            }
            else if (known.Add((hospitalId, VietnameseText.Fold(row["name_vi"]))))
            {
                var department = new Department { HospitalId = hospitalId, Name = row["name_vi"], NameEn = row["name_en"].Length == 0 ? null : row["name_en"], From = from };
                department.Changed();
                db.Add(department);
            }
        }

        await db.SaveChangesAsync(ct);
    }
}
