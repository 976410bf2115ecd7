using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Techniques.Catalogue;
using Training.Techniques.Contracts;

namespace Training.Techniques.Recipes;

/// <summary>Adds the techniques of a CSV file that are not there yet. What an administrator edited stays.</summary>
internal sealed class TechniquesStep(TrainingDbContext db) : IRecipeStep
{
    private static readonly Dictionary<string, TechniqueKind> Kinds = new()
    {
        ["phau_thuat"] = TechniqueKind.PhauThuat,
        ["thu_thuat"] = TechniqueKind.ThuThuat,
        ["dich_vu"] = TechniqueKind.DichVu,
    };

    private static readonly string[] Required = ["technique_key", "technique_code_demo", "name_vi", "specialty_key", "specialty_vi"];

    private static readonly string[] Numbers =
        ["min_observe", "min_assist", "min_supervised", "min_independent_monitored", "theory_hours", "weeks_at_donor", "followup_months"];

    private static readonly string[] Others =
        ["name_en", "specialty_en", "kind", "class_typical", "class_label_vi", "typical_donor_hospitals", "team_roles", "equipment_required", "outcome_indicator", "transfer_evidence", "moh_code"];

    public string Name => "Techniques";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var known = await db.Techniques.Select(t => t.Key).ToHashSetAsync(ct);
        foreach (var row in context.ReadTable([.. Required, .. Numbers, .. Others]))
        {
            if (!IsValid(context, row) || !known.Add(row["technique_key"]))
            {
                continue;
            }

            var technique = new Technique
            {
                Key = row["technique_key"],
                Code = row["technique_code_demo"],
                NameVi = row["name_vi"],
                NameEn = row["name_en"],
                SpecialtyKey = row["specialty_key"],
                SpecialtyVi = row["specialty_vi"],
                SpecialtyEn = row["specialty_en"],
                Kind = Kinds[row["kind"]],
                ClassCode = OrNull(row["class_typical"]),
                ClassLabel = row["class_typical"].Length == 0 ? null : OrNull(row["class_label_vi"]),
                TypicalDonors = row["typical_donor_hospitals"],
                MinObserve = row.Number32("min_observe")!.Value,
                MinAssist = row.Number32("min_assist")!.Value,
                MinSupervised = row.Number32("min_supervised")!.Value,
                MinIndependent = row.Number32("min_independent_monitored")!.Value,
                TheoryHours = row.Number32("theory_hours")!.Value,
                WeeksAtDonor = row.Number32("weeks_at_donor")!.Value,
                TeamRoles = row["team_roles"],
                Equipment = OrNull(row["equipment_required"]),
                FollowUpMonths = row.Number32("followup_months")!.Value,
                OutcomeIndicator = OrNull(row["outcome_indicator"]),
                TransferEvidence = OrNull(row["transfer_evidence"]),
                MohCode = OrNull(row["moh_code"]),
            };
            technique.Changed();
            db.Add(technique);
        }

        await db.SaveChangesAsync(ct);
    }

    private static bool IsValid(RecipeStepContext context, RecipeRow row)
    {
        var problems = context.Problems.Count;
        foreach (var column in Required.Where(column => row[column].Length == 0))
        {
            context.Problem($"{column} is empty", row.Number);
        }

        foreach (var column in Numbers.Where(column => row.Number32(column) is null))
        {
            context.Problem($"{column} '{row[column]}' is not a whole number", row.Number);
        }

        if (!Kinds.ContainsKey(row["kind"]))
        {
            context.Problem($"kind '{row["kind"]}' is none of {string.Join(", ", Kinds.Keys)}", row.Number);
        }

        var team = Technique.Split(row["team_roles"]);
        if (team.Length == 0 || team.Distinct().Count() < team.Length || !team.All(Enum.GetNames<TeamRole>().Contains))
        {
            context.Problem($"team_roles '{row["team_roles"]}' is not a list of {string.Join(", ", Enum.GetNames<TeamRole>())}", row.Number);
        }

        return context.Problems.Count == problems;
    }

    private static string? OrNull(string cell) => cell.Length == 0 ? null : cell;
}
