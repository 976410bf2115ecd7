using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Training.Modules;

namespace Training.Tests.Architecture;

/// <summary>What is only ever added, and what is never asked for.</summary>
internal static partial class EntityRules
{
    /// <summary>The append-only entities are those of the reviewed list.</summary>
    public static IReadOnlyList<string> AppendOnlyIsReviewed(IEnumerable<Type> entities, IReadOnlyCollection<string> reviewed)
    {
        var actual = entities.Where(type => typeof(IAppendOnly).IsAssignableFrom(type)).Select(type => type.Name).ToArray();
        return [.. reviewed.Except(actual).Select(name => $"{name} is not append-only any more"),
            .. actual.Except(reviewed).Select(name => $"{name} is append-only and not on the list")];
    }

    /// <summary>An append-only entity offers nothing to set once it is made.</summary>
    public static IReadOnlyList<string> AppendOnlyCanNotBeSet(IEnumerable<Type> entities) =>
        [.. from type in entities
            where typeof(IAppendOnly).IsAssignableFrom(type)
            from property in type.GetProperties()
            where property.SetMethod is { IsPublic: true } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit")
            select $"{type.Name}.{property.Name} can be set, and {type.Name} is append-only"];

    /// <summary>No column of the logbook asks who the patient is.</summary>
    /// <param name="properties">Of the entities of the logbook.</param>
    /// <param name="reviewed">Entity.Property → reason, for those that are about somebody else.</param>
    public static IReadOnlyList<string> NoPatientIdentity(IEnumerable<string> properties, IReadOnlyDictionary<string, string> reviewed)
    {
        var found = properties.Where(name => Identifying().IsMatch(name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..])).ToArray();
        return [.. found.Except(reviewed.Keys).Select(name => $"{name} looks like the identity of a patient"),
            .. reviewed.Keys.Except(found).Select(name => $"{name} is on the list and need not be")];
    }

    public static IEnumerable<string> PropertiesOf(IEntityType type) => type.GetProperties().Select(property => $"{type.ClrType.Name}.{property.Name}");

    [GeneratedRegex(
        "Name|Birth|Dob|Address|Street|Phone|Mobile|Mail|Record|Insurance|Bhyt|Cccd|Citizen|Passport|Identity|Patient|Ethnic|Job|Occupation|Photo|Picture|Image|^Age$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Identifying();
}
