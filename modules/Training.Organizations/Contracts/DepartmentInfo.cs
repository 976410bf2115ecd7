using Training.Modules;

namespace Training.Organizations.Contracts;

/// <summary>A part of a hospital: a clinical department (khoa), an office (phòng) or a centre.</summary>
/// <param name="Id">Its id; the same through corrections of its name.</param>
/// <param name="HospitalId">The hospital it belongs to.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="NameEn">English name; null where none is recorded.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null while it is open.</param>
public sealed record DepartmentInfo(Guid Id, Guid HospitalId, string Name, string? NameEn, DateOnly From, DateOnly? To)
{
    /// <summary>The name in the language of the page.</summary>
    public string Display => Show.Name(Name, NameEn);

    /// <summary>Whether it existed on the day.</summary>
    public bool IsOpenOn(DateOnly day) => From <= day && (To is null || day <= To);
}
