using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Training.Data;
using Training.Tests.Architecture;

namespace Training.Tests.Access;

/// <summary>Nobody has to remember the scope: every entity has a filter or a reason, and every read past the filter has one too.</summary>
internal static partial class ScopeRules
{
    /// <summary>Every entity has the filter of its scope, or stands on the reviewed list.</summary>
    /// <param name="entities">Of the model.</param>
    /// <param name="reviewed">Entity → why everybody's query may see each row.</param>
    public static IReadOnlyList<string> EntitiesAreScoped(IEnumerable<IReadOnlyEntityType> entities, IReadOnlyDictionary<string, string> reviewed)
    {
        var without = entities.Where(type => !IsScoped(type)).Select(type => type.ClrType.Name).ToArray();
        return [.. without.Except(reviewed.Keys).Select(name => $"{name} has no scope and is not on the list"),
            .. reviewed.Keys.Except(without).Select(name => $"{name} is on the list and need not be"),
            .. reviewed.Where(entry => entry.Value.Length == 0).Select(entry => $"{entry.Key} is on the list without a reason")];
    }

    /// <summary>Every file that reads past the scope stands on the reviewed list.</summary>
    /// <param name="files">The code of the site.</param>
    /// <param name="reviewed">Path → why the rule in it must know more than its caller may see.</param>
    public static IReadOnlyList<string> UnscopedReadsAreReviewed(IEnumerable<SourceFile> files, IReadOnlyDictionary<string, string> reviewed)
    {
        var reading = files.Where(file => PastTheScope().IsMatch(CSharpText.WithoutComments(file))).Select(file => file.Path).ToArray();
        return [.. reading.Except(reviewed.Keys).Select(path => $"{path} reads past the scope and is not on the list"),
            .. reviewed.Keys.Except(reading).Select(path => $"{path} is on the list and need not be"),
            .. reviewed.Where(entry => entry.Value.Length == 0).Select(entry => $"{entry.Key} is on the list without a reason")];
    }

    /// <summary>Not every row of it is everybody's.</summary>
    public static bool IsScoped(IReadOnlyEntityType type) => type.FindDeclaredQueryFilter(Scoping.FilterName) is not null || type.FindDeclaredQueryFilter(Scoping.PartFilterName) is not null;

    [GeneratedRegex(@"\bUnscoped\s*<|\bWithItsParts\s*\(|\bIgnoreQueryFilters\s*\(|\bSqlQuery(Raw)?\s*<|\bFromSql(Raw|Interpolated)?\s*\(|\bViewer\.System\b")]
    private static partial Regex PastTheScope();
}
