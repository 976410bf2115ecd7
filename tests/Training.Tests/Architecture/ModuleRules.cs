using System.Reflection;
using System.Runtime.CompilerServices;
using Training.Modules;
using Module = Training.Modules.Module;

namespace Training.Tests.Architecture;

/// <summary>What a module says about itself, and what the compiler wrote into its assembly.</summary>
/// <param name="Id">Name of the assembly.</param>
/// <param name="IsTheme">Themes may be used by all and are named by none.</param>
/// <param name="Declared">Dependencies in the manifest.</param>
/// <param name="Referenced">Assemblies of the product that the code uses.</param>
internal sealed record ModuleFacts(string Id, bool IsTheme, IReadOnlyList<string> Declared, IReadOnlyList<string> Referenced)
{
    public static ModuleFacts Of(Module module) => new(module.Id, module.Manifest is ThemeAttribute, module.Manifest.Dependencies, ReferencesOf(module.Assembly));

    public static IReadOnlyList<string> ReferencesOf(Assembly assembly) =>
        [.. assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("Training.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}

/// <summary>Who may know whom.</summary>
internal static class ModuleRules
{
    /// <summary>A module shows nothing but its contracts.</summary>
    public static IReadOnlyList<string> OnlyContractsArePublic(string module, IEnumerable<Type> exported) =>
        [.. exported
            .Where(type => type.GetCustomAttribute<CompilerGeneratedAttribute>() is null)
            .Where(type => type.Namespace != $"{module}.Contracts" && type.Namespace?.StartsWith($"{module}.Contracts.", StringComparison.Ordinal) != true)
            .Select(type => $"{type.FullName} is public outside {module}.Contracts")];

    /// <summary>The manifest names the modules that the code uses: these and no others.</summary>
    public static IReadOnlyList<string> ManifestNamesWhatIsUsed(IReadOnlyList<ModuleFacts> modules)
    {
        var known = modules.Where(module => !module.IsTheme).Select(module => module.Id).ToHashSet();
        return [.. modules.SelectMany(module =>
        {
            var used = module.Referenced.Where(known.Contains).ToArray();
            return used.Except(module.Declared).Select(id => $"{module.Id} uses {id}, which its manifest does not name")
                .Concat(module.Declared.Except(used).Select(id => $"the manifest of {module.Id} names {id}, which it does not use"));
        })];
    }

    /// <summary>Nobody depends on themselves, however long the way round.</summary>
    public static IReadOnlyList<string> NoCircles(IReadOnlyDictionary<string, IReadOnlyList<string>> references)
    {
        var circles = new List<string>();
        foreach (var start in references.Keys)
        {
            var reached = new HashSet<string>();
            var open = new Queue<string>(references[start]);
            while (open.TryDequeue(out var next))
            {
                if (next == start)
                {
                    circles.Add($"{start} depends on itself");
                    break;
                }

                if (reached.Add(next) && references.TryGetValue(next, out var further))
                {
                    foreach (var id in further)
                    {
                        open.Enqueue(id);
                    }
                }
            }
        }

        return circles;
    }

    /// <summary>An assembly below the modules uses these assemblies of the product and no others.</summary>
    public static IReadOnlyList<string> UsesOnly(string assembly, IEnumerable<string> referenced, params string[] allowed) =>
        [.. referenced.Except(allowed).Select(id => $"{assembly} must not know {id}")];
}
