using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Training.Modules;
using Training.Tests.Architecture;
using Module = Training.Modules.Module;

namespace Training.Tests.Documentation;

/// <summary>Writes src/docs/modules.md from what the site is made of: manifests, endpoints, permissions, events, recipe steps, tables.</summary>
/// <param name="catalog">The modules, dependencies first.</param>
/// <param name="endpoints">What the site answers to.</param>
/// <param name="permissions">Who may do what by default.</param>
/// <param name="steps">The recipe steps that are registered.</param>
/// <param name="model">The tables.</param>
internal sealed class ModulesMap(
    ModuleCatalog catalog, IReadOnlyList<Endpoint> endpoints, PermissionCatalog permissions, IReadOnlyList<IRecipeStep> steps, IModel model)
{
    private readonly IReadOnlyDictionary<Type, string> _owners = TableRules.OwnersOf(catalog);

    public string Write()
    {
        var text = new List<string>();
        text.Add("# Map of the modules");
        text.Add("");
        text.Add("Generated from the code; a test compares it. Do not edit it. To write it again:");
        text.Add("");
        text.Add("    TRAINING_WRITE_DOCS=1 dotnet test tests/Training.Tests --filter ModulesMap");
        text.Add("");
        text.Add("Each module uses only what stands in the `Contracts` of those it depends on. An event is handled in the transaction that raised it.");
        text.Add("");
        WriteRows(
            text,
            ["module", "what it is for", "depends on", "raises", "handles"],
            Modules.Select(module => new[]
            {
                $"[{module.Area}](#{Slug(module.Area)})",
                module.Manifest.Description,
                Names(module.Manifest.Dependencies.Select(AreaOf)),
                Names(Raised(module).Select(type => $"`{type.Name}`")),
                Names(Handled(module).Select(handled => $"`{handled.Event.Name}`").Distinct()),
            }));
        foreach (var module in Modules)
        {
            WriteModule(text, module);
        }

        WriteHost(text);
        return string.Join('\n', text).TrimEnd() + "\n";
    }

    private IEnumerable<Module> Modules => catalog.Modules;

    private void WriteModule(List<string> text, Module module)
    {
        text.Add("");
        text.Add($"## {module.Area}");
        text.Add("");
        text.Add(module.Manifest.Description);
        text.Add("");
        WriteLine(text, "Depends on", module.Manifest.Dependencies.Select(AreaOf));
        WriteLine(text, "Used by", Modules.Where(other => other.Manifest.Dependencies.Contains(module.Id)).Select(other => other.Area));
        WriteLine(text, "Raises", Raised(module).Select(type => $"`{type.Name}`{HandlersOf(type)}"));
        WriteLine(text, "Handles", Handled(module).Select(handled => $"`{handled.Event.Name}` of {AreaOf(handled.Event.Assembly.GetName().Name!)} (`{handled.Handler.Name}`)"));
        WriteLine(text, "Plugs into", PlugIns(module));
        WriteLine(text, "Recipe steps", steps.Where(step => step.GetType().Assembly == module.Assembly).Select(step => $"`{step.Name}`"));
        WriteLine(text, "Tables", TablesOf(module.Area));
        WriteEndpoints(text, endpoints.Where(endpoint => AssemblyOf(endpoint) == module.Assembly));
        var own = permissions.Permissions.Where(permission => permission.Name.StartsWith(module.Area + ".", StringComparison.Ordinal)).ToArray();
        if (own.Length > 0)
        {
            AddBlank(text);
            WriteRows(
                text,
                ["permission", "lets somebody", "roles that have it"],
                own.Select(p => new[] { $"`{p.Name}`", p.Description, RolesWith(p.Name) }));
        }
    }

    private void WriteHost(List<string> text)
    {
        text.Add("");
        text.Add("## The host and the data layer");
        text.Add("");
        WriteLine(text, "Tables", TablesOf("Data"));
        WriteEndpoints(text, endpoints.Where(endpoint => AssemblyOf(endpoint) is null && PageRules.NameOf(endpoint).StartsWith("any ", StringComparison.Ordinal)));
    }

    private string RolesWith(string permission)
        => Roles.All.All(role => permissions.Has(role, permission)) ? "every role" : Names(Roles.All.Where(role => permissions.Has(role, permission)));

    private static void WriteEndpoints(List<string> text, IEnumerable<Endpoint> shown)
    {
        var rows = shown.Select(endpoint => (Name: PageRules.NameOf(endpoint), Who: WhoMayOpen(endpoint)))
            .DistinctBy(row => row.Name)
            .Select(row => (Address: row.Name[(row.Name.IndexOf(' ', StringComparison.Ordinal) + 1)..], Method: row.Name.Split(' ')[0], row.Who))
            .OrderBy(row => row.Address, StringComparer.Ordinal)
            .Select(row => new[] { $"`{row.Address}`{(row.Method is "page" or "any" ? "" : $" ({row.Method})")}", row.Who })
            .ToArray();
        if (rows.Length > 0)
        {
            AddBlank(text);
            WriteRows(text, ["address", "who may open it"], rows);
        }
    }

    private static string WhoMayOpen(Endpoint endpoint) => endpoint.Metadata switch
    {
        var metadata when metadata.GetMetadata<HasPermissionAttribute>() is { } permission => $"`{permission.Permission}`",
        var metadata when metadata.GetMetadata<SignedInAttribute>() is not null => "whoever is signed in",
        var metadata when metadata.GetMetadata<IAllowAnonymous>() is not null => "everybody",
        _ => "nobody said",
    };

    private static Assembly? AssemblyOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is { } page
        ? page.ModelTypeInfo?.Assembly
        : endpoint.Metadata.GetMetadata<MethodInfo>()?.DeclaringType?.Assembly;

    private static IEnumerable<Type> Raised(Module module) => NewObjects.In(module.Assembly)
        .Where(type => typeof(IDomainEvent).IsAssignableFrom(type))
        .Distinct()
        .OrderBy(type => type.Name, StringComparer.Ordinal);

    private static IEnumerable<(Type Event, Type Handler)> Handled(Module module) =>
        from type in module.Assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false }
        from contract in type.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IHandle<>)
        orderby contract.GetGenericArguments()[0].Name, type.Name
        select (contract.GetGenericArguments()[0], type);

    private string HandlersOf(Type raised)
    {
        var handlers = Modules.SelectMany(module => Handled(module).Where(handled => handled.Event == raised).Select(_ => module.Area)).Distinct().ToArray();
        return handlers.Length == 0 ? "" : $" → {string.Join(", ", handlers)}";
    }

    private IEnumerable<string> PlugIns(Module module) => module.Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false })
        .SelectMany(type => type.GetInterfaces())
        .Where(contract => contract.Assembly != module.Assembly && Modules.Any(other => other.Assembly == contract.Assembly))
        .GroupBy(contract => contract)
        .OrderBy(group => group.Key.Name, StringComparer.Ordinal)
        .Select(group => $"`{group.Key.Name}` of {AreaOf(group.Key.Assembly.GetName().Name!)}{(group.Count() > 1 ? $" ({group.Count()})" : "")}");

    private IEnumerable<string> TablesOf(string area) => model.GetEntityTypes()
        .Where(type => _owners.GetValueOrDefault(type.ClrType) == area)
        .Select(type => $"`{type.GetTableName()}`")
        .Order(StringComparer.Ordinal);

    private static void WriteLine(List<string> text, string title, IEnumerable<string> items)
    {
        if (items.ToArray() is { Length: > 0 } all)
        {
            text.Add($"- **{title}:** {string.Join(", ", all)}");
        }
    }

    private static void WriteRows(List<string> text, string[] header, IEnumerable<string[]> rows)
    {
        foreach (var row in rows.Prepend([.. header.Select(_ => "---")]).Prepend(header))
        {
            text.Add($"| {string.Join(" | ", row)} |");
        }
    }

    private static void AddBlank(List<string> text)
    {
        if (text[^1].Length > 0)
        {
            text.Add("");
        }
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } joined ? joined : "–";

    private static string AreaOf(string id) => id["Training.".Length..];

    private static string Slug(string heading) => heading.ToLowerInvariant();
}
