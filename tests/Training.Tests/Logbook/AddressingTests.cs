using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Modules;
using Training.Tests.Support;
using Training.Workflows.Tasks;
using static Training.Tests.Logbook.SignTestData;

namespace Training.Tests.Logbook;

/// <summary>Whom a case is addressed to: the named mentor, else the guide, else whoever holds the right; a stand-in signs in their place.</summary>
public sealed class AddressingTests
{
    private const string Form = "#sign-form";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Case_OfSomebodyWithAGuide_IsForTheGuideAlone_UntilItIsLate(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, guide, other) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"), await site.MentorAsync(Given.SecondMentor));
        var (entry, version) = await site.LogCaseAsync(trainee);
        Assert.Equal(await site.PersonIdAsync(Given.Mentor), await AddresseeAsync(site, entry));
        Assert.Contains("Đang chờ", (await trainee.GetAsync($"/logbook/{entry}")).Text, StringComparison.Ordinal);

        Assert.Contains($"/sign/{version}", await QueueAsync(guide), StringComparison.Ordinal);
        Assert.DoesNotContain($"/sign/{version}", await QueueAsync(other), StringComparison.Ordinal);
        var reserved = await other.GetAsync($"/sign/{version}");
        Assert.Null(reserved.Page.QuerySelector(Form));
        Assert.Contains("Ca này gửi cho", reserved.Text, StringComparison.Ordinal);
        Assert.Equal(422, (int)(await other.PostAsync($"/sign/{version}?handler=Sign", [.. await FormAsync(site, other, version, "/account/security/password"), new("Input.Opened", await site.OpenedAsync(await EmailAsync(site, Given.SecondMentor), version)), new("Input.Salt", SealedTexts.NewSalt())])).Status);
        Assert.Null(await DecisionAsync(site, version));

        var late = site.Clock.GetUtcNow();
        await site.DataAsync(db =>
        {
            object since = db.Database.IsSqlite() ? late.UtcTicks : late;
            return db.WriteAsync(ct => db.Database.ExecuteSqlAsync($"""UPDATE "Logbook_Entries" SET "LateSince" = {since} WHERE "Id" = {entry}""", ct), default);
        });
        Assert.Contains($"/sign/{version}", await QueueAsync(other), StringComparison.Ordinal);
        Assert.True((await other.SignAsync(version)).IsRedirect);
        Assert.Null((await DecisionAsync(site, version))!.ForPersonId);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Case_WithANamedMentor_IsForThem_AndACorrectionMayNameAnother(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, guide, other) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"), await site.MentorAsync(Given.SecondMentor));
        var named = await site.PersonIdAsync(Given.SecondMentor);
        var values = Journey.Case(await site.ChoiceAsync());
        values["Input.Mentor"] = $"{named}";
        Assert.True((await trainee.SubmitAsync(await trainee.GetAsync("/logbook/new"), values)).IsRedirect);
        var (entry, version) = await site.NewestAsync();
        Assert.Equal(named, await AddresseeAsync(site, entry));
        Assert.Null((await guide.GetAsync($"/sign/{version}")).Page.QuerySelector(Form));
        Assert.NotNull((await other.GetAsync($"/sign/{version}")).Page.QuerySelector(Form));

        var corrected = await trainee.SubmitAsync(
            await trainee.GetAsync($"/logbook/{entry}/correct"), new() { ["Reason"] = "Chọn nhầm người hướng dẫn", ["Input.Mentor"] = $"{await site.PersonIdAsync(Given.Mentor)}" });
        Assert.True(corrected.IsRedirect, string.Join(' ', corrected.Errors));
        var (_, second) = await site.NewestAsync();
        Assert.Null((await other.GetAsync($"/sign/{second}")).Page.QuerySelector(Form));
        Assert.True((await guide.SignAsync(second)).IsRedirect);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Case_NamingAMentorWithoutTheRight_IsRefusedAtTheField(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var values = Journey.Case(await site.ChoiceAsync());
        values["Input.Mentor"] = $"{await site.PersonIdAsync("huynh-kim-phat")}";
        var refused = await trainee.SubmitAsync(await trainee.GetAsync("/logbook/new"), values);
        Assert.Equal(422, (int)refused.Status);
        Assert.Contains(refused.Errors, error => error.Contains("không có quyền hướng dẫn kỹ thuật này", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task StandIn_WithTheSameRight_SignsInTheGuidesPlace_OnTheDaysNamed(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, other) = (await site.SignedInAsync("hocvien"), await site.MentorAsync(Given.SecondMentor));
        var (entry, version) = await site.LogCaseAsync(trainee);
        var tomorrow = site.Clock.Today().AddDays(1);
        await AwayAsync(site, Given.Mentor, Given.SecondMentor, tomorrow, tomorrow);
        Assert.Null((await other.GetAsync($"/sign/{version}")).Page.QuerySelector(Form));

        await AwayAsync(site, Given.Mentor, Given.SecondMentor, site.Clock.Today(), tomorrow);
        Assert.Contains($"/sign/{version}", await QueueAsync(other), StringComparison.Ordinal);
        Assert.Contains("ký thay", (await trainee.GetAsync($"/logbook/{entry}")).Text, StringComparison.Ordinal);
        Assert.Contains("Bạn ký thay", (await other.GetAsync($"/sign/{version}")).Text, StringComparison.Ordinal);
        Assert.True((await other.SignAsync(version)).IsRedirect);

        var decision = (await DecisionAsync(site, version))!;
        Assert.Equal((await site.PersonIdAsync(Given.SecondMentor), (Guid?)await site.PersonIdAsync(Given.Mentor)), (decision.MentorPersonId, decision.ForPersonId));
        Assert.Equal(Training.Modules.CanonicalJson.HashOf(SignedContent.Of(decision)), decision.SignedHash);
        Assert.Contains(decision.ForName!, (await trainee.GetAsync($"/logbook/{entry}")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task StandIn_WithoutTheRight_SeesNothing_AndWhoeverIsLeftDecidesWhenTheGuidesRightEnds(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var (_, version) = await site.LogCaseAsync(trainee);
        await AwayAsync(site, Given.Mentor, "huynh-kim-phat", site.Clock.Today(), site.Clock.Today());
        var stranger = await site.MentorAsync("huynh-kim-phat", "cho-ray");
        Assert.Equal(404, (int)(await stranger.GetAsync($"/sign/{version}")).Status);
        Assert.DoesNotContain($"{version}", await QueueAsync(stranger), StringComparison.Ordinal);

        var other = await site.MentorAsync(Given.SecondMentor);
        Assert.Null((await other.GetAsync($"/sign/{version}")).Page.QuerySelector(Form));
        await site.EndSupervisionAsync(Given.Mentor, site.Clock.Today().AddDays(-1));
        Assert.Contains($"/sign/{version}", await QueueAsync(other), StringComparison.Ordinal);
        Assert.True((await other.SignAsync(version)).IsRedirect);
    }

    private static Task<Guid?> AddresseeAsync(Site site, Guid entry) => site.DataAsync(db => db.LogbookEntries.Where(e => e.Id == entry).Select(e => e.AddressedTo).SingleAsync());

    private static async Task<string> QueueAsync(Visitor mentor) => (await mentor.GetAsync("/sign")).Page.QuerySelector("main")!.InnerHtml;

    private static async Task<string> EmailAsync(Site site, string person)
    {
        var id = await site.PersonIdAsync(person);
        return await site.DataAsync(db => db.Users.Where(u => u.PersonId == id).Select(u => u.Email!).SingleAsync());
    }

    // Through the database: the form for it has tests of its own, and asks for a colleague who has signed in.
    private static async Task AwayAsync(Site site, string away, string colleague, DateOnly from, DateOnly to)
    {
        var (absent, present) = (await site.PersonIdAsync(away), await site.PersonIdAsync(colleague));
        await site.DataAsync(async db =>
        {
            var users = await db.Users.Where(u => u.PersonId == absent || u.PersonId == present).ToDictionaryAsync(u => u.PersonId!.Value);
            db.RemoveRange(await db.Set<StandIn>().ToListAsync());
            if (users.TryGetValue(present, out var standIn))
            {
                db.Add(new StandIn { AbsentUserId = users[absent].Id, AbsentName = users[absent].DisplayName, StandInUserId = standIn.Id, StandInName = standIn.DisplayName, From = from, To = to });
            }

            await db.SaveChangesAsync();
        });
    }
}
