using Training.Exchange.Contracts;
using Training.Modules;

namespace Training.Exchange.Imports;

/// <summary>The tables that the person who asks may import or export; the others do not exist for them.</summary>
internal sealed class Catalogue(IEnumerable<ITableImport> imports, IEnumerable<ITableExport> exports, ICurrentUser user)
{
    public IReadOnlyList<ITableImport> Imports => [.. imports.Where(import => user.Can(import.Permission)).OrderBy(import => import.Name, StringComparer.Ordinal)];

    public IReadOnlyList<ITableExport> Exports => [.. exports.Where(export => user.Can(export.Permission)).OrderBy(export => export.Name, StringComparer.Ordinal)];

    public ITableImport? Import(string name) => Imports.FirstOrDefault(import => import.Name == name);

    public ITableExport? Export(string name) => Exports.FirstOrDefault(export => export.Name == name);
}
