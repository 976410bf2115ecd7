using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Training.Activities.Content;
using Training.Modules;

namespace Training.Activities.Assignments;

/// <summary>How well a criterion can be met.</summary>
internal sealed record RubricLevel(int Points, string NameVi, string? NameEn)
{
    public string Display => Show.Name(NameVi, NameEn);
}

/// <summary>One thing that a work is looked at for.</summary>
internal sealed record Criterion(string NameVi, string? NameEn, IReadOnlyList<RubricLevel> Levels)
{
    public string Display => Show.Name(NameVi, NameEn);

    public int Most => Levels.Max(level => level.Points);
}

/// <summary>Criteria with their levels and points.</summary>
internal sealed partial record Rubric(IReadOnlyList<Criterion> Criteria)
{
    public const int MostCriteria = 20;
    public const int MostLevels = 8;
    public const int MostPoints = 1000;
    public const int NameLength = 300;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static Rubric None { get; } = new([]);

    /// <summary>Points of a work that meets everything best.</summary>
    public int Most => Criteria.Sum(criterion => criterion.Most);

    /// <summary>The mark in percent, of the levels chosen for the criteria in their order.</summary>
    /// <exception cref="RuleViolation">A criterion has no level, or one that it does not have.</exception>
    public decimal PercentOf(IReadOnlyList<int?> chosen)
    {
        for (var i = 0; i < Criteria.Count; i++)
        {
            if (i >= chosen.Count || chosen[i] is not { } level || level < 0 || level >= Criteria[i].Levels.Count)
            {
                throw new RuleViolation("Mark.Unfinished", Criteria[i].Display) { Field = FormattableString.Invariant($"Input.Levels[{i}]") };
            }
        }

        return decimal.Round(Criteria.Index().Sum(c => c.Item.Levels[chosen[c.Index]!.Value].Points) * 100m / Most, 2);
    }

    public string ToJson() => JsonSerializer.Serialize(Criteria, Options);

    public static Rubric FromJson(string json) => new(JsonSerializer.Deserialize<List<Criterion>>(json, Options) ?? []);

    /// <summary>As an author writes it: a line for each criterion, below it a line for each level with a hyphen and its points.</summary>
    public string ToText() => string.Join("\n\n", Criteria.Select(c =>
        string.Join('\n', c.Levels.Select(l => FormattableString.Invariant($"- {l.Points} {ActivityText.Join(l.NameVi, l.NameEn)}")).Prepend(ActivityText.Join(c.NameVi, c.NameEn)))));

    /// <summary>Reads what an author wrote, and says everything that can not be read.</summary>
    public static (Rubric Rubric, IReadOnlyList<NotationError> Errors) Parse(string? text)
    {
        var criteria = new List<(int Line, string Vi, string? En, List<RubricLevel> Levels)>();
        var errors = new List<NotationError>();
        foreach (var (index, line) in (text ?? "").ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (line.Trim() is not { Length: > 0 } written)
            {
                continue;
            }

            if (Level().Match(written) is { Success: true } match)
            {
                var (vi, en) = ActivityText.Bilingual(match.Groups["name"].Value);
                if (criteria.Count == 0)
                {
                    errors.Add(new NotationError(index + 1, "Rubric.LevelFirst"));
                }
                else if (vi.Length is 0 or > NameLength || en?.Length > NameLength)
                {
                    errors.Add(new NotationError(index + 1, "Rubric.Name"));
                }
                else if (!int.TryParse(match.Groups["points"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var points) || points > MostPoints)
                {
                    errors.Add(new NotationError(index + 1, "Rubric.WrongPoints"));
                }
                else
                {
                    criteria[^1].Levels.Add(new RubricLevel(points, vi.Normalize(), en));
                }
            }
            else if (written[0] is '-' or '–' or '•' or '*')
            {
                errors.Add(new NotationError(index + 1, "Rubric.WrongPoints"));
            }
            else
            {
                var (vi, en) = ActivityText.Bilingual(written);
                if (vi.Length is 0 or > NameLength || en?.Length > NameLength)
                {
                    errors.Add(new NotationError(index + 1, "Rubric.Name"));
                }

                criteria.Add((index + 1, vi.Normalize(), en, []));
            }
        }

        // Points decide nothing where every level has the same.
        errors.AddRange(criteria.Where(c => c.Levels.Count < 2).Select(c => new NotationError(c.Line, "Rubric.TooFewLevels")));
        errors.AddRange(criteria.Where(c => c.Levels.Count > MostLevels).Select(c => new NotationError(c.Line, "Rubric.TooManyLevels")));
        errors.AddRange(criteria.Where(c => c.Levels.Count >= 2 && c.Levels.All(l => l.Points == c.Levels[0].Points)).Select(c => new NotationError(c.Line, "Rubric.SamePoints")));
        if (criteria.Count > MostCriteria)
        {
            errors.Add(new NotationError(criteria[MostCriteria].Line, "Rubric.TooManyCriteria"));
        }

        return (new Rubric([.. criteria.Select(c => new Criterion(c.Vi, c.En, c.Levels))]), [.. errors.OrderBy(e => e.Line)]);
    }

    [GeneratedRegex(@"^[-–•*]\s*(?<points>\d{1,6})(?:\s*[:.–-]\s*|\s+)(?<name>.*)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Level();
}
