using System.Reflection;
using System.Text.RegularExpressions;
using Training.Modules;

namespace Training.Tests.Architecture;

/// <summary>What the audit trail can not see by itself is reviewed.</summary>
internal static partial class AuditRules
{
    /// <summary>Statements that go round the change tracker stand only in files of the reviewed list.</summary>
    public static IReadOnlyList<string> BulkWritesAreReviewed(IEnumerable<SourceFile> files, IReadOnlyDictionary<string, string> reviewed)
    {
        var found = files.Where(file => BulkWrite().IsMatch(CSharpText.WithoutComments(file))).Select(file => file.Path).ToArray();
        return [.. found.Except(reviewed.Keys).Select(path => $"{path} changes rows that the audit trail does not see, and is not on the list"),
            .. reviewed.Keys.Except(found).Select(path => $"{path} is on the list and need not be"),
            .. reviewed.Where(file => file.Value.Length == 0).Select(file => $"{file.Key} is on the list without a reason")];
    }

    /// <summary>Whatever is not audited says why.</summary>
    public static IReadOnlyList<string> NotAuditedHasAReason(IEnumerable<Type> entities) =>
        [.. from type in entities
            from member in type.GetProperties().Cast<MemberInfo>().Prepend(type)
            let mark = member.GetCustomAttribute<NotAuditedAttribute>()
            where mark is not null && mark.Reason.Trim().Length < 10
            select $"{type.Name}{(member is PropertyInfo ? "." + member.Name : "")} is not audited and does not say why"];

    [GeneratedRegex(@"\.Execute(Update|Delete|Sql|SqlRaw|SqlInterpolated)(Async)?\s*\(")]
    private static partial Regex BulkWrite();
}
