using Microsoft.Data.Sqlite;
using Npgsql;
using Training.Data;
using Training.Modules;

namespace Training.Web.Setup;

/// <summary>What the host itself reads from the configuration, checked before anything is built.</summary>
internal sealed record SiteSettings(string DataFolder, DatabaseOptions Database, bool Demo, string? Recipe)
{
    /// <summary>Where people reach the site; null where nothing says so.</summary>
    public Uri? Address { get; private init; }

    public ProxySettings Proxy { get; private init; } = new([], [], 1);

    /// <summary>Where packages of courses run.</summary>
    public ContentOrigin Content { get; private init; } = ContentOrigin.Of(null, []);

    /// <exception cref="StartupProblem">A value can not be used.</exception>
    public static SiteSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var demo = configuration.GetValue("Demo:Enabled", false);
        if (demo && environment.IsProduction())
        {
            throw new StartupProblem("Demo mode has accounts with a known password and can not run in Production: remove Demo:Enabled.");
        }

        var folder = Path.GetFullPath(Path.Combine(environment.ContentRootPath, configuration["Data:Folder"] is { Length: > 0 } given ? given : "data"));
        return new SiteSettings(folder, ReadDatabase(configuration, folder), demo, configuration["Setup:Recipe"] is { Length: > 0 } recipe ? recipe : null)
        {
            Address = ReadAddress(configuration["Site:BaseAddress"]),
            Proxy = ProxySettings.Read(configuration),
            Content = ReadContent(configuration),
        };
    }

    /// <summary>Makes the data folder and proves that it can be written to.</summary>
    /// <exception cref="StartupProblem">It can not.</exception>
    public void PrepareFolder()
    {
        try
        {
            Directory.CreateDirectory(DataFolder);
            var probe = Path.Combine(DataFolder, ".write-test");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupProblem($"The data folder {DataFolder} can not be written to: give the site's user the right to, or set Data:Folder.", exception);
        }
    }

    private static ContentOrigin ReadContent(IConfiguration configuration)
    {
        var value = configuration["Content:Origin"];
        var urls = configuration[WebHostDefaults.ServerUrlsKey]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (value is not { Length: > 0 })
        {
            return ContentOrigin.Of(null, urls);
        }

        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.PathAndQuery != "/" || address.UserInfo.Length > 0)
        {
            throw new StartupProblem($"Content:Origin is '{value}'; it must be an origin such as https://noidung.example.vn.");
        }

        // Cookies know no ports: only another host name keeps those of the site away.
        return ReadAddress(configuration["Site:BaseAddress"]) is { } site && string.Equals(site.Host, address.Host, StringComparison.OrdinalIgnoreCase)
            ? throw new StartupProblem("Content:Origin has the host of Site:BaseAddress; packages of courses need a host name of their own.")
            : ContentOrigin.Of(address, urls);
    }

    private static Uri? ReadAddress(string? value) => value is not { Length: > 0 } ? null
        : Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address
        : throw new StartupProblem($"Site:BaseAddress is '{value}'; it must be an address such as https://chuyengiao.example.vn.");

    private static DatabaseOptions ReadDatabase(IConfiguration configuration, string folder)
    {
        var provider = configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        var connection = configuration["Database:ConnectionString"];
        try
        {
            return provider switch
            {
                nameof(DatabaseProvider.Sqlite) => DatabaseOptions.Sqlite(
                    new SqliteConnectionStringBuilder(connection ?? $"Data Source={Path.Combine(folder, "training.db")}").DataSource),
                nameof(DatabaseProvider.PostgreSql) when string.IsNullOrWhiteSpace(connection)
                    => throw new StartupProblem("Database:Provider is PostgreSql, so Database:ConnectionString must say where the server is."),
                nameof(DatabaseProvider.PostgreSql) => DatabaseOptions.PostgreSql(Prepared(connection)),
                _ => throw new StartupProblem($"Database:Provider is '{provider}'; it must be Sqlite or PostgreSql."),
            };
        }
        catch (ArgumentException exception)
        {
            throw new StartupProblem($"Database:ConnectionString is not a connection string for {provider}: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    // A query within somebody's scope has hundreds of sub-plans. Planning it costs PostgreSQL several times what running it does, so plans are kept on the
    // connection; compiling it costs hundreds of times as much, so that is left out. What the administrator says comes last and counts.
    private static string Prepared(string connection) => new NpgsqlConnectionStringBuilder($"Max Auto Prepare=100;Options=-c jit=off;{connection}").ConnectionString;
}
