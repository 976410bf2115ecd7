using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Entries;
using Training.Logbook.Phone;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Logbook;

/// <summary>What a phone asks and sends; the phone itself is played by the browser tests.</summary>
public sealed class PhoneTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Kit_OfALearner_OffersWhatTheirFormOffers(Database database)
    {
        await using var site = await Site.StartAsync(database);
        foreach (var account in new[] { "hocvien", "bsnoi" })
        {
            var trainee = await site.SignedInAsync(account);
            var form = await trainee.GetAsync("/logbook/new");
            var answer = await trainee.GetAsync("/logbook/phone/kit");
            Assert.Equal("no-store", answer.Response.Headers.CacheControl!.ToString());
            var kit = JsonDocument.Parse(answer.Body).RootElement;
            var fields = kit.GetProperty("sections").EnumerateArray().SelectMany(s => s.GetProperty("fields").EnumerateArray()).ToArray();
            var offered = fields.SelectMany(f => Values(f).Select(v => $"{f.GetProperty("name").GetString()}={v}")).Order(StringComparer.Ordinal);
            Assert.Equal(form.Page.QuerySelectorAll("#case-form [name^='Input.']").SelectMany(e => OfForm(e)).Distinct().Order(StringComparer.Ordinal), offered.Distinct());
            Assert.All(fields, field => Assert.Contains(field.GetProperty("label").GetString()!, form.Text, StringComparison.Ordinal));
            Assert.Equal(form.Value("Input.Choice"), kit.GetProperty("last").TryGetProperty("Input.Choice", out var last) ? last[0].GetString() : null);

            using var again = new HttpRequestMessage(HttpMethod.Get, "/logbook/phone/kit");
            again.Headers.IfNoneMatch.Add(answer.Response.Headers.ETag!);
            Assert.Equal(HttpStatusCode.NotModified, (await trainee.SendAsync(again)).Status);
            Assert.NotEqual(answer.Response.Headers.ETag, (await (await trainee.InEnglishAsync("/logbook")).GetAsync("/logbook/phone/kit")).Response.Headers.ETag);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedInAsync("huongdan")).GetAsync("/logbook/phone/kit")).Status);
        Assert.StartsWith("/account/login", (await site.Visitor().GetAsync("/logbook/phone/kit")).Location, StringComparison.Ordinal);
        Assert.StartsWith("/account/login", (await site.Visitor().GetAsync("/logbook/phone/session")).Location, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Send_ManyTimes_AtOnceOnAnotherNodeAndMuchLater_StoresOneCase(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var before = await CountAsync(site);
        var phone = await PhoneAsync(trainee);
        var sent = phone.Case(await site.ChoiceAsync(), "Tầng L4");

        var answers = new List<PhoneSays>();
        answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => phone.SendAsync(trainee, sent))));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Contains(answers, answer => answer.State == "stored");
        Assert.All(answers, answer => Assert.Equal((sent["CaseCode"], $"/logbook/{sent["EntryId"]}"), (answer.Code, answer.Address)));
        Assert.Equal(before + 1, await CountAsync(site));

        if (database == Database.PostgreSql)
        {
            await using var node = site.SecondNode();
            var other = await node.SignedInAsync("hocvien");
            var there = await PhoneAsync(other);
            var second = phone.Case(await site.ChoiceAsync(), "Tầng L5");
            var both = await Task.WhenAll(phone.SendAsync(trainee, second), there.SendAsync(other, second), phone.SendAsync(trainee, second), there.SendAsync(other, second));
            Assert.All(both, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
            Assert.Equal(before + 2, await CountAsync(site));
        }

        // The keys of forms are forgotten after two days; a case is not.
        var now = await CountAsync(site);
        await site.DataAsync(db => db.WriteAsync(ct => db.Set<IdempotencyKey>().ExecuteDeleteAsync(ct), default));
        Assert.Equal("already", (await phone.SendAsync(trainee, sent)).State);
        var changed = await phone.SendAsync(trainee, new(sent) { ["Input.Note"] = "Tầng L3" });
        Assert.Equal((HttpStatusCode.Conflict, "changed", $"/logbook/{sent["EntryId"]}"), (changed.Status, changed.State, changed.Address));
        Assert.Contains(sent["CaseCode"]!, changed.Errors[""].Single(), StringComparison.Ordinal);
        Assert.Equal(now, await CountAsync(site));
        Assert.Contains("Tầng L4", (await trainee.GetAsync(changed.Address!)).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Send_RefusedCase_SaysWhatIsWrongAtEachFieldAndStoresNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var before = await CountAsync(site);
        var phone = await PhoneAsync(trainee);
        var day = site.Clock.Today().AddDays(-291).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var cases = new (string Field, string Message, Dictionary<string, string?> Changes)[]
        {
            ("Input.Note", "dãy số dài", new() { ["Input.Note"] = "CCCD 001 087 012 345" }),
            ("Input.Note", "tên người bệnh", new() { ["Input.Note"] = "Bệnh nhân Trần Thị Mai, đau lưng" }),
            ("Input.PerformedOn", "trong hợp đồng", new() { ["Input.Day"] = "Other", ["Input.PerformedOn"] = day }),
            ("Input.Chart", "ít nhất một phần hồ sơ", new() { ["Input.Chart"] = null }),
            ("Input.Stage", "Hãy điền", new() { ["Input.Stage"] = null }),
            ("Input.Choice", "không có trong ê-kíp", new() { ["Input.Choice"] = await site.ChoiceAsync(person: "le-minh-duc") }),
            ("Input.Note", "dài quá", new() { ["Input.Note"] = new string('a', 501) }),
        };
        foreach (var (field, message, changes) in cases)
        {
            var values = phone.Case(await site.ChoiceAsync());
            foreach (var (name, value) in changes)
            {
                values[name] = value;
            }

            var refused = await phone.SendAsync(trainee, values);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "refused"), (refused.Status, refused.State));
            Assert.True(refused.Errors.ContainsKey(field), $"{message}: {string.Join(", ", refused.Errors.Keys)}");
            Assert.Contains(refused.Errors[field], error => error.Contains(message, StringComparison.Ordinal));
        }

        // Mended under the same name it is taken.
        var mended = phone.Case(await site.ChoiceAsync(), "Bệnh nhân Trần Thị Mai, đau lưng");
        Assert.Equal("refused", (await phone.SendAsync(trainee, mended)).State);
        Assert.Equal(before, await CountAsync(site));
        mended["Input.Note"] = "Đau lưng";
        Assert.Equal("stored", (await phone.SendAsync(trainee, mended)).State);

        // The same case again, as another one of the phone: the rules of the form say so.
        var twin = new Dictionary<string, string?>(phone.Case(await site.ChoiceAsync())) { ["Input.DayNumber"] = mended["Input.DayNumber"] };
        Assert.Contains("Nếu đây là một ca khác", (await phone.SendAsync(trainee, twin)).Errors["Input.DayNumber"].Single(), StringComparison.Ordinal);
        Assert.Equal(before + 1, await CountAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Send_WithoutBeingTheOneWhoWroteIt_StoresNothing(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, other) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("bsnoi"));
        var before = await CountAsync(site);
        var (phone, theirs) = (await PhoneAsync(trainee), await PhoneAsync(other));
        var written = phone.Case(await site.ChoiceAsync());

        // Sent with the session of somebody else, who took the phone; as it is, and forged.
        Assert.Equal((HttpStatusCode.Forbidden, "account"), StateOf(await theirs.SendAsync(other, written)));
        Assert.Equal("refused", (await theirs.SendAsync(other, new(written) { ["Account"] = theirs.Account })).State);
        Assert.Equal(before, await CountAsync(site));

        // A name that is taken is told from a case of one's own, and nothing about the case is said.
        Assert.Equal("stored", (await phone.SendAsync(trainee, written)).State);
        var stolen = theirs.Case((await other.GetAsync("/logbook/new")).Page.QuerySelector("[name='Input.Choice']")!.GetAttribute("value")!);
        (stolen["EntryId"], stolen["Input.Stage"], stolen["Input.Role"], stolen["Input.Supervision"]) = (written["EntryId"], "O", "Observer", "InTheRoom");
        var taken = await theirs.SendAsync(other, stolen);
        Assert.Equal((HttpStatusCode.Conflict, "rename", null), (taken.Status, taken.State, taken.Address));

        // Signed out, without the form's token, from another site, and without the right to log.
        Assert.StartsWith("/account/login", (await phone.PostAsync(site.Visitor(), phone.Case(await site.ChoiceAsync()))).Location, StringComparison.Ordinal);
        var bare = phone.Case(await site.ChoiceAsync());
        bare["__RequestVerificationToken"] = null;
        Assert.Equal(HttpStatusCode.BadRequest, (await phone.PostAsync(trainee, bare)).Status);
        var mentor = await site.SignedInAsync("huongdan");
        Assert.Equal(HttpStatusCode.Forbidden, (await (await PhoneAsync(mentor)).PostAsync(mentor, phone.Case(await site.ChoiceAsync()))).Status);
        Assert.Equal(before + 1, await CountAsync(site));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Send_DaysLate_KeepsTheDayOfTheCaseAndWhenItWasWritten(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var phone = await PhoneAsync(trainee);
        var now = site.Clock.GetUtcNow();
        var day = site.Clock.Today().AddDays(-3);

        // A phone whose clock is a day ahead, three days in a drawer.
        var values = phone.Case(await site.ChoiceAsync(), at: now.AddDays(-2));
        (values["Input.Day"], values["Input.PerformedOn"]) = ("Other", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var sent = await phone.SendAsync(trainee, values, clock: now.AddDays(1));
        Assert.Equal("stored", sent.State);

        var id = Guid.Parse(values["EntryId"]!);
        var (version, kept) = await site.DataAsync(async db => (await db.EntryVersions.SingleAsync(v => v.EntryId == id), await db.Set<PhoneCase>().SingleAsync(c => c.EntryId == id)));
        Assert.Equal((day, Guid.Parse(values["VersionId"]!), ContentHash.Of(version)), (version.PerformedOn, version.Id, version.ContentHash));
        Assert.InRange(kept.WrittenAt, now.AddDays(-3).AddMinutes(-1), now.AddDays(-3).AddMinutes(1));
        Assert.InRange(kept.ReceivedAt, now.AddMinutes(-1), now.AddMinutes(1));
        Assert.InRange(kept.ClockAhead, 86_300, 86_500);
        var line = $"Ghi trên điện thoại lúc {Show.Time(kept.WrittenAt)}";
        Assert.Contains(line, (await trainee.GetAsync(sent.Address!)).Text, StringComparison.Ordinal);
        Assert.Contains(line, (await (await site.SignedInAsync("huongdan")).GetAsync($"/sign/{version.Id}")).Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Send_NamesThatTheSiteCanNotUse_AsksForOthers(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var before = await CountAsync(site);
        var phone = await PhoneAsync(trainee);
        var now = site.Clock.GetUtcNow();
        foreach (var (name, value) in new[]
        {
            ("EntryId", Guid.CreateVersion7(now.AddDays(2)).ToString()), ("EntryId", Guid.CreateVersion7(now.AddDays(-500)).ToString()), ("EntryId", Guid.Empty.ToString()),
            ("VersionId", "x"), ("CaseCode", "AEIOU123"), ("CaseCode", ""),
        })
        {
            var answer = await phone.SendAsync(trainee, new(phone.Case(await site.ChoiceAsync())) { [name] = value });
            Assert.Equal((HttpStatusCode.Conflict, "rename"), (answer.Status, answer.State));
        }

        Assert.Equal(before, await CountAsync(site));
    }

    private static Task<int> CountAsync(Site site) => site.DataAsync(db => db.LogbookEntries.IgnoreQueryFilters().CountAsync());

    private static (HttpStatusCode Status, string State) StateOf(PhoneSays says) => (says.Status, says.State);

    private static IEnumerable<string> Values(JsonElement field) => field.TryGetProperty("options", out var options) && options.GetArrayLength() > 0
        ? options.EnumerateArray().SelectMany(o => o.TryGetProperty("options", out var inner) ? inner.EnumerateArray().Select(i => i.GetProperty("value").GetString()!) : [o.GetProperty("value").GetString()!])
        : [""];

    private static IEnumerable<string> OfForm(AngleSharp.Dom.IElement element) => element switch
    {
        AngleSharp.Html.Dom.IHtmlSelectElement select => select.Options.Select(option => $"{select.Name}={option.Value}"),
        AngleSharp.Html.Dom.IHtmlInputElement { Type: "radio" } radio => [$"{radio.Name}={radio.Value}"],
        AngleSharp.Html.Dom.IHtmlInputElement { Type: "checkbox" } box when box.Name != "Input.Consent" => [$"{box.Name}={box.Value}"],
        _ => [$"{element.GetAttribute("name")}="],
    };

    private static async Task<Phone> PhoneAsync(Visitor visitor)
    {
        var session = JsonDocument.Parse((await visitor.GetAsync("/logbook/phone/session")).Body).RootElement;
        return new Phone(session.GetProperty("account").GetString()!, session.GetProperty("token").GetString()!, DateTimeOffset.FromUnixTimeMilliseconds(session.GetProperty("now").GetInt64()));
    }

    private sealed record PhoneSays(HttpStatusCode Status, string State, string? Code, string? Address, IReadOnlyDictionary<string, string[]> Errors);

    private sealed record Phone(string Account, string Token, DateTimeOffset Now)
    {
        public Dictionary<string, string?> Case(string choice, string? note = null, DateTimeOffset? at = null)
        {
            var made = at ?? Now;
            var id = Guid.CreateVersion7(made);
            return new(Journey.Case(choice, note: note))
            {
                ["_key"] = id.ToString(),
                ["__RequestVerificationToken"] = Token,
                ["Account"] = Account,
                ["EntryId"] = id.ToString(),
                ["VersionId"] = Guid.CreateVersion7(made).ToString(),
                ["CaseCode"] = SubmitCase.NewCode(),
                ["WrittenAt"] = made.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            };
        }

        public async Task<Answer> PostAsync(Visitor visitor, Dictionary<string, string?> values, DateTimeOffset? clock = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/logbook/phone/cases")
            {
                Content = new FormUrlEncodedContent(values.Where(v => v.Value is not null).Select(v => new KeyValuePair<string, string>(v.Key, v.Key == "__RequestVerificationToken" ? Token : v.Value!))),
            };
            request.Headers.Add("Phone-Clock", (clock ?? Now).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
            return await visitor.SendAsync(request);
        }

        public async Task<PhoneSays> SendAsync(Visitor visitor, Dictionary<string, string?> values, DateTimeOffset? clock = null)
        {
            var answer = await PostAsync(visitor, values, clock);
            var said = JsonDocument.Parse(answer.Body).RootElement;
            string? Text(string name) => said.TryGetProperty(name, out var value) ? value.GetString() : null;
            var errors = said.TryGetProperty("errors", out var all) && all.ValueKind == JsonValueKind.Object
                ? all.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.EnumerateArray().Select(error => error.GetString()!).ToArray())
                : [];
            return new PhoneSays(answer.Status, Text("state")!, Text("code"), Text("address"), errors);
        }
    }
}
