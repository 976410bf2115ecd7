using Microsoft.EntityFrameworkCore;
using Training.Tests.Support;

namespace Training.Tests.Data;

/// <summary>How the site uses a server of PostgreSQL unless its administrator says otherwise.</summary>
public sealed class ConnectionTests
{
    /// <summary>Compiling the hundreds of sub-plans of a scope took seconds where the query took milliseconds.</summary>
    [Theory, OnPostgreSql]
    public async Task Connection_CompilesNoPlans_UnlessItIsToldTo(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");
        Assert.Equal("off", await CompilesAsync(site));
        await using var other = site.SecondNode(new Dictionary<string, string> { ["Database:ConnectionString"] = $"{site.ConnectionString};Options=-c jit=on" });
        Assert.Equal("on", await CompilesAsync(other));
    }

    private static Task<string> CompilesAsync(Site site) => site.DataAsync(db => db.Database.SqlQueryRaw<string>("SELECT current_setting('jit') AS \"Value\"").SingleAsync());
}
