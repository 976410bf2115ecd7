using Training.Modules;

namespace Training.Tests.Architecture;

/// <summary>What plugs into the site is really plugged in: a handler that nobody registered is never called, and nothing says so.</summary>
internal static class PlugInRules
{
    private static readonly Type[] Kernel = [typeof(IPermissionProvider), typeof(INavigationProvider), typeof(IRecipeStep), typeof(IBackgroundTask), typeof(ICurrentUser)];

    /// <summary>Every class that implements a plug-in interface is registered for it.</summary>
    /// <param name="types">Classes of the modules.</param>
    /// <param name="isPlugIn">Which interfaces are found by registration.</param>
    /// <param name="registered">The classes registered for an interface.</param>
    public static IReadOnlyList<string> PlugInsAreRegistered(IEnumerable<Type> types, Func<Type, bool> isPlugIn, Func<Type, IEnumerable<Type>> registered) =>
        [.. from type in types
            where type is { IsClass: true, IsAbstract: false }
            from plugIn in type.GetInterfaces()
            where isPlugIn(plugIn) && !registered(plugIn).Contains(type)
            select $"{type.FullName} is not registered as {plugIn.Name}{(plugIn.IsGenericType ? $" of {plugIn.GetGenericArguments()[0].Name}" : "")}"];

    /// <summary>An interface of a module's contracts, or one of the kernel's.</summary>
    public static bool IsPlugIn(Type type) => (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IHandle<>))
        || Kernel.Contains(type)
        || (type.Namespace?.StartsWith("Training.", StringComparison.Ordinal) == true && type.Namespace.EndsWith(".Contracts", StringComparison.Ordinal));
}
