using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Localization;
using Training.Cme.Rules;
using Training.Exchange.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Cme.Staff;

/// <summary>The people of the hospitals in scope with their hours, as a file; hospital by hospital, those at risk first.</summary>
internal sealed class StaffExport(StaffReader reader, IOrganizations organizations, IStringLocalizer<Texts> texts, TimeProvider clock) : ITableExport
{
    public string Name => "cme";

    public string Permission => Permissions.ViewStaff;

    public string TitleKey => "Staff";

    public IReadOnlyList<TableColumn> Columns { get; } =
    [
        new("hospital", "Export.Hospital"),
        new("department", "Export.Department"),
        new("full_name", "Export.Name"),
        new("licence_number", "Export.Licence"),
        new("licence_expires_on", "Export.Expires") { Kind = ColumnKind.Date },
        new("period_from", "Export.From") { Kind = ColumnKind.Date },
        new("period_to", "Export.To") { Kind = ColumnKind.Date },
        new("hours", "Export.Hours"),
        new("target", "Export.Target"),
        new("light", "Export.Light"),
    ];

    public async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync(Scope scope, [EnumeratorCancellation] CancellationToken ct)
    {
        var today = clock.Today();
        foreach (var hospital in (await organizations.GetAsync(ct)).Within(scope).Where(h => h.IsOpenOn(today)))
        {
            foreach (var (person, standing) in await reader.ReadAsync([hospital], ct))
            {
                yield return
                [
                    hospital.Name,
                    person.Department ?? "",
                    person.Display,
                    person.LicenceNumber ?? "",
                    Day(person.LicenceExpiresOn),
                    Day(standing.Period.From),
                    Day(standing.Period.To),
                    standing.Hours.ToString("0.##", CultureInfo.InvariantCulture),
                    standing.Target.Hours.ToString(CultureInfo.InvariantCulture),
                    texts[$"Light.{standing.Light}"],
                ];
            }
        }
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
