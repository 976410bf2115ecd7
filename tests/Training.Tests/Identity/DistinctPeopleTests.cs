using Microsoft.EntityFrameworkCore;
using Training.Identity.Duplicates;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Tests.Support;

namespace Training.Tests.Identity;

/// <summary>Two records that look like one person and are not.</summary>
public sealed class DistinctPeopleTests
{
    private const string Address = "/admin/people/duplicates";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Pair_JudgedToBeTwoPeople_LeavesTheListUntilTakenBack(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (first, second) = await site.DataAsync(async db =>
        {
            Person[] pair = [Born("Trần Văn Nam"), Born("Tran Van Nam")];
            db.AddRange(pair.Cast<object>());
            await db.SaveChangesAsync();
            return (pair[0].Id, pair[1].Id);
        });
        var administrator = await site.SignedInAsync("quantri");
        var compare = $"/admin/people/distinct?first={second}&second={first}";
        Assert.Contains("/admin/people/distinct", (await administrator.GetAsync(Address)).Body, StringComparison.Ordinal);

        var empty = await administrator.SubmitAsync(await administrator.GetAsync(compare), new() { ["Input.Reason"] = "không" });
        Assert.Equal(422, (int)empty.Status);
        Assert.Contains("không", empty.Body, StringComparison.Ordinal);

        // Twice, as two administrators would.
        foreach (var reason in new[] { "Đã gọi cho cả hai bệnh viện", "Đã gọi lại lần nữa" })
        {
            Assert.True((await administrator.SubmitAsync(await administrator.GetAsync(compare), new() { ["Input.Reason"] = reason })).IsRedirect);
        }

        Assert.Equal(1, await site.DataAsync(db => db.Set<DistinctPeople>().CountAsync()));
        var judged = await administrator.GetAsync(Address);
        Assert.DoesNotContain("/admin/people/distinct", judged.Body, StringComparison.Ordinal);
        Assert.Contains("Đã gọi cho cả hai bệnh viện", judged.Text, StringComparison.Ordinal);

        Assert.True((await administrator.SubmitAsync(judged, [])).IsRedirect);
        var again = await administrator.GetAsync(Address);
        Assert.Contains("/admin/people/distinct", again.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Đã gọi cho cả hai bệnh viện", again.Text, StringComparison.Ordinal);
    }

    private static Person Born(string name)
    {
        var person = new Person { Key = $"t-{Guid.CreateVersion7():N}", FullName = name, Title = "", DateOfBirth = new DateOnly(1985, 5, 5) };
        person.Named();
        return person;
    }
}
