using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Training.Tests.Support;

namespace Training.Tests.Hosting;

/// <summary>The site as it is started on a machine: a process of its own.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("training-start-").FullName;

    public static TheoryData<string, string, string> BadConfigurations => new()
    {
        { "Database__Provider", "Oracle", "it must be Sqlite or PostgreSql" },
        { "Database__Provider", "PostgreSql", "Database:ConnectionString must say where the server is" },
        { "Database__ConnectionString", "this is no connection string", "is not a connection string for Sqlite" },
        { "Demo__Enabled", "true", "can not run in Production" },
        { "Setup__Recipe", "no-such-recipe", "no-such-recipe.recipe.json: there is no such recipe" },
        { "Setup__AdministratorEmail", "chu@benhvien.vn", "Setup:AdministratorEmail" },
    };

    [Theory, MemberData(nameof(BadConfigurations))]
    public async Task Start_BadConfiguration_EndsWithOneSentence(string variable, string value, string reason)
        => await AssertComplainsAsync(new() { [variable] = value }, reason);

    [Fact]
    public async Task Start_PostgreSqlUnreachable_EndsWithOneSentence() => await AssertComplainsAsync(
        new() { ["Database__Provider"] = "PostgreSql", ["Database__ConnectionString"] = $"Host=127.0.0.1;Port={FreePort()};Username=x;Password=x;Database=x;Timeout=5" },
        "The PostgreSql database can not be reached or opened");

    [Fact]
    public async Task Start_DataFolderBelowAFile_EndsWithOneSentence()
    {
        var file = Path.Combine(_folder, "a-file");
        await File.WriteAllTextAsync(file, "");
        await AssertComplainsAsync(new() { ["Data__Folder"] = Path.Combine(file, "data") }, "can not be written to");
    }

    [Fact]
    public async Task Start_DatabaseFileIsNone_EndsWithOneSentence()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "training.db"), new string('x', 10_000));
        await AssertComplainsAsync([], "The Sqlite database can not be reached or opened");
    }

    [Fact]
    public async Task Start_GoodConfiguration_IsReadyAndPrintsTheAddress()
    {
        var port = FreePort();
        using var site = Start(new() { ["ASPNETCORE_HTTP_PORTS"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        var address = await site.AddressAsync();
        Assert.EndsWith($":{port}", address, StringComparison.Ordinal);

        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"http://127.0.0.1:{port}/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"http://127.0.0.1:{port}/health/ready")).StatusCode);
        using var login = await client.GetAsync($"http://127.0.0.1:{port}/account/login");
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
        Assert.DoesNotContain("demo.local", await login.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await HealthAsync(port));
        Assert.Contains("SQLite 3.", site.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("demo.local", site.Output, StringComparison.Ordinal);

        // A second one on the same address says what is wrong.
        using var second = Start(new() { ["ASPNETCORE_HTTP_PORTS"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture), ["Data__Folder"] = Path.Combine(_folder, "second") });
        Assert.NotEqual(0, await second.EndAsync());
        Assert.Single(second.ErrorLines);
        Assert.Contains("--urls", second.ErrorLines[0], StringComparison.Ordinal);

        site.Stop();
        await site.EndAsync();
        Assert.NotEqual(0, await HealthAsync(port));
    }

    [Fact]
    public async Task Start_InDevelopment_PrintsTheDemoAccounts()
    {
        using var site = Start(new() { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Setup__Recipe"] = "demo", ["Demo__Enabled"] = "true" });
        await site.AddressAsync();
        foreach (var account in new[] { "hocvien", "bsnoi", "huongdan", "giaovu", "khth", "giamdoc", "soyte", "boyte", "quantri" })
        {
            Assert.Contains($"{account}@demo.local", site.Output, StringComparison.Ordinal);
        }

        Assert.Contains(Visitor.DemoPassword, site.Output, StringComparison.Ordinal);
        Assert.Empty(site.ErrorLines);
    }

    [Fact]
    public async Task RecipeRun_AsCommand_StoresAndEnds()
    {
        using var first = Start([], "recipe", "run", "blank");
        Assert.Equal(0, await first.EndAsync());
        Assert.Contains("Recipe blank is stored.", first.Output, StringComparison.Ordinal);
        using var unknown = Start([], "recipe", "run", "nothing");
        Assert.NotEqual(0, await unknown.EndAsync());
        Assert.Single(unknown.ErrorLines);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task AssertComplainsAsync(Dictionary<string, string> variables, string reason)
    {
        using var site = Start(variables);
        Assert.NotEqual(0, await site.EndAsync());
        var line = Assert.Single(site.ErrorLines);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.EndsWith(".", line, StringComparison.Ordinal);
    }

    private async Task<int> HealthAsync(int port)
    {
        using var health = Start(new() { ["ASPNETCORE_HTTP_PORTS"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture) }, "health");
        return await health.EndAsync();
    }

    private SiteProcess Start(Dictionary<string, string> variables, params string[] arguments) => SiteProcess.Start(_folder, variables, arguments);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
