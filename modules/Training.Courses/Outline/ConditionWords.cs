using Microsoft.Extensions.Localization;
using Training.Courses.Contracts;
using Training.Modules;

namespace Training.Courses.Outline;

/// <summary>Says conditions as sentences for learners and authors.</summary>
internal sealed class ConditionWords(IStringLocalizer<Texts> texts, IEnumerable<ITechniqueNames> techniques)
{
    public async Task<IReadOnlyList<string>> OfAsync(VersionOutline outline, IReadOnlyList<ItemCondition> conditions, bool any, CancellationToken ct)
    {
        var names = new Dictionary<Guid, string>();
        Guid[] asked = [.. conditions.OfType<StageReached>().Select(c => c.TechniqueId).Distinct()];
        foreach (var known in asked.Length > 0 ? techniques : [])
        {
            foreach (var (id, name) in await known.OfAsync(asked, ct))
            {
                names[id] = name;
            }
        }

        var sentences = conditions.Select(condition => Word(outline, condition, names)).ToArray();
        return any && sentences.Length > 1 ? [texts["Condition.Any", string.Join("; ", sentences)].Value] : sentences;
    }

    private string Word(VersionOutline outline, ItemCondition condition, Dictionary<Guid, string> names)
    {
        string Title(Guid item) => outline.Find(item)?.Display ?? texts["Condition.Gone"].Value;
        return condition switch
        {
            ItemFinished finished => texts["Condition.Finished", Title(finished.Item)],
            ScoreReached score => texts["Condition.Score", Title(score.Item), score.Least],
            FromDay from => texts["Condition.From", Show.Date(from.Day)],
            UntilDay until => texts["Condition.Until", Show.Date(until.Day)],
            HasRole role => texts["Condition.Role", string.Join(", ", role.Roles)],
            StageReached stage => texts["Condition.Stage", stage.Stage, names.GetValueOrDefault(stage.TechniqueId) ?? texts["Condition.Gone"].Value],
            _ => throw new InvalidOperationException(),
        };
    }
}
