using System.Net.Http.Headers;
using Training.Tests.Identity;
using Training.Tests.Support;

namespace Training.Tests.SignIn;

/// <summary>One page shows everything that opens an account, and leads to where it is changed.</summary>
public sealed class OverviewTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Overview_CountsEverythingThatOpensTheAccount_AndLeadsThere(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var owner = await site.SignedInAsync("bsnoi");
        await site.SignedInAsync("bsnoi");
        var before = await RowsAsync(owner);
        Assert.StartsWith("0 khóa", before["/account/passkeys"], StringComparison.Ordinal);
        Assert.Equal("Chưa bật", before["/account/security/authenticator"]);
        Assert.Equal("2 thiết bị đang đăng nhập", before["/account/sessions"]);
        Assert.Equal("0 mã còn hiệu lực", before["/account/tokens"]);
        Assert.DoesNotContain("/account/security/codes", before.Keys);

        var made = await owner.SubmitAsync(
            await owner.GetAsync("/account/tokens"), new() { ["Input.Name"] = "report", ["Input.Permissions"] = "Identity.ReadProfile", ["Input.Password"] = SignIns.Password });
        Assert.True(made.IsRedirect, $"{made.Status} {string.Join(' ', made.Errors)}");
        var token = (await owner.GetAsync(made.Location!)).Page.QuerySelector("#new-token")!.TextContent;
        Assert.Equal("1 mã còn hiệu lực · chưa dùng lần nào", (await RowsAsync(owner))["/account/tokens"]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.True((await site.Visitor().SendAsync(request)).IsOk);
        Assert.True((await owner.AddAsync(new SoftwarePasskey())).IsRedirect);
        await owner.EnrolAsync(site.Clock);

        var after = await RowsAsync(owner);
        Assert.StartsWith("1 khóa · dùng lần cuối ", after["/account/passkeys"], StringComparison.Ordinal);
        Assert.Contains(" · dùng lần cuối ", after["/account/security/authenticator"], StringComparison.Ordinal);
        Assert.Equal("Còn 10 mã. · chưa dùng lần nào", after["/account/security/codes"]);
        Assert.StartsWith("1 mã còn hiệu lực · dùng lần cuối ", after["/account/tokens"], StringComparison.Ordinal);

        // The new app ended the other session.
        Assert.Equal("1 thiết bị đang đăng nhập", after["/account/sessions"]);
        foreach (var address in after.Keys)
        {
            Assert.True((await owner.GetAsync(address)).IsOk, address);
        }

        Assert.NotNull((await owner.GetAsync("/account/profile")).Page.QuerySelector("main a[href='/account/security']"));
    }

    private static async Task<Dictionary<string, string>> RowsAsync(Visitor visitor)
        => (await visitor.GetAsync("/account/security")).Page.QuerySelectorAll("main .list a").ToDictionary(a => a.GetAttribute("href")!, a => a.QuerySelector("small")!.TextContent.Trim());
}
