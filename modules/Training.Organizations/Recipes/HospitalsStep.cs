using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Organizations.Hospitals;

namespace Training.Organizations.Recipes;

/// <summary>Adds the hospitals of a CSV file that are not there yet. What an administrator edited stays.</summary>
internal sealed class HospitalsStep(TrainingDbContext db) : IRecipeStep
{
    private static readonly Dictionary<string, HospitalTier> Tiers = new()
    {
        ["chuyen_sau"] = HospitalTier.ChuyenSau,
        ["co_ban"] = HospitalTier.CoBan,
        ["ban_dau"] = HospitalTier.BanDau,
    };

    public string Name => "Hospitals";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var provinces = await db.Provinces.ToDictionaryAsync(p => p.Code, p => p.Id, ct);
        var known = await db.Hospitals.Select(h => h.Key).ToHashSetAsync(ct);
        foreach (var row in context.ReadTable("hospital_key", "name_vi", "name_en", "province_code", "former_province_vi", "governing_body_vi", "kind", "admin_level", "kcb_tier", "kcb_tier_status", "transfer_role", "training_unit_code_demo", "rank"))
        {
            var problems = context.Problems.Count;
            if (!provinces.TryGetValue(row["province_code"], out var provinceId))
            {
                context.Problem($"there is no province with code '{row["province_code"]}'", row.Number);
            }

            if (!Tiers.TryGetValue(row["kcb_tier"], out var tier))
            {
                context.Problem($"kcb_tier '{row["kcb_tier"]}' is none of {string.Join(", ", Tiers.Keys)}", row.Number);
            }

            if (!Enum.TryParse<TransferRole>(row["transfer_role"], ignoreCase: true, out var role))
            {
                context.Problem($"transfer_role '{row["transfer_role"]}' is none of core, both, satellite", row.Number);
            }

            HospitalRank? rank = null;
            if (row["rank"].Length > 0)
            {
                if (Enum.TryParse<HospitalRank>(row["rank"], ignoreCase: true, out var named) && Enum.IsDefined(named))
                {
                    rank = named;
                }
                else
                {
                    context.Problem($"rank '{row["rank"]}' is none of special, I, II, III", row.Number);
                }
            }

            if (row["admin_level"].Length > 0 && !Hospital.AdminLevels.Contains(row["admin_level"]))
            {
                context.Problem($"admin_level '{row["admin_level"]}' is none of {string.Join(", ", Hospital.AdminLevels)}", row.Number);
            }

            if (row["kind"].Length > 0 && !Hospital.Kinds.Contains(row["kind"]))
            {
                context.Problem($"kind '{row["kind"]}' is none of {string.Join(", ", Hospital.Kinds)}", row.Number);
            }

            if (row["name_vi"].Length == 0)
            {
                context.Problem("name_vi is empty", row.Number);
            }

            if (context.Problems.Count > problems || !known.Add(row["hospital_key"]))
            {
                continue;
            }

            var hospital = new Hospital
            {
                Key = row["hospital_key"],
                Name = row["name_vi"],
                NameEn = row["name_en"],
                ProvinceId = provinceId,
                FormerProvince = OrNull(row["former_province_vi"]),
                GoverningBody = OrNull(row["governing_body_vi"]),
                Kind = OrNull(row["kind"]),
                AdminLevel = OrNull(row["admin_level"]),
                Tier = tier,
                TierConfirmed = row["kcb_tier_status"] == "fact",
                Rank = rank,
                TransferRole = role,
                TrainingUnitCode = OrNull(row["training_unit_code_demo"]),
            };
            hospital.Changed();
            db.Add(hospital);
        }

        await db.SaveChangesAsync(ct);
    }

    private static string? OrNull(string cell) => cell.Length == 0 ? null : cell;
}
