using Microsoft.Extensions.Localization;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Workflows.Definitions;

/// <summary>
/// Words for the names that drawings use: of resolvers, activities and forms. Each stands under its own name in the texts of the module that
/// brings it, like those of permissions and of actions.
/// </summary>
internal sealed class ProcessWords(IEnumerable<IAssigneeResolver> resolvers, IEnumerable<IProcessActivity> activities, IEnumerable<ITaskForm> forms, IStringLocalizerFactory factory)
{
    private readonly Dictionary<string, string> _modules = resolvers.Select(resolver => (Name: resolver.Id, Type: resolver.GetType()))
        .Concat(activities.Select(activity => (Name: activity.Type, Type: activity.GetType())))
        .Concat(forms.Select(form => (form.Name, Type: form.GetType())))
        .DistinctBy(named => named.Name)
        .ToDictionary(named => named.Name, named => named.Type.Assembly.GetName().Name!, StringComparer.Ordinal);

    /// <summary>What a name means; the name itself where nobody says.</summary>
    public string Of(string name)
        => _modules.TryGetValue(name, out var module) && factory.OfModule(module)[name] is { ResourceNotFound: false } found ? found.Value : name;
}
