namespace Training.Tests.Support;

public sealed class SiteTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Site_WithDemo_SignsInAndShowsHome(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var home = await trainee.GetAsync("/");
        Assert.True(home.IsOk);
        Assert.Contains("Nguyễn Hoàng Phượng", home.Text, StringComparison.Ordinal);
    }
}
