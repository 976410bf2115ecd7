using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Rating;
using Training.Modules;

namespace Training.Logbook.Recipes;

/// <summary>Adds the rating form of a CSV file, valid from the step's <c>from</c>, unless there is one from that day.</summary>
internal sealed class RatingFormStep(TrainingDbContext db, Ratings ratings) : IRecipeStep
{
    public string Name => "RatingForm";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var rows = context.ReadTable("scale", "level", "name_vi", "name_en");
        if (!DateOnly.TryParse((string?)context.Step["from"], out var from) || (string?)context.Step["source"] is not { Length: > 0 } source)
        {
            context.Problem("a rating form needs from (a day) and source");
            return;
        }

        if (await db.Set<RatingForm>().AnyAsync(f => f.ValidFrom == from, ct))
        {
            return;
        }

        var form = new RatingForm { ValidFrom = from, Source = source };
        foreach (var row in rows)
        {
            if (!Enum.TryParse<Scale>(row["scale"], out var scale) || row.Number32("level") is not (>= 1 and <= 5) || row["name_vi"].Length == 0)
            {
                context.Problem($"scale '{row["scale"]}' and level '{row["level"]}' are not those of a scale, or the name is missing", row.Number);
                continue;
            }

            form.Levels.Add(new RatingLevel { FormId = form.Id, Scale = scale, Level = row.Number32("level")!.Value, NameVi = row["name_vi"], NameEn = row["name_en"] });
        }

        foreach (var (scale, most) in new[] { (Scale.Entrustment, 5), (Scale.Performance, 5), (Scale.Difficulty, 3) })
        {
            if (!form.Of(scale).Select(level => level.Level).SequenceEqual(Enumerable.Range(1, most)))
            {
                context.Problem($"scale {scale} needs the levels 1 to {most}, each once");
            }
        }

        if (context.Problems.Count == 0)
        {
            db.Add(form);
            await db.SaveChangesAsync(ct);
            await ratings.ChangedAsync(ct);
        }
    }
}

/// <summary>Adds the reasons of a CSV file that are not there yet.</summary>
internal sealed class ReturnReasonsStep(TrainingDbContext db, Ratings ratings) : IRecipeStep
{
    public string Name => "ReturnReasons";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var rows = context.ReadTable("key", "position", "name_vi", "name_en");
        var known = await db.Set<ReturnReason>().Select(r => r.Key).ToHashSetAsync(ct);
        foreach (var row in rows)
        {
            if (row["key"].Length == 0 || row.Number32("position") is not { } position || row["name_vi"].Length == 0)
            {
                context.Problem("key, position or name_vi is missing", row.Number);
            }
            else if (known.Add(row["key"]))
            {
                db.Add(new ReturnReason { Key = row["key"], Position = position, NameVi = row["name_vi"], NameEn = row["name_en"] });
            }
        }

        if (context.Problems.Count == 0)
        {
            await db.SaveChangesAsync(ct);
            await ratings.ChangedAsync(ct);
        }
    }
}
