using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Training.Data;

namespace Training.Tests.Support;

/// <summary>The whole site, on a database of its own that is a copy of one on which the recipe ran once.</summary>
public sealed class Site : WebApplicationFactory<Program>
{
    /// <summary>A setting: passwords are hashed as slowly as outside of tests.</summary>
    public const string SlowPasswords = "Tests:SlowPasswords";

    private readonly TestDatabase _database;
    private readonly string _recipe;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private bool _keepDatabase;
    private string? _connection;

    private Site(TestDatabase database, string recipe, IReadOnlyDictionary<string, string>? settings = null)
    {
        _database = database;
        _recipe = recipe;
        _settings = settings ?? new Dictionary<string, string>();
    }

    /// <summary>Services that a test brings, such as a plug-in of its own; set before the site is used.</summary>
    internal Action<IServiceCollection>? Extra { get; init; }

    public ShiftedClock Clock { get; } = new();

    public StatementCounter Statements { get; } = new();

    public string Folder => _database.Folder;

    public string ConnectionString => _database.ConnectionString;

    /// <summary>Starts a site with the content of a recipe, and with these settings beside the usual ones.</summary>
    public static async Task<Site> StartAsync(Database database, string recipe = "demo", IReadOnlyDictionary<string, string>? settings = null)
    {
        var site = new Site(await TestDatabase.CopyAsync(database, recipe), recipe, settings);
        _ = site.Server;
        return site;
    }

    /// <summary>Starts a site with plug-ins of the test's own.</summary>
    internal static async Task<Site> StartWithAsync(Database database, string recipe, Action<IServiceCollection> extra, IReadOnlyDictionary<string, string>? settings = null)
    {
        var site = new Site(await TestDatabase.CopyAsync(database, recipe), recipe, settings) { Extra = extra };
        _ = site.Server;
        return site;
    }

    /// <summary>The same on a port of this machine, with a second one for the content of packages.</summary>
    internal static async Task<(Site Site, Uri Address)> StartOnKestrelWithAsync(Database database, Action<IServiceCollection> extra)
    {
        var site = new Site(await TestDatabase.CopyAsync(database, "demo"), "demo", new Dictionary<string, string> { ["urls"] = "http://127.0.0.1:0" }) { Extra = extra };
        site.UseKestrel(0);
        site.StartServer();
        return (site, site.ClientOptions.BaseAddress);
    }

    /// <summary>Starts a site that listens on a port of this machine, for what only a real connection shows.</summary>
    public static async Task<(Site Site, Uri Address)> StartOnKestrelAsync(Database database, IReadOnlyDictionary<string, string>? settings = null)
    {
        var site = new Site(await TestDatabase.CopyAsync(database, "demo"), "demo", settings);
        site.UseKestrel(0);
        site.StartServer();
        return (site, site.ClientOptions.BaseAddress);
    }

    /// <summary>Starts a site on an empty database; the recipe runs as it would on a new machine.</summary>
    internal static Site StartEmpty(TestDatabase database, string recipe)
    {
        var site = new Site(database, recipe);
        _ = site.Server;
        return site;
    }

    /// <summary>Another process on the same database, as behind a load balancer; not for SQLite, which is for one process.</summary>
    public Site SecondNode(IReadOnlyDictionary<string, string>? settings = null)
    {
        var node = new Site(_database, _recipe, settings) { _keepDatabase = true, Extra = Extra };
        _ = node.Server;
        return node;
    }

    /// <summary>Stops the site and leaves its database, to be copied.</summary>
    internal async Task StopAsync()
    {
        _keepDatabase = true;
        await DisposeAsync();
    }

    /// <summary>The same database again, after <see cref="StopAsync"/>.</summary>
    internal Site Reopen()
    {
        var site = new Site(_database, _recipe, _settings) { Extra = Extra };
        site.Clock.Shift = Clock.Shift;
        _ = site.Server;
        return site;
    }

    /// <summary>The site's program in a process of its own, on the same database.</summary>
    internal SiteProcess StartProcess(params string[] arguments) => SiteProcess.Start(
        _database.Folder,
        new Dictionary<string, string> { ["Database__Provider"] = _database.Provider.ToString(), ["Database__ConnectionString"] = _database.ConnectionString, ["Setup__Recipe"] = _recipe },
        arguments);

    /// <summary>A browser without cookies.</summary>
    public Visitor Visitor() => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true, BaseAddress = new Uri("https://localhost") }));

    /// <summary>A browser signed in with a demo account: <c>hocvien</c>, <c>huongdan</c> …</summary>
    public async Task<Visitor> SignedInAsync(string account)
    {
        var visitor = Visitor();
        await visitor.SignInAsync(account.Contains('@', StringComparison.Ordinal) ? account : $"{account}@demo.local");
        return visitor;
    }

    /// <summary>
    /// Opens a page twice while the clock stands, and leaves the second one's statements to be counted: what a page does once in a while for
    /// everybody, as the note of when a session was last seen each minute, is not counted by chance, nor what the site does by itself meanwhile.
    /// </summary>
    public async Task<Answer> AgainAsync(Visitor visitor, string address)
    {
        var before = Clock.StandsAt;
        Clock.StandsAt ??= TimeProvider.System.GetUtcNow();
        await visitor.GetAsync(address);
        Statements.Reset(onlyRequests: true);
        var page = await visitor.GetAsync(address);
        Clock.StandsAt = before;
        return page;
    }

    /// <summary>Looks into the database, or does what has no page yet.</summary>
    public async Task<T> DataAsync<T>(Func<TrainingDbContext, IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TrainingDbContext>(), scope.ServiceProvider);
    }

    public Task<T> DataAsync<T>(Func<TrainingDbContext, Task<T>> work) => DataAsync((db, _) => work(db));

    public Task DataAsync(Func<TrainingDbContext, Task> work) => DataAsync(async (db, _) =>
    {
        await work(db);
        return true;
    });

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Data:Folder", _database.Folder);
        builder.UseSetting("Database:Provider", _database.Provider.ToString());
        builder.UseSetting("Database:ConnectionString", _database.ConnectionString);
        builder.UseSetting("Setup:Recipe", _recipe);
        builder.UseSetting("Jobs:Enabled", "false");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Critical));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            if (!_settings.ContainsKey(SlowPasswords))
            {
                // Most of what signing in costs, thousands of times in one run.
                services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = 1000);
            }

            services.AddSingleton<IInterceptor>(Statements);
            Extra?.Invoke(services);
        });
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        var host = base.CreateHost(builder);
        _connection = host.Services.GetRequiredService<Training.Web.Setup.SiteSettings>().Database.ConnectionString;
        return host;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && !_keepDatabase)
        {
            _database.Dispose(_connection);
        }
    }
}
