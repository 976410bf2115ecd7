using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Identity.People;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Tests.Support;
using Training.Transfers.Agreements;
using Training.Transfers.Contracts;
using Training.Transfers.Guidance;
using Training.Transfers.Participants;

namespace Training.Tests.Transfers;

/// <summary>Who guides whom, over the site's own forms: at most one guide a day, at most five learners a guide, only those who may.</summary>
public sealed class GuideTests
{
    private const string Board = $"/transfers/{Given.Transfer}/guides";

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Change_FromADay_EndsThePresentOneTheDayBefore(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("giaovu");
        var learner = await MemberAsync(site, Given.Trainee);
        var other = await site.PersonIdAsync(Given.SecondMentor);
        var (today, last) = (site.Clock.Today(), site.Clock.Today().AddDays(60));
        Assert.Contains("Trần Quốc Khánh", (await office.GetAsync(Board)).Text, StringComparison.Ordinal);

        var changed = await NameAsync(office, learner, other, today.AddDays(3), last);

        Assert.True(changed.IsRedirect, $"{changed.Status} {string.Join(' ', changed.Errors)}");
        var guides = await site.DataAsync(db => db.Guides.Where(g => g.ParticipantId == learner).OrderBy(g => g.From).ToListAsync());
        Assert.Equal([(DateOnly?)today.AddDays(2), last], guides.Select(g => g.To));
        Assert.Equal(("Vũ Thị Thu Hà", "Vũ Thị Thu Hà"), (guides[1].NamedBy, guides[0].EndedBy));
        var page = await office.GetAsync(Board);
        Assert.Contains($"Tiếp theo: ThS.BS Hoàng Gia Bảo, từ {Show.Date(today.AddDays(3))}", page.Text, StringComparison.Ordinal);
        foreach (var (day, guide) in new[] { (today.AddDays(2), await site.PersonIdAsync(Given.Mentor)), (today.AddDays(3), other), (last, other) })
        {
            Assert.Equal(guide, (await site.TransfersAsync(t => t.GuidesAsync([learner], day, default)))[learner].GuidePersonId);
        }

        Assert.Empty(await site.TransfersAsync(t => t.GuidesAsync([learner], last.AddDays(1), default)));
        Assert.Equal(3, (await site.TransfersAsync(t => t.LearnersOfAsync(other, today.AddDays(3), default))).Count);
        Assert.Equal(2, (await site.TransfersAsync(t => t.LearnersOfAsync(other, today.AddDays(2), default))).Count);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task End_ThenTakeBack_LeavesTheHistory(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("giaovu");
        var learner = await MemberAsync(site, Given.Trainee);
        var today = site.Clock.Today();
        var end = await office.GetAsync($"{Board}/{learner}/end");

        Assert.Equal(422, (int)(await office.SubmitAsync(end, new() { ["End.Last"] = Iso(today.AddDays(-1)) })).Status);
        Assert.True((await office.SubmitAsync(end, new() { ["End.Last"] = Iso(today.AddDays(1)) })).IsRedirect);
        Assert.True((await NameAsync(office, learner, await site.PersonIdAsync(Given.Mentor), today.AddDays(5), null)).IsRedirect);
        Assert.True((await office.SubmitAsync(await office.GetAsync($"{Board}/{learner}/end"), [])).IsRedirect);

        // Today's guide was shown for ending, so the last day became today.
        Assert.Equal(today, (await site.TransfersAsync(t => t.GuidesAsync([learner], today, default)))[learner].To);
        site.Clock.Shift += TimeSpan.FromDays(2);
        office = await site.SignedInAsync("giaovu");
        Assert.True((await office.SubmitAsync(await office.GetAsync($"{Board}/{learner}/end"), [])).IsRedirect);
        Assert.Empty(await site.TransfersAsync(t => t.GuidesAsync([learner], today.AddDays(5), default)));
        var page = await office.GetAsync(Board);
        Assert.Contains("chưa có người hướng dẫn", page.Text, StringComparison.Ordinal);
        Assert.Contains("đã rút lại trước khi bắt đầu", page.Text, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await office.GetAsync($"{Board}/{learner}/end")).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task SixthLearner_InAnotherTransfer_IsRefusedWithTheLaw(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("giaovu");
        var guide = await site.PersonIdAsync(Given.Mentor);
        var members = await TeamAsync(site, Given.Mentor, 4);
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await NameAsync(office, members[i].Id, guide, site.Clock.Today(), null, members[i].Code)).IsRedirect);
        }

        var page = await office.GetAsync($"/transfers/{members[3].Code}/guides/{members[3].Id}");
        Assert.Contains("5 trên 5 người học", page.Text, StringComparison.Ordinal);
        var refused = await NameAsync(office, members[3].Id, guide, site.Clock.Today().AddDays(7), null, members[3].Code);

        Assert.Equal(422, (int)refused.Status);
        Assert.Contains("tối đa là 5 (Nghị định 96/2023/NĐ-CP, điểm b khoản 2 Điều 7)", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal(5, (await site.TransfersAsync(t => t.LearnersOfAsync(guide, site.Clock.Today(), default))).Count);

        // Ended for one learner, there is room from the day after on, and not before.
        Assert.True((await office.SubmitAsync(await office.GetAsync($"/transfers/{members[0].Code}/guides/{members[0].Id}/end"), new() { ["End.Last"] = Iso(site.Clock.Today().AddDays(9)) })).IsRedirect);
        Assert.Equal(422, (int)(await NameAsync(office, members[3].Id, guide, site.Clock.Today().AddDays(9), null, members[3].Code)).Status);
        Assert.True((await NameAsync(office, members[3].Id, guide, site.Clock.Today().AddDays(10), null, members[3].Code)).IsRedirect);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task FifthLearner_NamedByTwoOfficesAtOnce_IsOneOfThem(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var guide = await site.PersonIdAsync(Given.Mentor);
        var second = await site.AccountAsync("cao-thi-minh-tam", Roles.TrainingOffice, "viet-duc");
        var members = await TeamAsync(site, Given.Mentor, 10);
        var offices = new[] { await site.SignedInAsync("giaovu"), await site.SignedInAsync(second) };
        for (var i = 0; i < 2; i++)
        {
            Assert.True((await NameAsync(offices[i], members[i].Id, guide, site.Clock.Today(), null, members[i].Code)).IsRedirect);
        }

        // Four are there; eight forms, four from each office, want the fifth place.
        var forms = new List<(Visitor Office, string Address, IReadOnlyList<KeyValuePair<string, string>> Fields)>();
        for (var i = 2; i < 10; i++)
        {
            var office = offices[i % 2];
            var (address, fields) = Visitor.FormOf(
                await office.GetAsync($"/transfers/{members[i].Code}/guides/{members[i].Id}"), new() { ["Input.Guide"] = $"{guide}", ["Input.From"] = Iso(site.Clock.Today()) });
            forms.Add((office, address, fields));
        }

        var answers = await Task.WhenAll(forms.Select(form => Task.Run(() => form.Office.PostAsync(form.Address, form.Fields))));

        Assert.Single(answers, a => a.IsRedirect);
        Assert.All(answers.Where(a => !a.IsRedirect), a => Assert.Contains("tối đa là 5", Assert.Single(a.Errors), StringComparison.Ordinal));
        Assert.Equal(5, (await site.TransfersAsync(t => t.LearnersOfAsync(guide, site.Clock.Today(), default))).Count);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task OneMember_GivenTwoGuidesAtOnce_HasOne(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var member = (await TeamAsync(site, Given.Mentor, 1))[0];
        await site.SupervisionAsync(Given.SecondMentor, member.Code);
        var office = await site.SignedInAsync("giaovu");
        var forms = new List<(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields)>();
        foreach (var guide in new[] { Given.Mentor, Given.SecondMentor, Given.Mentor, Given.SecondMentor })
        {
            forms.Add(Visitor.FormOf(
                await office.GetAsync($"/transfers/{member.Code}/guides/{member.Id}"),
                new() { ["Input.Guide"] = $"{await site.PersonIdAsync(guide)}", ["Input.From"] = Iso(site.Clock.Today()), ["Input.To"] = Iso(site.Clock.Today().AddDays(30)) }));
        }

        await Task.WhenAll(forms.Select(form => Task.Run(() => office.PostAsync(form.Address, form.Fields))));

        var held = await site.DataAsync(db => db.Guides.Where(g => g.ParticipantId == member.Id && (g.To == null || g.To >= g.From)).ToListAsync());
        var today = site.Clock.Today();
        Assert.Single(held, g => g.HoldsOn(today));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Guide_WithoutTheRight_IsRefusedWithTheDay(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("giaovu");
        var member = (await TeamAsync(site, Given.SecondMentor, 1))[0];
        var guide = await site.PersonIdAsync(Given.SecondMentor);
        var today = site.Clock.Today();
        Task<Answer> Try(Guid person, DateOnly from, DateOnly? to) => NameAsync(office, member.Id, person, from, to, member.Code);
        async Task Refused(string why, Guid person, DateOnly from, DateOnly? to) => Assert.Contains(why, Assert.Single((await Try(person, from, to)).Errors), StringComparison.Ordinal);

        await Refused("Không ai tự hướng dẫn mình", member.PersonId, today, null);
        await Refused("không có quyền giám sát", await site.PersonIdAsync(Given.MentorElsewhere), today, null);
        await Refused("trong thời gian thành viên tham gia", guide, today.AddDays(-500), null);
        await Refused("Ngày cuối phải sau ngày đầu", guide, today, today.AddDays(-1));

        // The licence of this one lasts 72 days more.
        await Refused($"không còn hiệu lực vào ngày {Show.Date(today.AddDays(73))}", guide, today, null);
        await Refused($"không còn hiệu lực vào ngày {Show.Date(today.AddDays(73))}", guide, today, today.AddDays(73));
        await site.DataAsync(async db =>
        {
            foreach (var supervision in await db.Supervisions.Where(s => s.MentorPersonId == guide).ToListAsync())
            {
                supervision.To = today.AddDays(20);
            }

            await db.SaveChangesAsync();
        });
        await Refused($"không bao gồm ngày {Show.Date(today.AddDays(21))}", guide, today, today.AddDays(40));
        await site.EndAppointmentsAsync(Given.SecondMentor, today.AddDays(10));
        await Refused($"không có vị trí công tác vào ngày {Show.Date(today.AddDays(11))}", guide, today, today.AddDays(20));
        Assert.True((await Try(guide, today, today.AddDays(10))).IsRedirect);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task PastDays_ThatSomebodyHad_KeepTheirGuide(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var office = await site.SignedInAsync("giaovu");

        var refused = await NameAsync(office, await MemberAsync(site, Given.Trainee), await site.PersonIdAsync(Given.SecondMentor), site.Clock.Today().AddDays(-1), site.Clock.Today().AddDays(60));

        Assert.Contains("Ngày đã qua không đổi được người hướng dẫn", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Naming_IsForTheOfficeOfTheGiver_SeeingForWhoeverSeesTheTransfer(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var learner = await MemberAsync(site, Given.Trainee);
        foreach (var (account, sees) in new[] { ("hocvien", true), ("huongdan", true), ("khth", true), ("soyte", true), ("bsnoi", false) })
        {
            var visitor = await site.SignedInAsync(account);
            var board = await visitor.GetAsync(Board);
            Assert.Equal(sees ? 200 : 404, (int)board.Status);
            Assert.Null(board.Page.QuerySelector($"a[href^='{Board}/']"));
            Assert.Equal(403, (int)(await visitor.GetAsync($"{Board}/{learner}")).Status);
        }

        var elsewhere = await site.SignedInAsync(await site.AccountAsync("cao-thi-minh-tam", Roles.TrainingOffice, "cho-ray"));
        Assert.Equal(404, (int)(await elsewhere.GetAsync($"{Board}/{learner}")).Status);
        var theirs = await elsewhere.GetAsync("/transfers/CG-2024-003/guides");
        Assert.NotNull(theirs.Page.QuerySelector("a[href^='/transfers/CG-2024-003/guides/']"));
        Assert.Contains("4 trên 5 người học", theirs.Text, StringComparison.Ordinal);

        // A form of one transfer does not reach the member of another.
        var own = Visitor.FormOf(
            await elsewhere.GetAsync(theirs.Page.QuerySelector("a[href^='/transfers/CG-2024-003/guides/']")!.GetAttribute("href")!),
            new() { ["Input.Guide"] = $"{await site.PersonIdAsync(Given.Mentor)}", ["Input.From"] = Iso(site.Clock.Today()) });
        Assert.Equal(404, (int)(await elsewhere.PostAsync($"/transfers/CG-2024-003/guides/{learner}", own.Fields)).Status);
        Assert.Equal(404, (int)(await elsewhere.PostAsync($"{Board}/{learner}", own.Fields)).Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Rule_ChangedByTheAdministrator_HoldsFromItsDayOnAndKeepsTheOldOne(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (admin, office) = (await site.SignedInAsync("quantri"), await site.SignedInAsync("giaovu"));
        var today = site.Clock.Today();
        Assert.Equal(403, (int)(await office.GetAsync("/admin/guide-rules")).Status);
        var form = new Dictionary<string, string?> { ["Input.MostLearners"] = "2", ["Input.From"] = Iso(today.AddDays(30)), ["Input.To"] = "", ["Input.Reference"] = "Nghị định thử nghiệm", ["Input.Note"] = "" };

        Assert.Equal(422, (int)(await admin.SubmitAsync(await admin.GetAsync("/admin/guide-rules"), new(form) { ["Input.From"] = "2023-06-01" })).Status);
        Assert.True((await admin.SubmitAsync(await admin.GetAsync("/admin/guide-rules"), form)).IsRedirect);

        var rules = await site.DataAsync(db => db.GuideRules.OrderBy(r => r.ValidFrom).ToListAsync());
        Assert.Equal([(5, (DateOnly?)today.AddDays(29)), (2, null)], rules.Select(r => (r.MostLearners, r.ValidTo)));
        var member = (await TeamAsync(site, Given.Mentor, 1))[0];
        var guide = await site.PersonIdAsync(Given.Mentor);
        var refused = await NameAsync(office, member.Id, guide, today, null, member.Code);
        Assert.Contains($"3 người học vào ngày {Show.Date(today.AddDays(30))}, trong khi tối đa là 2 (Nghị định thử nghiệm)", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.True((await NameAsync(office, member.Id, guide, today, today.AddDays(29), member.Code)).IsRedirect);
    }

    [Theory, OnSqlite]
    public async Task EmptyTeam_SaysWhatToDo(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var page = await (await site.SignedInAsync("boyte")).GetAsync("/transfers/CG-2026-031/guides");

        Assert.Contains("Chưa có thành viên", page.Text, StringComparison.Ordinal);
        Assert.Contains("Chưa có ai được giao hướng dẫn", page.Text, StringComparison.Ordinal);
    }

    private static string Iso(DateOnly day) => $"{day:yyyy-MM-dd}";

    private static Task<Guid> MemberAsync(Site site, string key) => site.DataAsync(db => db.Participants
        .Where(p => db.Set<Person>().Any(x => x.Id == p.PersonId && x.Key == key) && db.Set<Transfer>().Any(t => t.Id == p.TransferId && t.Code == Given.Transfer))
        .Select(p => p.Id)
        .SingleAsync());

    private static async Task<Answer> NameAsync(Visitor office, Guid learner, Guid guide, DateOnly from, DateOnly? to, string code = Given.Transfer)
        => await office.SubmitAsync(
            await office.GetAsync($"/transfers/{code}/guides/{learner}"),
            new() { ["Input.Guide"] = $"{guide}", ["Input.From"] = Iso(from), ["Input.To"] = to is { } last ? Iso(last) : "" });

    // Members of two transfers of the same giver, each somebody of their own, whom the mentor may supervise.
    private static async Task<IReadOnlyList<(Guid Id, Guid PersonId, string Code)>> TeamAsync(Site site, string mentorKey, int count)
    {
        var mentor = await site.PersonIdAsync(mentorKey);
        var today = site.Clock.Today();
        return await site.DataAsync(async db =>
        {
            var like = await db.Transfers.AsNoTracking().SingleAsync(t => t.Code == Given.Transfer);
            var made = new List<(Guid, Guid, string)>();
            foreach (var code in new[] { "CG-T-1", "CG-T-2" })
            {
                var transfer = new Transfer
                {
                    Code = code,
                    PackageVersionId = like.PackageVersionId,
                    GivingHospitalId = like.GivingHospitalId,
                    ReceivingHospitalId = like.ReceivingHospitalId,
                    From = today.AddDays(-30),
                    To = today.AddDays(300),
                };
                db.AddRange(transfer, new Supervision { TransferId = transfer.Id, MentorPersonId = mentor, From = transfer.From });
                for (var i = 0; i < (count + 1) / 2; i++)
                {
                    var person = new Person { Key = $"{code}-{i}".ToLowerInvariant(), FullName = $"Học Viên {code} {i}", Title = "BS" };
                    person.Named();
                    var member = new Participant { TransferId = transfer.Id, PersonId = person.Id, Role = TeamRole.BS, From = transfer.From };
                    db.AddRange(person, member);
                    made.Add((member.Id, person.Id, code));
                }
            }

            await db.SaveChangesAsync();
            return made;
        });
    }
}

internal static class GuideSite
{
    public static Task<T> TransfersAsync<T>(this Site site, Func<ITransfers, Task<T>> ask) => site.DataAsync((_, services) => ask(services.GetRequiredService<ITransfers>()));
}
