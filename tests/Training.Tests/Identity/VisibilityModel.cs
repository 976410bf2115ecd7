using Training.Modules;

namespace Training.Tests.Identity;

internal enum ThingKind
{
    Transfer,
    Certificate,
    Case,
}

/// <summary>Something that somebody may see: the hospitals it belongs to, whose record it is, and who teaches in it.</summary>
internal sealed record Thing(ThingKind Kind, string Address, IReadOnlyList<Guid> Hospitals, IReadOnlyList<Guid> Persons, IReadOnlyList<Guid> Mentors);

internal sealed record ModelGrant(string Account, string Role, ScopeKind Kind, Guid? Place, bool Counts);

/// <summary>
/// Who sees what, as the trade has it: a hospital sees itself and its counterpart inside a shared transfer; a department of health sees its
/// province, as the hospitals lie today; the Ministry sees all; people keep their own record wherever they work; a mentor sees what they teach
/// in. Auditor, insurer and administrator see nothing clinical. Shares no code with the site.
/// </summary>
internal sealed class VisibilityModel(IReadOnlyList<Thing> things, IReadOnlyDictionary<string, Guid> personOf, Dictionary<Guid, Guid> provinceOf)
{
    /// <summary>The roles that the sequences grant, and where they are held.</summary>
    public static readonly IReadOnlyDictionary<string, ScopeKind> Granted = new Dictionary<string, ScopeKind>
    {
        ["Trainee"] = ScopeKind.Hospital,
        ["Mentor"] = ScopeKind.Hospital,
        ["TrainingOffice"] = ScopeKind.Hospital,
        ["Coordinator"] = ScopeKind.Hospital,
        ["Director"] = ScopeKind.Hospital,
        ["HealthDepartment"] = ScopeKind.Province,
        ["Ministry"] = ScopeKind.Country,
        ["Insurer"] = ScopeKind.Country,
        ["Auditor"] = ScopeKind.Country,
    };

    private static readonly string[] Offices = ["TrainingOffice", "Coordinator", "Director", "HealthDepartment", "Ministry"];

    public IReadOnlyList<Thing> Things => things;

    public Dictionary<Guid, Guid> ProvinceOf => provinceOf;

    public List<ModelGrant> Grants { get; } = [];

    public bool ReadsTransfers(string account) => Held(account).Any(g => g.Role is "Trainee" or "Mentor" || Offices.Contains(g.Role));

    /// <summary>200 for what is seen, 404 for what is outside, 403 where no role reads such things at all.</summary>
    public int StatusOf(string account, Thing thing) => !ReadsTransfers(account) ? 403 : Sees(account, thing) ? 200 : 404;

    public bool Sees(string account, Thing thing)
    {
        var person = personOf.TryGetValue(account, out var id) ? id : Guid.Empty;
        var teaches = thing.Mentors.Contains(person) && (thing.Kind == ThingKind.Transfer || Held(account).Any(g => g.Role == "Mentor"));
        return thing.Persons.Contains(person) || teaches || Held(account).Any(g => Offices.Contains(g.Role) && thing.Hospitals.Any(h => Reaches(g, h)));
    }

    public string Describe(string account) => string.Join(", ", Grants.Where(g => g.Account == account));

    private IEnumerable<ModelGrant> Held(string account) => Grants.Where(g => g.Account == account && g.Counts);

    private bool Reaches(ModelGrant grant, Guid hospital)
        => grant.Kind == ScopeKind.Country || grant.Place == (grant.Kind == ScopeKind.Province ? provinceOf[hospital] : hospital);
}
