using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Courses.Catalogue;
using Training.Data;
using Training.Identity.Grants;
using Training.Modules;
using Training.Organizations.Hospitals;
using Training.Techniques.Catalogue;
using Training.Tests.Support;

namespace Training.Tests.Recipes;

public sealed class RecipeTests
{
    private const string Hospitals = "Training.Organizations/data/hospitals.csv";
    private const string Packages = "Training.Techniques/data/packages.csv";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Run_DemoTwice_ChangesNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var before = await DumpAsync(site);

        await RunAsync(site, OwnRecipe("demo"));

        var after = await DumpAsync(site);
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(
            before.Where(table => !table.Key.StartsWith("Data_Audit", StringComparison.Ordinal)),
            table => Assert.True(table.Value.SequenceEqual(after[table.Key]), $"{table.Key}: {table.Value.Count} rows before, {after[table.Key].Count} after"));

        // That somebody ran it again is one entry of the trail.
        Assert.Equal(before["Data_AuditLeaves"].Count + 1, after["Data_AuditLeaves"].Count);
        Assert.True(before["Logbook_Entries"].Count > 500, $"{before["Logbook_Entries"].Count}");
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Run_DemoAfterAnEdit_KeepsTheEdit(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.DataAsync(async db =>
        {
            (await db.Hospitals.SingleAsync(h => h.Key == "viet-duc")).Name = "Việt Đức, sửa tay";
            await db.SaveChangesAsync();
        });

        await RunAsync(site, OwnRecipe("demo"));

        Assert.Equal("Việt Đức, sửa tay", await site.DataAsync(db => db.Hospitals.Where(h => h.Key == "viet-duc").Select(h => h.Name).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Run_Blank_LoadsTheDirectoriesAndNoPeople(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");

        var counts = await site.DataAsync(async db => (
            Provinces: await db.Provinces.CountAsync(p => p.ClosedOn == null),
            Hospitals: await db.Hospitals.CountAsync(),
            Techniques: await db.Techniques.CountAsync(),
            Packages: await db.TechniquePackages.CountAsync(),
            Courses: await db.Courses.CountAsync(),
            People: await db.People.CountAsync(),
            Users: await db.Users.CountAsync()));

        Assert.Equal((34, 0, 0, 6), (counts.Provinces, counts.People, counts.Users, counts.Courses));
        Assert.True(counts.Hospitals > 50 && counts.Techniques > 50 && counts.Packages >= 20, counts.ToString());
        Assert.True((await site.Visitor().GetAsync("/account/login")).IsOk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Run_BlankWithSettings_MakesTheFirstAdministratorOnce(Database database)
    {
        await using var blank = await Site.StartAsync(database, "blank");
        await using var site = blank.WithWebHostBuilder(builder => builder
            .UseSetting("Setup:AdministratorEmail", "chu@benhvien.vn")
            .UseSetting("Setup:AdministratorPassword", "mot mat khau that dai"));
        for (var time = 0; time < 2; time++)
        {
            await using var scope = site.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<RecipeRunner>().RunAsync(OwnRecipe("blank"), default);
        }

        Assert.Equal(1, await blank.DataAsync(db => db.RoleGrants.CountAsync(g => g.Role == Roles.Administrator)));
        var visitor = new Visitor(site.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("https://localhost") }));
        await visitor.SignInAsync("chu@benhvien.vn", "mot mat khau that dai");
        Assert.True((await visitor.GetAsync("/admin/hospitals")).IsOk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Run_BlankWithShortAdministratorPassword_StoresNothing(Database database)
    {
        await using var blank = await Site.StartAsync(database, "blank");
        await using var site = blank.WithWebHostBuilder(builder => builder
            .UseSetting("Setup:AdministratorEmail", "chu@benhvien.vn")
            .UseSetting("Setup:AdministratorPassword", "ngan"));
        await using var scope = site.Services.CreateAsyncScope();

        var refused = await Assert.ThrowsAsync<RecipeException>(() => scope.ServiceProvider.GetRequiredService<RecipeRunner>().RunAsync(OwnRecipe("blank"), default));

        Assert.Contains("Setup:AdministratorEmail", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await blank.DataAsync(db => db.Users.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Run_UnknownProvinceInHospitals_StoresNothingAndNamesFileRowAndReason(Database database)
    {
        await using var site = await EmptyAsync(database);
        using var folder = new RecipeFolder("blank");
        var lines = folder.Read(Hospitals).Split('\n');
        lines[4] = lines[4].Replace(",79,", ",98,", StringComparison.Ordinal);
        folder.Write(Hospitals, string.Join('\n', lines));

        var refused = await RefusedAsync(site, folder.Recipe);

        var problem = Assert.Single(refused.Problems);
        Assert.Equal((Hospitals, 5), (problem.File, problem.Row));
        Assert.Contains("98", problem.Reason, StringComparison.Ordinal);
        Assert.Contains($"{Hospitals}, row 5: there is no province with code '98'", refused.Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Run_MissingColumn_StoresNothingAndNamesIt(Database database)
    {
        await using var site = await EmptyAsync(database);
        using var folder = new RecipeFolder("blank");
        var text = folder.Read(Hospitals);
        folder.Write(Hospitals, text.Replace("province_code", "tinh", StringComparison.Ordinal));

        var refused = await RefusedAsync(site, folder.Recipe);

        Assert.Equal($"{Hospitals}: column 'province_code' is missing", Assert.Single(refused.Problems).ToString());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Run_RowWithTooFewCells_StoresNothingAndNamesTheRow(Database database)
    {
        await using var site = await EmptyAsync(database);
        using var folder = new RecipeFolder("blank");
        var lines = folder.Read(Hospitals).Split('\n');
        lines[7] = "just-a-key,Bệnh viện";
        folder.Write(Hospitals, string.Join('\n', lines));

        var refused = await RefusedAsync(site, folder.Recipe);

        Assert.Contains(refused.Problems, p => p.File == Hospitals && p.Row == 8);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Run_UnknownTechniqueInPackages_StoresNothingAndNamesFileRowAndReason(Database database)
    {
        await using var site = await EmptyAsync(database);
        using var folder = new RecipeFolder("blank");
        var lines = folder.Read(Packages).Split('\n');
        lines[2] = lines[2].Replace(",pci,", ",no-such-technique,", StringComparison.Ordinal);
        folder.Write(Packages, string.Join('\n', lines));

        var refused = await RefusedAsync(site, folder.Recipe);

        Assert.Contains(refused.Problems, p => p is { File: Packages, Row: 3 } && p.Reason.Contains("no-such-technique", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Run_UnknownStepOrBadJsonOrNoFile_StoresNothingAndNamesIt(Database database)
    {
        await using var site = await EmptyAsync(database);
        foreach (var (json, reason) in new[]
        {
            ("""{"steps": [{"name": "Provinces", "file": "Training.Organizations/data/provinces.csv"}, {"name": "Spaceships"}]}""", "no module knows a step named 'Spaceships'"),
            ("{\n\"steps\": [\n oops }", "not valid JSON"),
            ("[]", "'steps' is missing"),
            ("""{"steps": {}}""", "'steps' is missing"),
            ("""{"steps": ["Provinces"]}""", "broken.recipe.json: step 1 is not an object"),
            ("""{"steps": [{"name": 7}]}""", "no module knows a step named '7'"),
            ("""{"steps": [{"name": "Provinces", "file": "nowhere.csv"}]}""", "nowhere.csv: there is no such file"),
            ("""{"steps": [{"name": "Provinces", "file": "../../../../etc/passwd"}]}""", "there is no such file"),
        })
        {
            using var folder = new RecipeFolder("blank");
            var path = folder.Write("broken.recipe.json", json);

            var refused = await RefusedAsync(site, path);

            Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        }

        var absent = await RefusedAsync(site, Path.Combine(Path.GetTempPath(), "absent.recipe.json"));
        Assert.Contains("absent.recipe.json: there is no such recipe", absent.Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Run_BrokenLateStepOfDemo_StoresNothingOfTheEarlierOnes(Database database)
    {
        await using var site = await EmptyAsync(database);
        using var folder = new RecipeFolder("demo");
        folder.Write("demo.recipe.json", folder.Read("demo.recipe.json").Replace("\"huynh-kim-phat\"}\n", "\"nobody-at-all\"}\n", StringComparison.Ordinal));

        var refused = await RefusedAsync(site, folder.Recipe);

        Assert.Contains("demo.recipe.json", refused.Message, StringComparison.Ordinal);
        Assert.Contains(refused.Problems, p => p.Row is not null);
    }

    /// <summary>The recipe is refused and the database is as it was.</summary>
    private static async Task<RecipeException> RefusedAsync(Site site, string path)
    {
        var before = await DumpAsync(site);
        var refused = await Assert.ThrowsAsync<RecipeException>(() => RunAsync(site, path));
        var after = await DumpAsync(site);
        Assert.All(before, table => Assert.True(table.Value.SequenceEqual(after[table.Key]), table.Key));
        return refused;
    }

    private static Task<bool> RunAsync(Site site, string path) => site.DataAsync(async (_, services) =>
    {
        await services.GetRequiredService<RecipeRunner>().RunAsync(path, default);
        return true;
    });

    // A site on which a recipe without any step ran: tables and nothing in them.
    private static async Task<Site> EmptyAsync(Database database)
    {
        using var folder = new RecipeFolder("blank");
        var path = folder.Write("nothing.recipe.json", """{"steps": []}""");
        var site = Site.StartEmpty(await TestDatabase.CreateAsync(database), path);
        Assert.Equal(0, await site.DataAsync(db => db.Provinces.CountAsync()));
        return site;
    }

    private static string OwnRecipe(string name) => Path.Combine(AppContext.BaseDirectory, "Recipes", name + ".recipe.json");

    // Every row of every table as text.
    private static Task<Dictionary<string, List<string>>> DumpAsync(Site site) => site.DataAsync(async db =>
    {
        var tables = new Dictionary<string, List<string>>();
        await db.OpenForTheSiteAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct().Where(t => t != "Data_RecipeRuns"))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<string>();
            while (await reader.ReadAsync())
            {
                var cells = new object[reader.FieldCount];
                reader.GetValues(cells);
                rows.Add(string.Join('|', cells.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture))));
            }

            rows.Sort(StringComparer.Ordinal);
            tables[table] = rows;
        }

        await db.Database.CloseConnectionAsync();
        return tables;
    });

    /// <summary>A copy of one of the site's recipes in a folder of its own, with files beside it that win over the modules' own.</summary>
    private sealed class RecipeFolder : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("training-recipe-").FullName;

        public RecipeFolder(string recipe)
        {
            Recipe = Path.Combine(_folder, recipe + ".recipe.json");
            File.Copy(OwnRecipe(recipe), Recipe);
        }

        public string Recipe { get; }

        public string Write(string file, string text)
        {
            var path = Path.Combine(_folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return path;
        }

        /// <summary>The file beside the recipe, or the one embedded in a module.</summary>
        public string Read(string file)
        {
            var path = Path.Combine(_folder, file);
            if (File.Exists(path))
            {
                return File.ReadAllText(path);
            }

            var module = file.Split('/')[0];
            using var stream = AppDomain.CurrentDomain.GetAssemblies().Single(a => a.GetName().Name == module).GetManifestResourceStream(file)!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
