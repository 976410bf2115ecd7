using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Training.Data;
using Training.Modules;

namespace Training.Tests.Architecture;

/// <summary>Whose table it is can be read off its name, and only its owner writes SQL about it.</summary>
internal static partial class TableRules
{
    /// <summary>Every table begins with the area of the module that maps it.</summary>
    /// <param name="model">The model of the site.</param>
    /// <param name="owners">Entity type → area of the assembly with its configuration.</param>
    public static IReadOnlyList<string> TablesNameTheirOwner(IModel model, IReadOnlyDictionary<Type, string> owners) =>
        [.. model.GetEntityTypes().Select(type => (type.ClrType, Table: type.GetTableName() ?? "", Owner: owners.GetValueOrDefault(type.ClrType))).SelectMany(x => x switch
        {
            { Owner: null } => [$"{x.ClrType.Name} is mapped by no configuration"],
            { Table: var table, Owner: var owner } when !table.StartsWith(owner + "_", StringComparison.Ordinal) => new[] { $"{x.ClrType.Name} of {owner} is stored in {table}" },
            _ => [],
        })];

    /// <summary>A string that names a table, an index or a constraint names one of the own module.</summary>
    public static IReadOnlyList<string> SqlStaysAtHome(IEnumerable<SourceFile> files, IReadOnlyCollection<string> areas) =>
        [.. from file in files
            let own = file.Project.StartsWith("Training.", StringComparison.Ordinal) ? file.Project["Training.".Length..] : ""
            from text in CSharpText.StringsOf(file)
            from name in TableName().Matches(text.Value)
            let area = name.Groups["area"].Value
            where areas.Contains(area) && area != own
            select $"{file.At(text.Position)} names {name.Value}, which belongs to {area}"];

    /// <summary>On PostgreSQL, keys of the Vietnamese order sort by byte.</summary>
    public static IReadOnlyList<string> SortKeysSortByByte(IModel postgreSql) =>
        [.. postgreSql.GetEntityTypes().SelectMany(type => type.GetProperties())
            .Where(property => property.Name == ModelConventions.SortKey && property.GetCollation() != "C")
            .Select(property => $"{property.DeclaringType.ClrType.Name}.{property.Name} has the collation '{property.GetCollation()}'")];

    /// <summary>On SQLite, times are whole numbers: as text, or as SQLite would have them, they neither sort nor compare.</summary>
    public static IReadOnlyList<string> TimesAreNumbers(IModel sqlite) =>
        [.. sqlite.GetEntityTypes().SelectMany(type => type.GetProperties())
            .Where(property => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(DateTimeOffset))
            .Where(property => property.GetRelationalTypeMapping() is not { StoreType: "INTEGER", Converter: ValueConverter<DateTimeOffset, long> })
            .Select(property => $"{property.DeclaringType.ClrType.Name}.{property.Name} is stored as {property.GetRelationalTypeMapping().StoreType}")];

    /// <summary>Which module maps an entity: the one whose assembly has its configuration.</summary>
    public static IReadOnlyDictionary<Type, string> OwnersOf(ModuleCatalog catalog) => catalog.Modules
        .Select(module => (module.Area, module.Assembly))
        .Append(("Data", typeof(TrainingDbContext).Assembly))
        .SelectMany(owner => owner.Item2.GetTypes()
            .SelectMany(type => type.GetInterfaces())
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>))
            .Select(type => (Entity: type.GetGenericArguments()[0], Area: owner.Item1)))
        .ToDictionary(x => x.Entity, x => x.Area);

    [GeneratedRegex(@"(?<![A-Za-z0-9_])(?:(?:CK|IX|AK|FK|PK|UX)_)?(?<area>[A-Z][A-Za-z]+)_[A-Z]\w*")]
    private static partial Regex TableName();
}
