using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Organizations.History;
using Training.Organizations.Hospitals;
using Training.Organizations.Provinces;

namespace Training.Organizations.Recipes;

/// <summary>
/// Adds the provinces of a CSV file that are not there yet and, where the step names a <c>history</c>, the provinces merged into them and
/// every name with its days. What an administrator edited stays: a province that has names gets none from the file.
/// </summary>
internal sealed class ProvincesStep(TrainingDbContext db, TimeProvider clock) : IRecipeStep
{
    public string Name => "Provinces";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var known = await db.Provinces.ToDictionaryAsync(p => p.Code, ct);
        foreach (var row in context.ReadTable("province_code", "short_name_vi", "full_name_vi", "unit_type", "admin_centre_vi", "region_vi", "region_en", "health_department_vi"))
        {
            var code = row["province_code"];
            if (!IsCode(code))
            {
                context.Problem($"province_code '{code}' is not two digits", row.Number);
                continue;
            }

            if (known.ContainsKey(code))
            {
                continue;
            }

            known[code] = Add(new Province
            {
                Code = code,
                ShortName = row["short_name_vi"],
                FullName = row["full_name_vi"],
                UnitType = row["unit_type"],
                AdminCentre = row["admin_centre_vi"],
                RegionVi = row["region_vi"],
                RegionEn = row["region_en"],
                HealthDepartment = row["health_department_vi"],
                SortKey = "",
            });
        }

        if (context.Second("history") is { } history)
        {
            await AddHistoryAsync(history, known, ct);
            context.ProblemsOf(history);
        }

        await db.SaveChangesAsync(ct);
    }

    private static bool IsCode(string code) => code.Length == 2 && code.All(char.IsAsciiDigit);

    private async Task AddHistoryAsync(RecipeStepContext history, Dictionary<string, Province> known, CancellationToken ct)
    {
        var named = await db.ProvinceNames.Select(n => n.ProvinceId).ToHashSetAsync(ct);
        var added = new Dictionary<Guid, List<ProvinceName>>();
        foreach (var row in history.ReadTable("province", "official_code", "short_name_vi", "full_name_vi", "unit_type", "health_department_vi", "valid_from", "valid_to", "successor", "reference"))
        {
            var (from, to) = (DayOf(history, row, "valid_from") ?? Dated.Always, DayOf(history, row, "valid_to"));
            if (!IsCode(row["official_code"]) || !ProvinceName.UnitTypes.Contains(row["unit_type"]))
            {
                history.Problem($"official_code '{row["official_code"]}' is not two digits, or unit_type '{row["unit_type"]}' is not tinh or thanh_pho", row.Number);
                continue;
            }

            if (!known.TryGetValue(row["province"], out var province))
            {
                if (!known.TryGetValue(row["successor"], out var successor) || to is null)
                {
                    history.Problem($"there is no province '{row["province"]}', and what was merged needs a successor and a last day", row.Number);
                    continue;
                }

                province = known[row["province"]] = Add(Abolished(row, successor, to.Value.AddDays(1)));
            }

            var name = new ProvinceName
            {
                ProvinceId = province.Id,
                OfficialCode = row["official_code"],
                ShortName = row["short_name_vi"],
                FullName = row["full_name_vi"],
                UnitType = row["unit_type"],
                HealthDepartment = row["health_department_vi"],
                From = from,
                To = to,
                Reference = row["successor"].Length == 0 && row["reference"].Length > 0 ? row["reference"] : null,
            };
            var names = added.TryGetValue(province.Id, out var before) ? before : added[province.Id] = [];
            if (to < from || names.Overlapping(from, to) is not null)
            {
                history.Problem($"the days of '{row["full_name_vi"]}' overlap with those of another name of the same province", row.Number);
                continue;
            }

            names.Add(name);
        }

        var today = clock.Today();
        foreach (var province in known.Values.Where(p => !named.Contains(p.Id) && added.ContainsKey(p.Id)))
        {
            db.AddRange(added[province.Id]);
            if (added[province.Id].On(today) is { } current)
            {
                province.Take(current);
            }

            province.Changed();
        }
    }

    private Province Add(Province province)
    {
        province.Changed();
        db.Add(province);
        return province;
    }

    private static Province Abolished(RecipeRow row, Province successor, DateOnly closedOn) => new()
    {
        Code = row["province"],
        ShortName = row["short_name_vi"],
        FullName = row["full_name_vi"],
        UnitType = row["unit_type"],
        AdminCentre = "",
        RegionVi = successor.RegionVi,
        RegionEn = successor.RegionEn,
        HealthDepartment = row["health_department_vi"],
        SortKey = "",
        ClosedOn = closedOn,
        SuccessorId = successor.Id,
        ClosedReference = row["reference"],
    };

    private static DateOnly? DayOf(RecipeStepContext context, RecipeRow row, string column)
    {
        if (row[column].Length == 0)
        {
            return null;
        }

        if (DateOnly.TryParseExact(row[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        context.Problem($"{column} '{row[column]}' is not a day such as 2025-07-01", row.Number);
        return null;
    }
}
