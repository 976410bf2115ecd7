using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Cme.Ledger;
using Training.Cme.Rules;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Cme.Recipes;

/// <summary>
/// Carries hours over that were approved on paper before the site was there: each row of the CSV file is one activity, by the rule of its day. Nobody
/// is told. A row that is there already, with the same person, activity, day and words, is left as it is.
/// </summary>
internal sealed class CreditHistoryStep(TrainingDbContext db, IPeople people, CreditRules rules, TimeProvider clock) : IRecipeStep
{
    public string Name => "CreditHistory";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var rows = context.ReadTable("person", "activity_code", "title", "organizer", "days_ago", "units", "approved_by");
        var known = await people.FindByKeyAsync(rows.Select(row => row["person"]), ct);
        var there = (await db.Set<CreditEntry>().Where(e => e.CourseId == null).Select(e => new { e.PersonId, e.RuleId, e.Day, e.TitleVi }).ToListAsync(ct))
            .Select(e => (e.PersonId, e.RuleId, e.Day, e.TitleVi)).ToHashSet();
        foreach (var row in rows)
        {
            if (!known.TryGetValue(row["person"], out var person))
            {
                context.Problem($"there is no person '{row["person"]}'", row.Number);
                continue;
            }

            if (!int.TryParse(row["days_ago"], NumberStyles.None, CultureInfo.InvariantCulture, out var daysAgo) || row.Number32("units") is not ({ } units and > 0) || row["title"].Length == 0)
            {
                context.Problem("needs a title, days_ago and units above 0", row.Number);
                continue;
            }

            var day = clock.Today().AddDays(-daysAgo);
            if (await rules.FindAsync(row["activity_code"], day, ct) is not { } rule)
            {
                context.Problem($"no rule of '{row["activity_code"]}' was in force on that day", row.Number);
            }
            else if (there.Add((person.Id, rule.Id, day, row["title"])))
            {
                db.Add(new CreditEntry
                {
                    PersonId = person.Id,
                    Source = CreditSource.Activity,
                    FirstDay = day,
                    Day = day,
                    Units = units,
                    Hundredths = rule.HundredthsOf(units),
                    RuleId = rule.Id,
                    RuleVi = rule.NameVi,
                    RuleEn = rule.NameEn,
                    RuleReference = rule.Reference,
                    TitleVi = row["title"],
                    TitleEn = row["title"],
                    Organizer = row["organizer"],
                    PostedAt = clock.GetUtcNow(),
                    By = row["approved_by"],
                });
            }
        }
    }
}
