using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Exchange.Contracts;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Exchange;

/// <summary>Every appointment of the hospitals in scope. Identity numbers never leave.</summary>
internal sealed class StaffExport(TrainingDbContext db, IOrganizations organizations) : ITableExport
{
    public string Name => StaffTable.TableName;

    public string Permission => StaffPermissions.Export;

    public string TitleKey => "Staff";

    public IReadOnlyList<TableColumn> Columns { get; } = [.. StaffTable.Columns.Where(column => !column.OnlyInUndo && column != StaffTable.NationalId)];

    public async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync(Scope scope, [EnumeratorCancellation] CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        var country = scope.Country;
        List<Guid> hospitals = [.. directory.Within(scope).Select(h => h.Id)];
        var query = from appointment in db.Appointments.AsNoTracking()
                    join person in db.People.AsNoTracking() on appointment.PersonId equals person.Id
                    where (country || EF.Parameter(hospitals).Contains(appointment.HospitalId)) && person.MergedIntoId == null
                    orderby person.SortKey, person.Id, appointment.From, appointment.Id
                    select new { person, appointment };
        var cells = StaffTable.PersonFields.ToDictionary(field => field.Column);
        await foreach (var row in query.AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return [.. Columns.Select(column => cells.TryGetValue(column, out var field) ? field.Read(row.person) : Cell(column, row.person, row.appointment, directory))];
        }
    }

    private static string Cell(TableColumn column, Person person, Appointment appointment, OrganizationDirectory directory) => column.Id switch
    {
        "key" => person.Key,
        "hospital" => directory.Hospital(appointment.HospitalId).Key,
        "department" => appointment.Department,
        "position" => appointment.Position,
        "from" => StaffTable.Day(appointment.From),
        _ => StaffTable.Day(appointment.To),
    };
}
