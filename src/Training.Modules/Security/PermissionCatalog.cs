using System.Collections.Frozen;

namespace Training.Modules;

/// <summary>All permissions of all modules, and which role has which.</summary>
public sealed class PermissionCatalog
{
    private readonly FrozenDictionary<string, FrozenSet<string>> _byRole;

    /// <summary>Collects what the modules declare.</summary>
    /// <exception cref="InvalidOperationException">Two modules declare the same name, or a stereotype names an unknown role.</exception>
    public PermissionCatalog(IEnumerable<IPermissionProvider> providers)
    {
        var all = providers.ToArray();
        Permissions = [.. all.SelectMany(p => p.GetPermissions()).OrderBy(p => p.Name, StringComparer.Ordinal)];
        if (Permissions.GroupBy(p => p.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"Permission {twice.Key} is declared twice.");
        }

        var stereotypes = all.SelectMany(p => p.GetDefaultStereotypes()).ToArray();
        if (stereotypes.FirstOrDefault(s => !Roles.All.Contains(s.Role)) is { } unknown)
        {
            throw new InvalidOperationException($"Role {unknown.Role} does not exist.");
        }

        _byRole = stereotypes.GroupBy(s => s.Role)
            .ToFrozenDictionary(g => g.Key, g => g.SelectMany(s => s.Permissions).Select(p => p.Name).ToFrozenSet());
    }

    /// <summary>Every permission, by name.</summary>
    public IReadOnlyList<Permission> Permissions { get; }

    /// <summary>Whether the role has the permission.</summary>
    public bool Has(string role, string permission) => _byRole.TryGetValue(role, out var names) && names.Contains(permission);
}
