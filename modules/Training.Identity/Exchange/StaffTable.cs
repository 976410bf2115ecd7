using System.Globalization;
using Training.Exchange.Contracts;
using Training.Identity.Appointments;
using Training.Identity.People;

namespace Training.Identity.Exchange;

/// <summary>The columns in which people and their appointments come and go; a row is one person at one department of one hospital.</summary>
internal static class StaffTable
{
    public const string TableName = "staff";

    /// <summary>Of <see cref="Action"/>: takes away an appointment that an import added by mistake.</summary>
    public const string RemoveAction = "remove";

    /// <summary>Of <see cref="Action"/>: takes away the person as well.</summary>
    public const string RemovePersonAction = "remove_person";

    /// <summary>In the cell of the identity number: none, also where one is stored. An empty cell leaves it as it is.</summary>
    public const string None = "-";

    public static readonly TableColumn Key = new("key", "Staff.Key") { MaxLength = 60, HelpKey = "Staff.Key.Help" };

    public static readonly TableColumn FullName = new("full_name", "Staff.FullName") { Required = true, Expected = true, MaxLength = 150, ExampleKey = "Staff.FullName.Example" };

    public static readonly TableColumn DateOfBirth = new("date_of_birth", "Staff.DateOfBirth") { Kind = ColumnKind.Date, HelpKey = "Staff.DateOfBirth.Help", ExampleKey = "Staff.DateOfBirth.Example" };

    public static readonly TableColumn NationalId = new("national_id", "Staff.NationalId") { MaxLength = 20, HelpKey = "Staff.NationalId.Help" };

    public static readonly TableColumn Licence = new("licence_number", "Staff.LicenceNumber") { MaxLength = 60, ExampleKey = "Staff.LicenceNumber.Example" };

    public static readonly TableColumn LicenceIssued = new("licence_issued_on", "Staff.LicenceIssuedOn") { Kind = ColumnKind.Date };

    public static readonly TableColumn LicenceExpires = new("licence_expires_on", "Staff.LicenceExpiresOn") { Kind = ColumnKind.Date };

    public static readonly TableColumn Email = new("email", "Staff.Email") { MaxLength = 256 };

    public static readonly TableColumn Phone = new("phone", "Staff.Phone") { MaxLength = 30 };

    public static readonly TableColumn Hospital = new("hospital", "Staff.Hospital") { Required = true, Expected = true, HelpKey = "Staff.Hospital.Help", ExampleKey = "Staff.Hospital.Example" };

    public static readonly TableColumn Department = new("department", "Staff.Department") { Required = true, Expected = true, MaxLength = DepartmentNames.MaxLength, HelpKey = "Staff.Department.Help", ExampleKey = "Staff.Department.Example" };

    public static readonly TableColumn Position = new("position", "Staff.Position") { Required = true, MaxLength = 150, ExampleKey = "Staff.Position.Example" };

    public static readonly TableColumn From = new("from", "Staff.From") { Kind = ColumnKind.Date, Required = true, Expected = true, ExampleKey = "Staff.From.Example" };

    public static readonly TableColumn To = new("to", "Staff.To") { Kind = ColumnKind.Date, HelpKey = "Staff.To.Help" };

    public static readonly TableColumn Action = new("action", "Staff.Action")
    {
        Kind = ColumnKind.Choice,
        OnlyInUndo = true,
        Choices = [new ColumnChoice(RemoveAction, "Staff.Action.Remove"), new ColumnChoice(RemovePersonAction, "Staff.Action.RemovePerson")],
    };

    private static readonly TableColumn Title = new("title", "Staff.Title") { MaxLength = 60, HelpKey = "Staff.Title.Help", ExampleKey = "Staff.Title.Example" };

    private static readonly TableColumn Profession = new("profession", "Staff.Profession")
    {
        Kind = ColumnKind.Choice,
        Choices = [.. Enum.GetNames<Profession>().Select(profession => new ColumnChoice(profession, $"Staff.Profession.{profession}"))],
    };

    private static readonly TableColumn Specialty = new("specialty", "Staff.Specialty") { MaxLength = 150, ExampleKey = "Staff.Specialty.Example" };

    private static readonly TableColumn LicenceScope = new("licence_scope", "Staff.LicenceScope") { MaxLength = 400 };

    /// <summary>In the order of the template.</summary>
    public static readonly IReadOnlyList<TableColumn> Columns =
    [
        Key, FullName, Title, DateOfBirth, NationalId, Profession, Specialty, Licence, LicenceScope, LicenceIssued, LicenceExpires, Email, Phone,
        Hospital, Department, Position, From, To, Action,
    ];

    /// <summary>The identity number is not among them: it is compared by its hash.</summary>
    public static readonly IReadOnlyList<TableField<Person>> PersonFields =
    [
        new(FullName, p => p.FullName, (p, text) => p.FullName = text),
        new(Title, p => p.Title, (p, text) => p.Title = text),
        new(DateOfBirth, p => Day(p.DateOfBirth), (p, text) => p.DateOfBirth = Day(text)),
        new(Profession, p => $"{p.Profession}", (p, text) => p.Profession = text.Length == 0 ? null : Enum.Parse<Profession>(text)),
        new(Specialty, p => p.Specialty ?? "", (p, text) => p.Specialty = OrNull(text)),
        new(Licence, p => p.LicenceNumber ?? "", (p, text) => p.LicenceNumber = OrNull(text)),
        new(LicenceScope, p => p.LicenceScope ?? "", (p, text) => p.LicenceScope = OrNull(text)),
        new(LicenceIssued, p => Day(p.LicenceIssuedOn), (p, text) => p.LicenceIssuedOn = Day(text)),
        new(LicenceExpires, p => Day(p.LicenceExpiresOn), (p, text) => p.LicenceExpiresOn = Day(text)),
        new(Email, p => p.Email ?? "", (p, text) => p.Email = OrNull(text)),
        new(Phone, p => p.Phone ?? "", (p, text) => p.Phone = OrNull(text)),
    ];

    /// <summary>What may change of an appointment. Its hospital, department and first day say which one it is; another position is another appointment.</summary>
    public static readonly IReadOnlyList<TableField<Appointment>> AppointmentFields = [new(To, a => Day(a.To), (a, text) => a.To = Day(text))];

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
