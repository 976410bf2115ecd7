using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Cme.Contracts;
using Training.Cme.Ledger;
using Training.Cme.Rules;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Cme.Recipes;

/// <summary>
/// Adds what activities are worth in credit hours from a day on, with the law it is from; what is there already stays. Courses that people finished before the site
/// had these rules are counted by them.
/// </summary>
internal sealed class CreditRulesStep(TrainingDbContext db, ICourses courses, PostCourse post) : IRecipeStep
{
    private static readonly Dictionary<string, CreditKind> Kinds = new() { ["per_period"] = CreditKind.PerPeriod, ["fixed"] = CreditKind.Fixed, ["per_year"] = CreditKind.PerYear };

    public string Name => "CreditRules";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        if (!DateOnly.TryParseExact((string?)context.Step["from"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            || (string?)context.Step["reference"] is not { Length: > 0 } reference)
        {
            context.Problem("step CreditRules needs 'from' (a day such as 2024-01-01) and 'reference'");
            return;
        }

        var known = await db.Set<CreditRule>().Where(r => r.From == from).Select(r => r.Activity).ToHashSetAsync(ct);
        foreach (var row in context.ReadTable("group_no", "activity_code", "name_vi", "name_en", "rule", "credit_hours", "unit_vi", "unit_en", "note_vi", "note_en"))
        {
            if (row.Number32("group_no") is not { } group
                || !Kinds.TryGetValue(row["rule"], out var kind)
                || !decimal.TryParse(row["credit_hours"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours)
                || hours <= 0
                || hours * 100m % 1m != 0)
            {
                context.Problem("group_no, rule or credit_hours can not be read; hours have at most two decimals", row.Number);
                continue;
            }

            if (known.Add(row["activity_code"]))
            {
                db.Add(new CreditRule
                {
                    Activity = row["activity_code"],
                    Group = group,
                    NameVi = row["name_vi"],
                    NameEn = row["name_en"],
                    Kind = kind,
                    Hours = hours,
                    UnitVi = row["unit_vi"],
                    UnitEn = row["unit_en"],
                    NoteVi = row["note_vi"],
                    NoteEn = row["note_en"],
                    From = from,
                    Reference = reference,
                });
            }
        }

        if (context.Problems.Count > 0)
        {
            return;
        }

        await db.SaveChangesAsync(ct);
        var posted = (await db.Unscoped<CreditEntry>().Where(e => e.CourseId != null).Select(e => new { e.PersonId, e.CourseId }).ToListAsync(ct)).ToHashSet();
        foreach (var result in (await courses.AllResultsAsync(ct)).Where(r => !posted.Contains(new { r.PersonId, CourseId = (Guid?)r.CourseId })))
        {
            await post.PostAsync(result.PersonId, result.CourseId, result.CompletedAt, ct);
        }
    }
}
