using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Tests.Identity;
using Training.Tests.Support;

namespace Training.Tests.SignIn;

/// <summary>Who tries to get into an account of a hospital is in the trail that this hospital's auditors read, and in no other's.</summary>
public sealed class SignInTrailTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task SignIns_OfAnAccount_AreReadByTheAuditorsOfItsHospitals(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (own, other) = (await AuditorAsync(site, "viet-duc"), await AuditorAsync(site, "cho-ray"));
        var mentor = await site.UserIdAsync("huongdan");
        var visitor = site.Visitor();
        Assert.Equal(422, (int)(await visitor.TryAsync("huongdan", "not this one, no")).Status);
        Assert.True((await visitor.TryAsync("huongdan", SignIns.Password)).IsRedirect);
        await visitor.EnrolAsync(site.Clock);
        var second = site.Visitor();
        await second.TryAsync("huongdan", SignIns.Password);
        Assert.Equal(422, (int)(await second.SecondAsync("000000")).Status);
        await visitor.PostFormAsync(await visitor.GetAsync("/"), "form[action='/account/logout']", []);

        // An account that nobody else has tried is locked for this network after ten.
        for (var i = 0; i < 11; i++)
        {
            await site.Visitor().TryAsync("huongdan", $"wrong password {i}");
        }

        var events = await EventsAsync(site, mentor);
        var hospital = await site.HospitalIdAsync("viet-duc");
        foreach (var action in new[] { "Identity.SignInRefused", "Identity.SignedIn", "Identity.SecondStepRefused", "Identity.SignedOut", "Identity.AuthenticatorAdded" })
        {
            Assert.Contains(events, e => e.Action == action);
        }

        Assert.All(
            await site.DataAsync(db => db.Set<AuditLeaf>().Where(l => l.Action == "Identity.SignedIn" && l.SubjectId == mentor).ToListAsync()),
            leaf => Assert.Equal(mentor, leaf.ActorId));
        Assert.All(events.Where(e => e.Action != "Identity.SessionsEnded"), e => Assert.True(e.Hospitals.Contains(hospital), e.Action));
        foreach (var action in new[] { "Identity.SignInRefused", "Identity.SignedIn" })
        {
            Assert.NotEmpty(Rows(await own.GetAsync($"/admin/audit?action={action}&q={mentor}")));
            Assert.Empty(Rows(await other.GetAsync($"/admin/audit?action={action}&q={mentor}")));
        }

        Assert.Contains("throttled", (await own.GetAsync($"/admin/audit?action=Identity.SignInRefused&q=throttled")).Body, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task SignIn_WithAnUnknownName_IsNoHospitalsBusiness(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var unknown = await site.Visitor().TryAsync("nobody", "not this one, no");
        var known = await site.Visitor().TryAsync("huongdan", "not this one, no");

        Assert.Equal((known.Status, known.Errors), (unknown.Status, unknown.Errors), (a, b) => a.Status == b.Status && a.Errors.SequenceEqual(b.Errors));
        Assert.Empty(Assert.Single(await EventsAsync(site, Guid.Empty), e => e.Action == "Identity.SignInRefused").Hospitals);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task SignIn_AfterTheLastDayAtAHospital_IsNotItsBusinessAnyMore(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var mentor = await site.UserIdAsync("huongdan");
        await site.DataAsync(db => db.WriteAsync(ct => db.Set<Training.Identity.Grants.RoleGrant>().Where(g => g.UserId == mentor).ExecuteDeleteAsync(ct), default));
        Assert.Equal(422, (int)(await site.Visitor().TryAsync("huongdan", "not this one, no")).Status);
        await site.EndAppointmentsAsync(Given.Mentor, site.Clock.Today().AddDays(-1));
        Assert.Equal(422, (int)(await site.Visitor().TryAsync("huongdan", "not this one, no")).Status);

        var refused = (await EventsAsync(site, mentor)).Where(e => e.Action == "Identity.SignInRefused").ToList();

        // The appointment alone is enough; without it nothing is left.
        Assert.NotEmpty(refused[0].Hospitals);
        Assert.Empty(refused[1].Hospitals);
    }

    private static IEnumerable<string> Rows(Answer page) => page.Page.QuerySelectorAll("ul.list a[href^='/admin/audit/']").Select(a => a.TextContent);

    private static async Task<Visitor> AuditorAsync(Site site, string hospital)
    {
        var email = $"auditor-{hospital}@test.local";
        await site.StoreGrantAsync(await site.OfficeAsync(email), Roles.Auditor, ScopeKind.Hospital, await site.HospitalIdAsync(hospital));
        return await site.SignedInAsync(email);
    }

    private static Task<List<(string Action, List<Guid> Hospitals)>> EventsAsync(Site site, Guid subject) => site.DataAsync(async db =>
    {
        var rows = await db.Set<AuditLeaf>().AsNoTracking().Where(l => l.SubjectId == subject && l.SubjectType == "User").OrderBy(l => l.Index)
            .Select(l => new { l.Action, Hospitals = db.Set<AuditHospital>().Where(h => h.Index == l.Index).Select(h => h.HospitalId).ToList() }).ToListAsync();
        return rows.Select(r => (r.Action, r.Hospitals)).ToList();
    });
}
