using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Exchange.Contracts;
using Training.Modules;
using Training.Organizations.Hospitals;

namespace Training.Organizations.Exchange;

internal sealed class HospitalExport(TrainingDbContext db) : ITableExport
{
    public string Name => HospitalTable.TableName;

    public string Permission => Permissions.ManageHospitals;

    public string TitleKey => "Hospitals";

    public IReadOnlyList<TableColumn> Columns { get; } = [.. HospitalTable.Columns.Where(column => !column.OnlyInUndo && column != HospitalTable.From && column != HospitalTable.Reference)];

    public async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync(Scope scope, [EnumeratorCancellation] CancellationToken ct)
    {
        var provinces = await db.Provinces.ToDictionaryAsync(p => p.Id, p => p.ShortName, ct);
        var fields = HospitalTable.Fields(id => provinces[id], _ => Guid.Empty).ToDictionary(field => field.Column);
        Guid[] inProvinces = [.. scope.Provinces];
        Guid[] hospitals = [.. scope.Hospitals];
        var country = scope.Country;
        var query = db.Hospitals.AsNoTracking().Where(h => country || inProvinces.Contains(h.ProvinceId) || hospitals.Contains(h.Id)).OrderBy(h => h.SortKey).ThenBy(h => h.Key);
        await foreach (var hospital in query.AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return [.. Columns.Select(column => column == HospitalTable.Key ? hospital.Key : fields[column].Read(hospital))];
        }
    }
}
