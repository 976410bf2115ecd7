using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.Content;

/// <summary>
/// Nobody performs before they have assisted as often as the package asks, nor assists before they have observed: a stage is open once the one
/// below it, as far as the package has a target for the member's place in the team, has its number. While a case is logged, those that still wait
/// count; when it is signed, only the signed ones.
/// </summary>
internal static class StageOrder
{
    /// <summary>What is still missing below the stage; null where it is open.</summary>
    public static (Stage Below, int Target, int Have)? Missing(PackageInfo package, TeamRole role, IReadOnlyCollection<PracticeCount> counts, Done done, bool signing)
    {
        if (package.Targets.Where(t => t.Role == role && t.TechniqueId == done.TechniqueId && t.Stage < done.Stage).MaxBy(t => t.Stage) is not { } below)
        {
            return null;
        }

        var mine = counts.Where(c => c.TechniqueId == done.TechniqueId && c.Stage == below.Stage).ToArray();
        var have = signing ? mine.Sum(c => c.Signed) : mine.Sum(c => c.Signed + c.Waiting + c.Returned);
        return have < below.Count ? (below.Stage, below.Count, have) : null;
    }

    /// <exception cref="RuleViolation">A stage below has not its number.</exception>
    public static void Check(PackageInfo package, TeamRole role, IReadOnlyCollection<PracticeCount> counts, IEnumerable<Done> all, TechniqueCatalogue catalogue, bool signing)
    {
        foreach (var done in all)
        {
            if (Missing(package, role, counts, done, signing) is var (below, target, have))
            {
                throw new RuleViolation($"Case.StageOrder.{below}", catalogue.Technique(done.TechniqueId).Display, target, have) { Field = signing ? null : "Input.Stage" };
            }
        }
    }
}
