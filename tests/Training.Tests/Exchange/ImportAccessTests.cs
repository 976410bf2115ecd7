using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Exchange.Imports;
using Training.Exchange.Uploads;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Exchange;

/// <summary>Who may import what, which files are taken, and what happens to them.</summary>
public sealed class ImportAccessTests
{
    private static readonly byte[] Hospitals = Importing.Csv("key,name,name_en,province,tier,transfer_role", "bv-thu,Bệnh viện Thử,Trial,22,CoBan,Both");

    private static readonly byte[] Staff = Importing.Csv("full_name,date_of_birth,hospital,department,position,from", "Trịnh Thị Thử,1990-04-05,bvdk-quang-ninh,Khoa Nội,Bác sĩ,01/02/2024");

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Pages_OfOthers_AreClosedOrNotThere(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        var hospitals = (await administrator.UploadAsync("hospitals", Hospitals)).Location!;
        var staff = (await administrator.UploadAsync("staff", Staff)).Location!;
        foreach (var account in new[] { "hocvien", "huongdan", "giamdoc", "soyte", "boyte" })
        {
            var visitor = await site.SignedInAsync(account);
            foreach (var address in new[] { "/admin/import", "/admin/import/history", "/admin/import/staff", staff, staff + "/undo.xlsx", "/admin/export/staff.csv", "/admin/import/staff/template.xlsx" })
            {
                Assert.Equal(403, (int)(await visitor.GetAsync(address)).Status);
            }
        }

        var office = await site.SignedInAsync("khth");
        foreach (var address in new[] { "/admin/import/hospitals", hospitals, staff, staff + "/problems.csv", "/admin/export/hospitals.csv", "/admin/import/hospitals/template.xlsx", "/admin/import/x", "/admin/export/staff.pdf", "/admin/export/x.csv" })
        {
            Assert.Equal(404, (int)(await office.GetAsync(address)).Status);
        }

        Assert.DoesNotContain("table.csv", (await office.GetAsync("/admin/import/history")).Text, StringComparison.Ordinal);
        Assert.NotNull((await office.GetAsync("/")).Page.QuerySelector("nav a[href='/admin/import']"));

        // Who may import for the whole country sees every file of the table.
        var own = (await office.UploadAsync("staff", Staff)).Location!;
        Assert.True((await administrator.CheckedAsync(own)).IsOk);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Commit_AfterTheRightIsGone_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("khth");
        var preview = await office.PreviewAsync("staff", Staff);
        var user = await site.UserIdAsync("khth");
        await site.DataAsync(async db =>
        {
            var yesterday = site.Services.GetRequiredService<TimeProvider>().Today().AddDays(-1);
            foreach (var grant in await db.Set<Training.Identity.Grants.RoleGrant>().Where(g => g.UserId == user).ToListAsync())
            {
                grant.To = yesterday;
            }

            await db.SaveChangesAsync();
        });

        Assert.Equal(403, (int)(await office.SubmitAsync(preview, [])).Status);

        // The right is held again, but elsewhere: the row is outside of it now.
        await site.GrantAsync(user, Roles.Coordinator, "bach-mai");
        Assert.Equal(422, (int)(await office.SubmitAsync(preview, [])).Status);
        var next = await office.CheckedAsync(preview.Response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("ngoài phạm vi", Assert.Single(next.Problems()), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Upload_OfWhatIsNotTaken_SaysWhy(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        foreach (var (name, content, text) in new (string, byte[], string)[]
        {
            ("a.xlsm", Importing.Xlsx(["x"]), "macro"),
            ("a.xls", [0xD0, 0xCF, 0x11, 0xE0], "Excel cũ"),
            ("a.csv", [], "Tệp trống"),
            ("a.csv", new byte[Training.Exchange.Files.FileLimits.Bytes + 1], "lớn hơn 10 MB"),
            ("a.png", [1, 2, 3], "Chỉ nhận tệp"),
        })
        {
            var refused = await administrator.UploadAsync("hospitals", content, name);
            Assert.Equal(422, (int)refused.Status);
            Assert.Contains(text, Assert.Single(refused.Errors), StringComparison.Ordinal);
        }

        Assert.Equal(0, await site.DataAsync(db => db.Set<Upload>().CountAsync()));
        var broken = await administrator.PreviewAsync("hospitals", "name\r\na\0b"u8.ToArray());
        Assert.Contains("ký tự rỗng", broken.Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Content_InTheDatabase_IsSealedAndGoesAfterTwoDays(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var administrator = await site.SignedInAsync("quantri");
        await administrator.PreviewAsync("hospitals", Hospitals);
        await administrator.CommitAsync(await administrator.PreviewAsync("staff", Staff));
        var contents = await site.DataAsync(db => db.Set<UploadContent>().Select(c => c.Sealed).ToListAsync());
        Assert.Equal(3, contents.Count);
        Assert.All(contents, content => Assert.False(content.AsSpan().IndexOf("Trial"u8) >= 0 || content.AsSpan().IndexOf("PK"u8) == 0));

        await RunPurgeAsync(site, TimeSpan.FromDays(3));
        Assert.Equal(["Undo"], await site.DataAsync(db => db.Set<UploadContent>().Select(c => c.Kind.ToString()).ToListAsync()));
        await RunPurgeAsync(site, TimeSpan.FromDays(181));
        Assert.Equal((1, 0), await site.DataAsync(async db => (await db.Set<Upload>().CountAsync(), await db.Set<UploadContent>().CountAsync())));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Check_InterruptedByTheEndOfTheProcess_GoesOnInTheNext(Database database)
    {
        var copy = await TestDatabase.CopyAsync(database, "demo");
        var first = Site.StartEmpty(copy, "demo");
        var user = await first.UserIdAsync("quantri");
        var id = await first.DataAsync(async (db, services) =>
        {
            // As an upload leaves it, and as a process leaves it that died while it checked: claimed, half way, not planned.
            var upload = new Upload
            {
                Import = "hospitals",
                UserId = user,
                UserName = "x",
                FileName = "x.csv",
                Size = Hospitals.Length,
                Sha256 = "",
                UploadedAt = DateTimeOffset.UnixEpoch,
                Scope = "country;;",
                RowsTotal = 1,
                ClaimedUntil = first.Clock.GetUtcNow().AddMinutes(30),
            };
            db.Add(upload);
            db.Add(services.GetRequiredService<ContentBox>().Seal(upload.Id, ContentKind.Source, Hospitals));
            await db.SaveChangesAsync();
            return upload.Id;
        });
        await first.StopAsync();

        await using var second = Site.StartEmpty(copy, "demo");
        Assert.Null(await second.DataAsync(db => db.Set<Upload>().Select(u => u.PlannedAt).SingleAsync()));
        second.Clock.Shift = TimeSpan.FromHours(1);
        second.Services.GetRequiredService<ImportSignal>().Set();
        var preview = await (await second.SignedInAsync("quantri")).CheckedAsync($"/admin/import/hospitals/{id}");

        Assert.Equal([1, 0, 0, 0], preview.Figures());
    }

    [Fact]
    public void ScopeText_Written_ReadsBack()
    {
        var scope = new Scope(false, new HashSet<Guid> { Guid.CreateVersion7() }, new HashSet<Guid> { Guid.CreateVersion7(), Guid.CreateVersion7() });
        Assert.Equal(ScopeText.Write(scope), ScopeText.Write(ScopeText.Read(ScopeText.Write(scope))));
        Assert.True(ScopeText.Read(ScopeText.Write(new Scope(true, new HashSet<Guid>(), new HashSet<Guid>()))).Country);
        Assert.True(ScopeText.Read(ScopeText.Write(Scope.None)).IsEmpty);
    }

    [Fact]
    public void LetterOf_Column_IsThatOfASpreadsheet()
        => Assert.Equal(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"], new[] { 0, 25, 26, 51, 52, 701, 702 }.Select(ProblemLine.LetterOf));

    private static async Task RunPurgeAsync(Site site, TimeSpan later)
    {
        site.Clock.Shift = later;
        await site.DataAsync(async (_, services) =>
        {
            await services.GetServices<IBackgroundTask>().OfType<PurgeUploads>().Single().RunAsync(default);
            return true;
        });
    }
}
