using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Modules;
using Training.Tests.Architecture;

namespace Training.Tests.Documentation;

public sealed class ModulesMapTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private const string Variable = "TRAINING_WRITE_DOCS";

    private static readonly string MapFile = Path.Combine(Repository.Root, "src/docs/modules.md");

    [Fact]
    public void ModulesMap_File_EqualsTheCode()
    {
        var written = WriteMap();
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            File.WriteAllText(MapFile, written);
        }

        var stored = File.Exists(MapFile) ? File.ReadAllText(MapFile).ReplaceLineEndings("\n") : "";
        Assert.True(
            written == stored,
            $"src/docs/modules.md is not what the code says. Write it with {Variable}=1 dotnet test tests/Training.Tests --filter ModulesMap.{FirstDifference(written, stored)}");
    }

    [Fact]
    public void ModulesMap_WrittenTwice_IsTheSame() => Assert.Equal(WriteMap(), WriteMap());

    [Fact]
    public void ModulesMap_Events_AreFoundInTheCode()
    {
        var map = WriteMap();
        Assert.Contains("`CaseSigned` → Certification", map, StringComparison.Ordinal);
        Assert.Contains("`CourseCompleted` of Courses (`IssueCertificate`)", map, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody said", map, StringComparison.Ordinal);
    }

    private string WriteMap()
    {
        using var scope = site.Services.CreateScope();
        using var db = Models.Context(DatabaseProvider.Sqlite);
        return new ModulesMap(
            site.Services.GetRequiredService<ModuleCatalog>(),
            site.Endpoints,
            site.Services.GetRequiredService<PermissionCatalog>(),
            [.. scope.ServiceProvider.GetServices<IRecipeStep>().OrderBy(step => step.Name, StringComparer.Ordinal)],
            Models.Of(db)).Write();
    }

    private static string FirstDifference(string written, string stored)
        => written.Split('\n').Zip(stored.Split('\n').Append("(the end)")).FirstOrDefault(pair => pair.First != pair.Second) is { First: not null } pair
            ? $" The code says '{pair.First}', the file '{pair.Second}'."
            : "";
}
