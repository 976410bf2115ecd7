using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.LearningCurves.Maths;

namespace Training.LearningCurves.Settings;

/// <summary>All settings that there are and were, as small as a catalogue.</summary>
internal sealed class SettingsBook
{
    private readonly ILookup<(Guid?, Guid?), CurveSetting> _byKey;

    public SettingsBook(IEnumerable<CurveSetting> settings) => _byKey = settings
        .OrderByDescending(s => s.ValidFrom)
        .ThenByDescending(s => s.SetAt)
        .ThenByDescending(s => s.Id)
        .ToLookup(s => (s.PackageVersionId, s.TechniqueId));

    /// <summary>Those of a technique in a package version, or those for all others; the newest first.</summary>
    public IReadOnlyList<CurveSetting> History(Guid? packageVersionId, Guid? techniqueId) => [.. _byKey[(packageVersionId, techniqueId)]];

    /// <summary>The technique's own settings of the day; null where those for all others hold.</summary>
    public CurveSetting? OwnOn(Guid? packageVersionId, Guid? techniqueId, DateOnly day)
        => _byKey[(packageVersionId, techniqueId)].FirstOrDefault(s => s.ValidFrom <= day) is { } newest && (newest.ValidTo is null || day <= newest.ValidTo) ? newest : null;

    /// <summary>
    /// What holds on the day: the technique's own settings, or those for all others, or, for days before anything was set, the oldest of these.
    /// Null where nothing is set at all.
    /// </summary>
    public CurveSetting? On(Guid? packageVersionId, Guid techniqueId, DateOnly day)
        => (packageVersionId is null ? null : OwnOn(packageVersionId, techniqueId, day)) ?? OwnOn(null, null, day) ?? _byKey[(null, null)].LastOrDefault();

    /// <summary>The rule for a case of each day; null where nothing is set.</summary>
    public Func<DateOnly, CurveRule>? RulesOf(Guid? packageVersionId, Guid techniqueId)
    {
        if (!_byKey[(null, null)].Any())
        {
            return null;
        }

        var known = new Dictionary<DateOnly, CurveRule>();
        return day => known.TryGetValue(day, out var rule) ? rule : known[day] = On(packageVersionId, techniqueId, day)!.Rule;
    }
}

/// <summary>Reads the settings; from memory, and again after a change.</summary>
internal sealed class SettingsReader(TrainingDbContext db, Snapshot<SettingsBook> snapshot)
{
    public Task<SettingsBook> GetAsync(CancellationToken ct) => snapshot.GetAsync(async () => new SettingsBook(await db.Set<CurveSetting>().AsNoTracking().ToListAsync(ct)), ct);

    /// <summary>Call inside the write that adds settings.</summary>
    public Task ChangedAsync(CancellationToken ct) => snapshot.ChangedAsync(ct);
}
