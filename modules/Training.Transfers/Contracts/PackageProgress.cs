using Training.Techniques.Contracts;

namespace Training.Transfers.Contracts;

/// <summary>Target against done, for one technique and stage.</summary>
/// <param name="TechniqueId">Which technique.</param>
/// <param name="Stage">Which stage.</param>
/// <param name="Target">Cases asked for.</param>
/// <param name="Signed">Signed cases at or above the entrustment asked for.</param>
/// <param name="Waiting">Cases that wait for a mentor.</param>
/// <param name="BelowEntrustment">Signed cases that do not count because the mentor still had to help too much.</param>
/// <param name="MinEntrustment">The level asked for, 0 for any.</param>
public sealed record StageProgress(Guid TechniqueId, Stage Stage, int Target, int Signed, int Waiting, int BelowEntrustment, int MinEntrustment)
{
    /// <summary>Cases that were returned and wait for the learner.</summary>
    public int Returned { get; init; }

    /// <summary>Nothing more is needed here.</summary>
    public bool Met => Signed >= Target;
}

/// <summary>Kinds of cases asked for against done, for one technique.</summary>
/// <param name="TechniqueId">Which technique.</param>
/// <param name="Kind">Which kind.</param>
/// <param name="Target">Cases asked for.</param>
/// <param name="Done">Signed cases of the kind, at stages S and I.</param>
public sealed record CaseMixProgress(Guid TechniqueId, CaseMixKind Kind, int Target, int Done)
{
    /// <summary>Nothing more is needed here.</summary>
    public bool Met => Done >= Target;
}

/// <summary>
/// How far a member of the team is in the package. The rule: the theory is passed (where the package has one), and for every technique
/// and stage of the member's role the number of signed cases at or above the entrustment asked for reaches the target, and among those at
/// stages S and I there are as many of each kind as the package asks for. Counts are the evidence; the entrustment is the judgement (design
/// rule: a target is a number, a mix and a quality).
/// </summary>
public sealed record PackageProgress(bool TheoryRequired, bool TheoryPassed, IReadOnlyList<StageProgress> Stages)
{
    /// <summary>The theory is passed or not asked for.</summary>
    public bool TheoryMet => !TheoryRequired || TheoryPassed;

    /// <summary>What the cases have to contain besides their number.</summary>
    public IReadOnlyList<CaseMixProgress> CaseMix { get; init; } = [];

    /// <summary>Everything is met. A role without any target is never complete.</summary>
    public bool IsComplete => TheoryMet && Stages.Count > 0 && Stages.All(stage => stage.Met) && CaseMix.All(mix => mix.Met);

    /// <summary>Share of the cases asked for that are done, 0 to 100, never 100 while one is missing.</summary>
    public int Percent
    {
        get
        {
            var target = Stages.Sum(stage => stage.Target);
            return target == 0 ? 0 : Stages.Sum(stage => Math.Min(stage.Signed, stage.Target)) * 100 / target;
        }
    }

    /// <summary>Works the progress out.</summary>
    /// <param name="package">The package version.</param>
    /// <param name="role">The member's place in the team.</param>
    /// <param name="counts">The member's own counts.</param>
    /// <param name="theoryPassed">Whether the member finished the theory course.</param>
    public static PackageProgress Of(PackageInfo package, TeamRole role, IEnumerable<PracticeCount> counts, bool theoryPassed)
    {
        var byStage = counts.ToLookup(count => (count.TechniqueId, count.Stage));
        return new PackageProgress(
            package.TheoryCourseId is not null,
            theoryPassed,
            [.. package.Targets
                .Where(target => target.Role == role)
                .OrderBy(target => IndexOf(package.TechniqueIds, target.TechniqueId))
                .ThenBy(target => target.Stage)
                .Select(target =>
                {
                    var mine = byStage[(target.TechniqueId, target.Stage)].ToArray();
                    var signed = mine.Where(count => count.Entrustment >= target.MinEntrustment).Sum(count => count.Signed);
                    return new StageProgress(
                        target.TechniqueId, target.Stage, target.Count, signed, mine.Sum(count => count.Waiting), mine.Sum(count => count.Signed) - signed, target.MinEntrustment)
                    {
                        Returned = mine.Sum(count => count.Returned),
                    };
                })])
        {
            CaseMix = [.. package.CaseMix
                .Where(mix => mix.Role == role)
                .OrderBy(mix => IndexOf(package.TechniqueIds, mix.TechniqueId))
                .ThenBy(mix => mix.Kind)
                .Select(mix => new CaseMixProgress(
                    mix.TechniqueId,
                    mix.Kind,
                    mix.Count,
                    byStage[(mix.TechniqueId, Stage.S)].Concat(byStage[(mix.TechniqueId, Stage.I)]).Sum(count => count.Of(mix.Kind))))],
        };
    }

    private static int IndexOf(IReadOnlyList<Guid> ids, Guid id) => ids.Index().First(item => item.Item == id).Index;
}
