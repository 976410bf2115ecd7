using Training.Modules;

namespace Training.Tests.Modules;

public sealed class PermissionCatalogTests
{
    private static readonly Permission Read = new("Samples.Read", "Read samples");
    private static readonly Permission Write = new("Samples.Write", "Write samples");

    [Fact]
    public void Has_Stereotypes_OfSeveralModulesAddUp()
    {
        var catalog = new PermissionCatalog([new Provider([Write], [new(Roles.Mentor, [Write])]), new Provider([Read], [new(Roles.Mentor, [Read]), new(Roles.Trainee, [Read])])]);
        Assert.True(catalog.Has(Roles.Mentor, "Samples.Read"));
        Assert.True(catalog.Has(Roles.Mentor, "Samples.Write"));
        Assert.True(catalog.Has(Roles.Trainee, "Samples.Read"));
        Assert.False(catalog.Has(Roles.Trainee, "Samples.Write"));
    }

    [Theory]
    [InlineData("Trainee", "samples.read")]
    [InlineData("Trainee", "Samples.Unknown")]
    [InlineData("trainee", "Samples.Read")]
    [InlineData("Nobody", "Samples.Read")]
    [InlineData("", "")]
    public void Has_AnythingUnknown_IsFalse(string role, string permission)
        => Assert.False(new PermissionCatalog([new Provider([Read], [new(Roles.Trainee, [Read])])]).Has(role, permission));

    [Fact]
    public void Permissions_OfAllModules_AreSortedByName()
        => Assert.Equal([Read, Write], new PermissionCatalog([new Provider([Write], []), new Provider([Read], [])]).Permissions);

    [Fact]
    public void Constructor_SameNameTwice_IsRefused()
        => Refused("Samples.Read", new Provider([Read], []), new Provider([new("Samples.Read", "Other")], []));

    [Fact]
    public void Constructor_UnknownRole_IsRefused()
        => Refused("Janitor", new Provider([Read], [new("Janitor", [Read])]));

    private static void Refused(string naming, params IPermissionProvider[] providers)
        => Assert.Contains(naming, Assert.Throws<InvalidOperationException>(() => new PermissionCatalog(providers)).Message, StringComparison.Ordinal);

    private sealed class Provider(IReadOnlyList<Permission> permissions, IReadOnlyList<PermissionStereotype> stereotypes) : IPermissionProvider
    {
        public IReadOnlyList<Permission> GetPermissions() => permissions;

        public IReadOnlyList<PermissionStereotype> GetDefaultStereotypes() => stereotypes;
    }
}
