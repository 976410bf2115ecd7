using Training.Modules;

namespace Training.Techniques.Contracts;

/// <summary>A technique of the catalogue.</summary>
public sealed record TechniqueInfo(Guid Id, string Key, string Code, string NameVi, string NameEn, string SpecialtyVi, string SpecialtyEn)
{
    /// <summary>
    /// Class of the procedure by Circular 50/2014/TT-BYT, such as <c>PĐB</c>, <c>P1</c>, <c>TĐB</c>; empty where it has none.
    /// </summary>
    public string Class { get; init; } = "";

    /// <summary>The name in the language of the page.</summary>
    public string Display => Show.Name(NameVi, NameEn);
}

/// <summary>How many signed cases a member of the team needs.</summary>
/// <param name="TechniqueId">Of which technique.</param>
/// <param name="Role">For which place in the team.</param>
/// <param name="Stage">At which stage.</param>
/// <param name="Count">Number of cases, at least 1.</param>
/// <param name="MinEntrustment">A case counts from this level of entrustment, 0 for any.</param>
public sealed record TargetInfo(Guid TechniqueId, TeamRole Role, Stage Stage, int Count, int MinEntrustment);

/// <summary>What the cases of a target have to contain besides their number.</summary>
public enum CaseMixKind
{
    /// <summary>Cấp cứu: an emergency.</summary>
    Emergency,

    /// <summary>Khó: difficult, as the mentor rated it; as the learner did where the mentor did not.</summary>
    Difficult,

    /// <summary>Xử trí biến chứng: a complication that was managed.</summary>
    ManagedComplication,
}

/// <summary>How many of a member's signed cases at stages S and I have to be of a kind.</summary>
/// <param name="TechniqueId">Of which technique.</param>
/// <param name="Role">For which place in the team.</param>
/// <param name="Kind">Of which kind.</param>
/// <param name="Count">Number of cases, at least 1.</param>
public sealed record CaseMixInfo(Guid TechniqueId, TeamRole Role, CaseMixKind Kind, int Count);

/// <summary>A published version of a package; it never changes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">GKT-09.</param>
/// <param name="Number">1, 2, 3 …</param>
/// <param name="NameVi">Vietnamese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="TheoryCourseId">The course that counts as its theory; null where it has none yet.</param>
/// <param name="TechniqueIds">The main technique first.</param>
/// <param name="Targets">What each role must do.</param>
public sealed record PackageInfo(
    Guid Id, string Code, int Number, string NameVi, string NameEn, Guid? TheoryCourseId, IReadOnlyList<Guid> TechniqueIds, IReadOnlyList<TargetInfo> Targets)
{
    /// <summary>What the cases of each role have to contain; nothing where the programme does not say.</summary>
    public IReadOnlyList<CaseMixInfo> CaseMix { get; init; } = [];

    /// <summary>The name in the language of the page.</summary>
    public string Display => Show.Name(NameVi, NameEn);
}

/// <summary>All techniques and all published package versions.</summary>
public interface ITechniques
{
    /// <summary>From memory; read again after a change.</summary>
    Task<TechniqueCatalogue> GetAsync(CancellationToken ct);
}

/// <summary>The catalogue as it was when it was read.</summary>
public sealed class TechniqueCatalogue
{
    private readonly Dictionary<Guid, TechniqueInfo> _techniques;
    private readonly Dictionary<Guid, PackageInfo> _packages;

    internal TechniqueCatalogue(IReadOnlyList<TechniqueInfo> techniques, IReadOnlyList<PackageInfo> packages)
    {
        Techniques = techniques;
        Packages = packages;
        _techniques = techniques.ToDictionary(t => t.Id);
        _packages = packages.ToDictionary(p => p.Id);
    }

    /// <summary>In Vietnamese order.</summary>
    public IReadOnlyList<TechniqueInfo> Techniques { get; }

    /// <summary>Every published version, by code and number.</summary>
    public IReadOnlyList<PackageInfo> Packages { get; }

    /// <summary>The technique; it must exist.</summary>
    /// <exception cref="KeyNotFoundException">There is none with this id.</exception>
    public TechniqueInfo Technique(Guid id) => _techniques[id];

    /// <summary>The package version; it must exist.</summary>
    /// <exception cref="KeyNotFoundException">There is none with this id.</exception>
    public PackageInfo Package(Guid id) => _packages[id];

    /// <summary>The technique with this key, or null.</summary>
    public TechniqueInfo? FindTechnique(string key) => Techniques.FirstOrDefault(t => t.Key == key);

    /// <summary>The newest version of the package with this code, or null.</summary>
    public PackageInfo? FindPackage(string code) => Packages.LastOrDefault(p => p.Code == code);
}
