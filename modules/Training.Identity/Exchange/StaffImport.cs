using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Exchange.Contracts;
using Training.Identity.Appointments;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Exchange;

/// <summary>People and their appointments from a file.</summary>
internal sealed class StaffImport(TrainingDbContext db, IOrganizations organizations, NationalIds nationalIds) : ITableImport
{
    public string Name => StaffTable.TableName;

    public string Permission => StaffPermissions.Import;

    public string TitleKey => "Staff";

    public string AboutKey => "Staff.Import.About";

    public IReadOnlyList<TableColumn> Columns => StaffTable.Columns;

    public async Task<Action<ImportRow>> PrepareAsync(ImportContext context, IReadOnlyList<ImportRow> rows, CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        var hospitals = new StaffHospitals(directory, context.Scope);
        var departments = await DepartmentNames.LoadAsync(organizations, hospitals.Named(rows), ct);
        var matcher = new StaffMatcher(nationalIds);
        await matcher.LoadAsync(db, rows, ct);
        List<Guid> ids = [.. matcher.Ids];
        var appointments = await db.Appointments.Where(a => EF.Parameter(ids).Contains(a.PersonId)).ToListAsync(ct);

        // Whom an undo file would take away must be used by nothing but the appointments that it takes away too.
        ImportRow[] removals = [.. rows.Where(row => row[StaffTable.Action] == StaffTable.RemovePersonAction)];
        Guid[] leaving = [.. removals.Select(row => matcher.Find(row).Person?.Id).OfType<Guid>().Distinct()];
        var used = leaving.Length == 0 ? new HashSet<Guid>() : await db.ReferencedAsync<Person>(leaving, [typeof(Appointment)], ct);
        var removedAppointments = rows.Where(row => row[StaffTable.Action].Length > 0).GroupBy(row => matcher.Find(row).Person?.Id ?? Guid.Empty).ToDictionary(g => g.Key, g => g.Count());
        return new StaffPlan(this, db, context, hospitals, departments, matcher, nationalIds, appointments, used, removedAppointments).Row;
    }
}
