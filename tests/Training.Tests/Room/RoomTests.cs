using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Phones;
using Training.Logbook.Entries;
using Training.Logbook.Rating;
using Training.Logbook.Room;
using Training.Tests.Logbook;
using Training.Tests.Support;

namespace Training.Tests.Room;

/// <summary>Two phones in the room, without network: one case, one decision, whichever of them meets the network first.</summary>
public sealed class RoomTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Bundle_FromEitherPhoneFirst_IsOneCaseAndOneDecision(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var phones = await RoomPhones.ReadyAsync(site);
        Assert.Equal(20, phones.Tickets.Count);
        foreach (var (first, second) in new[] { (phones.Trainee, phones.Mentor), (phones.Mentor, phones.Trainee) })
        {
            var bundle = phones.Answer(phones.Show());

            Assert.Equal("stored stored", await RoomPhones.SentAsync(first, bundle));
            Assert.Equal("already already", await RoomPhones.SentAsync(second, bundle));
            for (var i = 0; i < 5; i++)
            {
                Assert.Equal("already already", await RoomPhones.SentAsync(first, bundle));
            }

            var decision = (await SignTestData.DecisionAsync(site, RoomPhones.VersionOf(bundle)))!;
            Assert.Equal(("passkey+room", 4, 4, 2, "Chắc tay"), (decision.Method, decision.Entrustment, decision.Performance, decision.Difficulty, decision.Comment));
            Assert.Equal(1, await site.DataAsync(db => db.LogbookEntries.CountAsync(e => e.Id == RoomPhones.EntryOf(bundle) && e.SignedAt != null)));
            var signing = await site.DataAsync(db => db.RoomSignings.SingleAsync(s => s.DecisionId == decision.Id));
            Assert.Equal(first == phones.Mentor ? decision.MentorPersonId : decision.TraineePersonId, signing.BroughtByPersonId);
            foreach (var visitor in new[] { phones.Trainee, phones.Mentor })
            {
                var page = await visitor.GetAsync($"/logbook/{RoomPhones.EntryOf(bundle)}");
                Assert.Contains("ký tại phòng mổ bằng khóa truy cập", page.Text, StringComparison.Ordinal);
                Assert.Contains("theo giờ của điện thoại", page.Text, StringComparison.Ordinal);
                Assert.Contains("Chữ ký của thiết bị hợp lệ", page.Text, StringComparison.Ordinal);
            }
        }

        // Who did it and through whom, whoever brought it: the learner logged, the mentor signed.
        var events = await AuditTrailOf(site, "Logbook.CaseSubmitted", "Logbook.CaseSigned", "Logbook.RoomReceived");
        Assert.Equal(2, events.Count(e => e.StartsWith("Logbook.CaseSigned by mentor", StringComparison.Ordinal)));
        Assert.Equal(2, events.Count(e => e.StartsWith("Logbook.CaseSubmitted by trainee", StringComparison.Ordinal)));
        Assert.Equal(1, events.Count(e => e == "Logbook.RoomReceived by trainee for mentor"));
        Assert.Equal(1, events.Count(e => e == "Logbook.RoomReceived by mentor for mentor"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Bundle_FromBothPhonesAtOnceAndOnTwoNodes_IsOneCaseAndOneDecision(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var phones = await RoomPhones.ReadyAsync(site);
        await using var other = database == Database.PostgreSql ? site.SecondNode() : null;
        var (trainee, mentor) = other is null ? (phones.Trainee, phones.Mentor) : (await other.SignedInAsync("hocvien"), await other.SignedInAsync("huongdan"));
        for (var round = 0; round < 4; round++)
        {
            var bundle = phones.Answer(phones.Show());

            var said = await Task.WhenAll(new[] { phones.Trainee, mentor, trainee, phones.Mentor }.Select(visitor => RoomPhones.SentAsync(visitor, bundle)));

            Assert.All(said, words => Assert.Contains(words, new[] { "stored stored", "already stored", "already already", "stored already" }));
            Assert.Equal(1, said.Count(words => words.EndsWith(" stored", StringComparison.Ordinal)));
            Assert.Equal(1, await site.DataAsync(db => db.Decisions.CountAsync(d => d.EntryVersionId == RoomPhones.VersionOf(bundle))));
            Assert.Equal(1, await site.DataAsync(db => db.EntryVersions.CountAsync(v => v.EntryId == RoomPhones.EntryOf(bundle))));
        }

        Assert.Equal(0, await site.DataAsync(db => db.RoomRefusals.CountAsync()));
    }

    [NodeTheory, OnSqlite]
    public async Task Record_VerifiesWithoutTheSite_AndSaysWhoseClockItWas(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var phones = await RoomPhones.ReadyAsync(site);
        var bundle = phones.Answer(phones.Show());
        Assert.Equal("stored stored", await RoomPhones.SentAsync(phones.Trainee, bundle));
        var record = (await phones.Mentor.GetAsync($"/logbook/{RoomPhones.EntryOf(bundle)}/1/signature.json")).Body;

        var (code, says) = await VerifyAsync(record);
        Assert.Equal(0, code);
        Assert.Contains("by the clock of the signer's phone", says, StringComparison.Ordinal);
        Assert.Equal(1, (await VerifyAsync(record.Replace("passkey+room", "passkey", StringComparison.Ordinal))).Code);
        Assert.Equal(1, (await VerifyAsync(record.Replace("training.room/1", "training.sign/1", StringComparison.Ordinal))).Code);
        Assert.Equal(1, (await VerifyAsync(record.Replace("entrustment\\\":\\\"4", "entrustment\\\":\\\"5", StringComparison.Ordinal))).Code);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Case_BroughtAlone_Waits_AndTheAnswerFindsIt(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var phones = await RoomPhones.ReadyAsync(site);
        var shown = phones.Show();
        var bundle = phones.Answer(shown);

        Assert.Equal("stored none", await RoomPhones.SentAsync(phones.Trainee, shown));
        Assert.Equal("already stored", await RoomPhones.SentAsync(phones.Mentor, bundle));
        Assert.Equal("already already", await RoomPhones.SentAsync(phones.Trainee, shown));

        // For somebody else, who holds the right too: whoever was in the room signs, and stands in for nobody.
        var second = await site.PersonIdAsync(Given.SecondMentor);
        var named = phones.Show(change: content => content["mentor"] = $"{second}");
        Assert.Equal("stored none", await RoomPhones.SentAsync(phones.Trainee, named));
        Assert.Equal(second, await site.DataAsync(db => db.LogbookEntries.Where(e => e.Id == RoomPhones.EntryOf(named)).Select(e => e.AddressedTo).SingleAsync()));
        Assert.Equal("already stored", await RoomPhones.SentAsync(phones.Mentor, phones.Answer(named)));
        Assert.Null((await SignTestData.DecisionAsync(site, RoomPhones.VersionOf(named)))!.ForPersonId);

        // How the learner rated themself comes with their own phone alone, once, whichever phone was first.
        foreach (var first in new[] { phones.Trainee, phones.Mentor })
        {
            var rated = phones.Answer(phones.Show());
            Assert.Equal("stored stored", await RoomPhones.SentAsync(first, RoomPhones.Rated(rated, first == phones.Mentor ? 1 : 3)));
            Assert.Equal("already already", await RoomPhones.SentAsync(phones.Mentor, RoomPhones.Rated(rated, 5)));
            Assert.Equal("already already", await RoomPhones.SentAsync(phones.Trainee, RoomPhones.Rated(rated, 3)));
            Assert.Equal("already already", await RoomPhones.SentAsync(phones.Trainee, RoomPhones.Rated(rated, 4)));
            Assert.Equal([3], await site.DataAsync(db => db.Set<SelfRating>().Where(r => r.EntryId == RoomPhones.EntryOf(rated)).Select(r => r.Entrustment).ToListAsync()));
        }

        // A return, with its reason.
        var returned = phones.Answer(phones.Show(), "Returned", "Thiếu hình sau mổ");
        Assert.Equal("stored stored", await RoomPhones.SentAsync(phones.Mentor, returned));
        Assert.Equal(Training.Logbook.SignOff.DecisionKind.Returned, (await SignTestData.DecisionAsync(site, RoomPhones.VersionOf(returned)))!.Kind);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Bundle_WithOneBitFlippedAnywhere_SignsNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var phones = await RoomPhones.ReadyAsync(site);
        var bundle = phones.Answer(phones.Show());
        var leaves = Leaves(bundle).ToArray();
        Assert.True(leaves.Length >= 11, $"{leaves.Length}");
        foreach (var path in leaves)
        {
            // When the mentor opened the case is no part of what is signed; it bounds nothing.
            if (path is ["decision", "openedAt"])
            {
                continue;
            }

            foreach (var at in new[] { 0.0, 0.3, 0.5, 0.8, 0.999 })
            {
                var changed = (JsonObject)bundle.DeepClone();
                var value = At(changed, path).GetValue<string>();
                var place = (int)(at * value.Length);
                var flipped = value[..place] + (char)(value[place] ^ 1) + value[(place + 1)..];
                ((JsonObject)path[..^1].Aggregate((JsonNode)changed, (node, member) => node[member]!))[path[^1]] = flipped;
                var said = await RoomPhones.SentAsync(phones.Trainee, changed);
                if (path is ["decision", "assertion"] && said.EndsWith(" stored", StringComparison.Ordinal))
                {
                    // Members of the answer that nobody reads, such as its type: what was signed is the same.
                    Assert.Fail($"{place}: {value[Math.Max(0, place - 30)..Math.Min(value.Length, place + 30)]}");
                }

                Assert.DoesNotMatch("^5", said);
                Assert.False(said.EndsWith(" stored", StringComparison.Ordinal) || said.EndsWith(" already", StringComparison.Ordinal), $"{string.Join('.', path)} {place}: {said}");
            }
        }

        Assert.Equal(0, await site.DataAsync(db => db.Decisions.CountAsync(d => d.EntryVersionId == RoomPhones.VersionOf(bundle))));
        Assert.EndsWith(" stored", await RoomPhones.SentAsync(phones.Mentor, bundle), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Ticket_UsedForeignExpiredOrTakenBack_IsRefused_AndTheCaseWaits(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var phones = await RoomPhones.ReadyAsync(site);
        var ticket = phones.Tickets.Dequeue();
        Assert.Equal("stored stored", await RoomPhones.SentAsync(phones.Trainee, phones.Answer(phones.Show(), ticket: ticket)));

        // For another case.
        await RefusedAsync(site, phones, phones.Answer(phones.Show(), ticket: ticket), "mỗi vé chỉ ký được một lần");

        // Nobody's, and another account's.
        await RefusedAsync(site, phones, phones.Answer(phones.Show(), ticket: ticket with { Nonce = new string('A', 43) }), "Vé ký này không có trong hệ thống");
        var director = await site.MentorAsync(Given.SecondMentor);
        var foreignPasskey = new SoftwarePasskey();
        Assert.True((await director.AddAsync(foreignPasskey)).IsRedirect);
        var fetched = JsonNode.Parse((await RoomPhones.TicketsAsync(director, foreignPasskey, [])).Body)!["tickets"]![0]!;
        await RefusedAsync(site, phones, phones.Answer(phones.Show(), ticket: new Ticket(fetched["id"]!.GetValue<string>(), fetched["nonce"]!.GetValue<string>())), null);

        // By another key than the mentor's.
        await RefusedAsync(site, phones, phones.Answer(phones.Show(), passkey: foreignPasskey), "không ký đúng nội dung");

        // Taken back by the person, by a change of rights, by signing out.
        var before = phones.Answer(phones.Show());
        var revoked = await phones.Mentor.SubmitAsync(await phones.Mentor.GetAsync("/account/phones"), [], "button.danger");
        Assert.True(revoked.IsRedirect, $"{revoked.Status} {revoked.Text}");
        await RefusedAsync(site, phones, before, "đã bị thu hồi");
        phones.Tickets.Clear();
        await phones.FetchAsync();
        before = phones.Answer(phones.Show());
        await phones.Mentor.SubmitAsync(await phones.Mentor.GetAsync("/account/profile"), [], "form[action$='/account/logout'] button");
        await RefusedAsync(site, phones, before, "đã đăng xuất");
        await phones.Mentor.SignInAsync("huongdan@demo.local");
        phones.Tickets.Clear();
        await phones.FetchAsync();
        before = phones.Answer(phones.Show());
        site.Clock.Shift += TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1);
        await phones.Trainee.SignInAsync("hocvien@demo.local");
        await RefusedAsync(site, phones, before, "đã hết hạn");
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Right_LostBetweenRoomAndNetwork_RefusesTheSignature_AndBothSeeWhy(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var phones = await RoomPhones.ReadyAsync(site);
        var bundle = phones.Answer(phones.Show());
        await site.EndSupervisionAsync(Given.Mentor, new DateOnly(2026, 1, 1));

        // The mentor does not even see the case any more, and can still bring it.
        Assert.Equal("stored refused", await RoomPhones.SentAsync(phones.Mentor, bundle));
        Assert.Equal("already refused", await RoomPhones.SentAsync(phones.Trainee, bundle));

        var entry = await site.DataAsync(db => db.LogbookEntries.SingleAsync(e => e.Id == RoomPhones.EntryOf(bundle)));
        Assert.NotNull(entry.WaitingSince);
        Assert.Null(await SignTestData.DecisionAsync(site, RoomPhones.VersionOf(bundle)));
        Assert.Equal(1, await site.DataAsync(db => db.RoomRefusals.CountAsync()));
        Assert.Contains("Chữ ký làm tại phòng mổ không được nhận", (await phones.Trainee.GetAsync($"/logbook/{entry.Id}")).Text, StringComparison.Ordinal);
        Assert.Single(await AuditTrailOf(site, "Logbook.RoomRefused"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Conflicts_AreSaidWithTheDifference_AndNothingIsDropped(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var phones = await RoomPhones.ReadyAsync(site);

        // Another decision is there.
        var shown = phones.Show();
        var (first, second) = (phones.Answer(shown), phones.Answer(shown, "Returned", "Thiếu hình"));
        Assert.Equal("stored stored", await RoomPhones.SentAsync(phones.Mentor, first));
        var other = await RoomPhones.SendAsync(phones.Trainee, second);
        Assert.Equal("already refused", RoomPhones.WordsOf(other));
        Assert.Contains("đã được", JsonNode.Parse(other.Body)!["why"]!.GetValue<string>(), StringComparison.Ordinal);

        // Changed by the learner since it was shown.
        shown = phones.Show();
        var answered = phones.Answer(shown);
        Assert.Equal("stored none", await RoomPhones.SentAsync(phones.Trainee, shown));
        await SignTestData.CorrectAsync(phones.Trainee, RoomPhones.EntryOf(shown), "Nhầm giới tính");
        var changed = JsonNode.Parse((await RoomPhones.SendAsync(phones.Mentor, answered)).Body)!;
        Assert.Equal("refused", changed["decision"]!.GetValue<string>());
        Assert.Contains(changed["differences"]!.AsArray(), d => d!["value"]!.GetValue<string>().Contains("Nam", StringComparison.Ordinal));

        // The same case, logged at the site under another name before.
        shown = phones.Show();
        Assert.Equal("stored none", await RoomPhones.SentAsync(phones.Trainee, shown));
        var day = JsonNode.Parse(JsonNode.Parse(shown["statement"]!.GetValue<string>())!["case"]!.GetValue<string>())!["dayNumber"]!.GetValue<string>();
        var twice = await RoomPhones.SendAsync(phones.Mentor, phones.Answer(phones.Show(change: content => content["dayNumber"] = day)));
        Assert.Equal("refused refused", RoomPhones.WordsOf(twice));
        Assert.NotEmpty(JsonNode.Parse(twice.Body)!["why"]!.GetValue<string>());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Bundle_OfOneself_OfAStranger_OrWithAForeignKey_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var phones = await RoomPhones.ReadyAsync(site);
        var bundle = phones.Answer(phones.Show());

        // Somebody who was not there.
        Assert.StartsWith("403", await RoomPhones.SentAsync(await site.SignedInAsync("bsnoi"), bundle), StringComparison.Ordinal);
        Assert.Equal(403, (int)(await RoomPhones.SendAsync(await site.SignedInAsync("giaovu"), bundle)).Status);

        // Another learner's name on this phone.
        var foreign = await site.PersonIdAsync("vang-thi-ngoc-diep");
        Assert.StartsWith("422", await RoomPhones.SentAsync(phones.Trainee, phones.Show(changeStatement: said => said["trainee"] = $"{foreign}")), StringComparison.Ordinal);

        // A learner who is a mentor too, with everything that is their own: phone, tickets, passkey.
        var own = await OwnAsync(site, phones);
        Assert.Equal("stored refused", own.Words);
        Assert.Contains("chính mình", own.Why, StringComparison.Ordinal);

        // A phone that was lost.
        var lost = phones.Answer(phones.Show());
        var revoked = await phones.Trainee.SubmitAsync(await phones.Trainee.GetAsync("/account/phones"), [], "form[action*=Key] button");
        Assert.True(revoked.IsRedirect, $"{revoked.Status}");
        Assert.StartsWith("422", await RoomPhones.SentAsync(phones.Mentor, lost), StringComparison.Ordinal);
        Assert.Equal(1, await site.DataAsync(db => db.RoomRefusals.CountAsync()));
    }

    private static async Task<(string Words, string Why)> OwnAsync(Site site, RoomPhones phones)
    {
        await site.GrantAsync(await site.UserIdAsync("hocvien"), Training.Modules.Roles.Mentor, "viet-duc");
        await site.SupervisionAsync(Given.Trainee, Given.Transfer);
        var passkey = new SoftwarePasskey();
        Assert.True((await phones.Trainee.AddAsync(passkey)).IsRedirect);
        var fetched = JsonNode.Parse((await RoomPhones.TicketsAsync(phones.Trainee, passkey, [])).Body)!["tickets"]![0]!;
        var kit = JsonNode.Parse((await phones.Trainee.GetAsync("/sign/room/kit")).Body)!;
        var bundle = phones.Answer(
            phones.Show(),
            ticket: new Ticket(fetched["id"]!.GetValue<string>(), fetched["nonce"]!.GetValue<string>()),
            passkey: passkey,
            change: said => (said["mentor"], said["mentorName"], said["mentorPosition"]) = (kit["person"]!.GetValue<string>(), kit["name"]!.GetValue<string>(), kit["position"]!.GetValue<string>()));
        var answer = await RoomPhones.SendAsync(phones.Trainee, bundle);
        return (RoomPhones.WordsOf(answer), JsonNode.Parse(answer.Body)!["why"]!.GetValue<string>());
    }

    private static async Task RefusedAsync(Site site, RoomPhones phones, JsonObject bundle, string? because)
    {
        var answer = await RoomPhones.SendAsync(phones.Trainee, bundle);
        Assert.True(answer.IsOk, $"{answer.Status} {answer.Body}");
        Assert.Equal("stored refused", RoomPhones.WordsOf(answer));
        var why = JsonNode.Parse(answer.Body)!["why"]!.GetValue<string>();
        Assert.Contains(because ?? "", why, StringComparison.Ordinal);
        Assert.Null(await SignTestData.DecisionAsync(site, RoomPhones.VersionOf(bundle)));
        Assert.True(await site.DataAsync(db => db.LogbookEntries.AnyAsync(e => e.Id == RoomPhones.EntryOf(bundle) && e.WaitingSince != null)));
    }

    private static async Task<IReadOnlyList<string>> AuditTrailOf(Site site, params string[] actions)
    {
        var (trainee, mentor) = (await site.UserIdAsync("hocvien"), await site.UserIdAsync("huongdan"));
        string Who(Guid? id) => id == trainee ? "trainee" : id == mentor ? "mentor" : "nobody";
        var leaves = await site.DataAsync(db => db.Set<AuditLeaf>().AsNoTracking().Where(l => actions.Contains(l.Action)).ToListAsync());
        return [.. leaves.Select(l => $"{l.Action} by {Who(l.ActorId)}{(l.OnBehalfOf is { } whom ? $" for {Who(whom)}" : "")}")];
    }

    private static async Task<(int Code, string Says)> VerifyAsync(string record)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():n}.json");
        await File.WriteAllTextAsync(path, record);
        using var node = Process.Start(new ProcessStartInfo(NodeTheoryAttribute.Program!, [Path.Combine(Architecture.Repository.Root, "tests", "verify-signature.mjs"), path]) { RedirectStandardOutput = true })!;
        var says = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        File.Delete(path);
        return (node.ExitCode, says);
    }

    private static IEnumerable<string[]> Leaves(JsonNode node, params string[] path) => node switch
    {
        JsonObject members => members.Where(member => member.Value is not null).SelectMany(member => Leaves(member.Value!, [.. path, member.Key])),
        _ => [path],
    };

    private static JsonNode At(JsonNode node, string[] path) => path.Aggregate(node, (at, member) => at[member]!);
}
