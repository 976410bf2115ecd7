using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.LearningCurves.Maths;
using Training.LearningCurves.Relapse;
using Training.LearningCurves.Settings;
using Training.Logbook.Contracts;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.LearningCurves.Charts;

/// <summary>A curve with what belongs to it.</summary>
/// <param name="Technique">Which technique.</param>
/// <param name="Curve">Null where nothing says what it is to be measured by.</param>
/// <param name="Setting">What holds today; null where nothing is set.</param>
/// <param name="Stories">The signals of this person and technique that whoever asks may see, the oldest first.</param>
/// <param name="Today">The day it was read.</param>
internal sealed record TechniqueCurve(TechniqueInfo Technique, Curve? Curve, CurveSetting? Setting, IReadOnlyList<SignalStory> Stories, DateOnly Today)
{
    /// <summary>The pause that holds today, with its signal.</summary>
    public SignalStory? Pause => Stories.FirstOrDefault(story => story.PauseOn(Today) is not null);
}

/// <summary>
/// Puts curves together. What a technique is measured by follows from the person's newest place in a team whose package has the technique; the cases
/// of a day are measured by what held on that day, so that new settings do not rewrite what was.
/// </summary>
internal sealed class CurveReader(TrainingDbContext db, ICaseOutcomes outcomes, ITransfers transfers, ITechniques techniques, SettingsReader settings, TimeProvider clock)
{
    /// <summary>The curve of one technique.</summary>
    /// <param name="techniqueId">Which.</param>
    /// <param name="cases">The oldest first.</param>
    /// <param name="participations">Of the person, the newest first.</param>
    /// <param name="stories">The signals of the person and technique.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null where nothing says what it is to be measured by.</returns>
    public async Task<Curve?> BuildAsync(
        Guid techniqueId, IReadOnlyList<CaseResult> cases, IReadOnlyList<Participation> participations, IReadOnlyList<SignalStory> stories, CancellationToken ct)
        => (await settings.GetAsync(ct)).RulesOf(PackageOf(techniqueId, participations, await techniques.GetAsync(ct)), techniqueId) is { } rules
            ? Curve.Of(cases, rules, SignalStory.RestartsOf(stories))
            : null;

    /// <summary>The curves of one person as far as whoever asks may see the cases, in the order of the newest package; three statements.</summary>
    public async Task<IReadOnlyList<TechniqueCurve>> VisibleAsync(Guid personId, CancellationToken ct)
        => await BuildAllAsync(personId, await outcomes.VisibleAsync([personId], ct), db.Set<RelapseSignal>().Where(s => s.PersonId == personId), ct);

    /// <summary>The whole curves of one person, for the technical head of their hospital; three statements.</summary>
    public async Task<IReadOnlyList<TechniqueCurve>> WholeAsync(Guid personId, CancellationToken ct)
        => await BuildAllAsync(personId, await outcomes.OfPeopleAsync([personId], ct), db.Unscoped<RelapseSignal>().Where(s => s.PersonId == personId), ct);

    /// <summary>The curves of these people by person, as far as whoever asks may see the cases; three statements.</summary>
    public async Task<ILookup<Guid, TechniqueCurve>> VisibleAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
        => await BuildForAsync(personIds, await outcomes.VisibleAsync(personIds, ct), db.Set<RelapseSignal>().Where(s => personIds.Contains(s.PersonId)), ct);

    /// <summary>The whole curves of these people by person, whoever asks; three statements.</summary>
    public async Task<ILookup<Guid, TechniqueCurve>> WholeAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct)
        => await BuildForAsync(personIds, await outcomes.OfPeopleAsync(personIds, ct), db.Unscoped<RelapseSignal>().Where(s => personIds.Contains(s.PersonId)), ct);

    private async Task<IReadOnlyList<TechniqueCurve>> BuildAllAsync(Guid personId, ILookup<PersonTechnique, CaseResult> cases, IQueryable<RelapseSignal> signals, CancellationToken ct)
        => [.. (await BuildForAsync([personId], cases, signals, ct))[personId]];

    private async Task<ILookup<Guid, TechniqueCurve>> BuildForAsync(
        IReadOnlyCollection<Guid> personIds, ILookup<PersonTechnique, CaseResult> cases, IQueryable<RelapseSignal> signals, CancellationToken ct)
    {
        var participations = (await transfers.OfPeopleAsync(personIds, ct)).ToLookup(p => p.Participant.PersonId);
        var stories = (await signals.ToStoriesAsync(db, ct)).ToLookup(s => new PersonTechnique(s.Signal.PersonId, s.Signal.TechniqueId));
        var (catalogue, book, today) = (await techniques.GetAsync(ct), await settings.GetAsync(ct), clock.Today());
        var built = new List<(Guid Person, TechniqueCurve Curve)>();
        foreach (var group in cases.OrderBy(g => OrderOf(g.Key.TechniqueId, [.. participations[g.Key.PersonId]], catalogue)))
        {
            var key = group.Key;
            IReadOnlyList<Participation> places = [.. participations[key.PersonId]];
            IReadOnlyList<SignalStory> own = [.. stories[key]];
            var setting = book.On(PackageOf(key.TechniqueId, places, catalogue), key.TechniqueId, today);
            built.Add((key.PersonId, new TechniqueCurve(catalogue.Technique(key.TechniqueId), await BuildAsync(key.TechniqueId, [.. group], places, own, ct), setting, own, today)));
        }

        return built.ToLookup(item => item.Person, item => item.Curve);
    }

    private static Guid? PackageOf(Guid techniqueId, IReadOnlyList<Participation> participations, TechniqueCatalogue catalogue) => participations
        .Select(p => catalogue.Package(p.Transfer.PackageVersionId))
        .FirstOrDefault(package => package.TechniqueIds.Contains(techniqueId))?.Id;

    // As the package has them; what stands in none comes last.
    private static int OrderOf(Guid techniqueId, IReadOnlyList<Participation> participations, TechniqueCatalogue catalogue)
    {
        var all = participations.SelectMany(p => catalogue.Package(p.Transfer.PackageVersionId).TechniqueIds).Distinct().ToList();
        return all.IndexOf(techniqueId) is >= 0 and var at ? at : int.MaxValue;
    }
}
