using Training.Modules;

namespace Training.Tests.Modules;

public sealed class ModuleCatalogTests
{
    [Fact]
    public void Modules_OfTheSite_StandAfterTheirDependencies()
    {
        var modules = new ModuleCatalog(typeof(Program).Assembly).Modules;
        Assert.Contains(modules, module => module.Id == "Training.Certification");
        Assert.All(modules.Index(), item => Assert.Empty(item.Item.Manifest.Dependencies.Except(modules.Take(item.Index).Select(earlier => earlier.Id))));
    }

    [Fact]
    public void Modules_Order_DoesNotDependOnHowTheyAreFound()
    {
        Module[] modules = [Of("D", "B", "C"), Of("C", "A"), Of("B", "A"), Of("A")];
        string[] expected = ["Training.A", "Training.B", "Training.C", "Training.D"];
        Assert.Equal(expected, new ModuleCatalog(modules).Modules.Select(module => module.Id));
        Assert.Equal(expected, new ModuleCatalog(modules.Reverse()).Modules.Select(module => module.Id));
    }

    [Fact]
    public void Modules_Circle_IsRefusedWithTheWholeWay()
    {
        var problem = Assert.Throws<InvalidOperationException>(() => new ModuleCatalog([Of("A", "B"), Of("B", "C"), Of("C", "A")]));
        Assert.Contains("Training.A → Training.B → Training.C → Training.A", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Modules_DependingOnThemselves_AreRefused()
        => Assert.Contains("Training.A → Training.A", Assert.Throws<InvalidOperationException>(() => new ModuleCatalog([Of("A", "A")])).Message, StringComparison.Ordinal);

    [Fact]
    public void Modules_MissingDependency_IsRefusedWithBothNames()
    {
        var problem = Assert.Throws<InvalidOperationException>(() => new ModuleCatalog([Of("A", "B")]));
        Assert.Contains("Training.A", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Training.B", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Area_OfAModule_IsItsNameWithoutTheProduct() => Assert.Equal("Courses", Of("Courses").Area);

    private static Module Of(string name, params string[] dependencies)
        => new($"Training.{name}", typeof(ModuleCatalogTests).Assembly, new ModuleAttribute { Name = name, Dependencies = [.. dependencies.Select(d => $"Training.{d}")] });
}
