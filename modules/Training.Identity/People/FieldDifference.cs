using System.Globalization;

namespace Training.Identity.People;

/// <summary>A field in which two versions of a record differ. The identity number is never among them.</summary>
internal sealed record FieldDifference(string Field, string Stored, string Typed)
{
    public static IReadOnlyList<FieldDifference> Between(PersonInput stored, PersonInput typed) =>
    [
        .. Fields(stored).Zip(Fields(typed), (a, b) => new FieldDifference(a.Field, a.Value, b.Value)).Where(d => d.Stored != d.Typed),
    ];

    private static IEnumerable<(string Field, string Value)> Fields(PersonInput input) =>
    [
        (nameof(input.FullName), input.FullName),
        (nameof(input.Title), input.Title ?? ""),
        (nameof(input.DateOfBirth), Day(input.DateOfBirth)),
        (nameof(input.Profession), input.Profession?.ToString() ?? ""),
        (nameof(input.Specialty), input.Specialty ?? ""),
        (nameof(input.LicenceNumber), input.LicenceNumber ?? ""),
        (nameof(input.LicenceScope), input.LicenceScope ?? ""),
        (nameof(input.LicenceIssuedOn), Day(input.LicenceIssuedOn)),
        (nameof(input.LicenceExpiresOn), Day(input.LicenceExpiresOn)),
        (nameof(input.Email), input.Email ?? ""),
        (nameof(input.Phone), input.Phone ?? ""),
    ];

    private static string Day(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "";
}
