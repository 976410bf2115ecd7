using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApplicationParts;

namespace Training.Modules;

/// <summary>One module: its assembly name, its assembly and its manifest.</summary>
public sealed record Module(string Id, Assembly Assembly, ModuleAttribute Manifest)
{
    /// <summary>The assembly name without the product's prefix: the area of its pages and the prefix of its tables.</summary>
    public string Area => Id["Training.".Length..];
}

/// <summary>The modules the host was built with, each after those it depends on.</summary>
public sealed class ModuleCatalog
{
    /// <summary>Reads the application parts that the build wrote into the host's assembly.</summary>
    /// <exception cref="InvalidOperationException">A dependency is missing, or the dependencies form a cycle.</exception>
    public ModuleCatalog(Assembly host)
        : this(host.GetCustomAttributes<ApplicationPartAttribute>()
            .Select(part => Assembly.Load(new AssemblyName(part.AssemblyName)))
            .Where(assembly => assembly.IsDefined(typeof(ModuleAttribute)))
            .Select(assembly => new Module(assembly.GetName().Name!, assembly, assembly.GetCustomAttribute<ModuleAttribute>()!)))
    {
    }

    internal ModuleCatalog(IEnumerable<Module> modules)
    {
        var found = modules.ToDictionary(module => module.Id);
        var ordered = new List<Module>();
        var path = new List<string>();

        foreach (var id in found.Keys.Order(StringComparer.Ordinal))
        {
            Visit(id);
        }

        Modules = ordered;

        void Visit(string id)
        {
            if (ordered.Any(module => module.Id == id))
            {
                return;
            }

            if (path.Contains(id))
            {
                throw new InvalidOperationException($"The modules depend on each other in a circle: {string.Join(" → ", path.Append(id))}.");
            }

            var module = found.GetValueOrDefault(id)
                ?? throw new InvalidOperationException($"Module {path[^1]} needs {id}, which the host does not reference.");
            path.Add(id);
            foreach (var dependency in module.Manifest.Dependencies)
            {
                Visit(dependency);
            }

            path.Remove(id);
            ordered.Add(module);
        }
    }

    /// <summary>Every module, dependencies first.</summary>
    public IReadOnlyList<Module> Modules { get; }
}
