using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Identity.Users;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Logbook.Signatures;

/// <summary>What a signature says of who signed (SIG-11), and what a case has no place for (PRV-1).</summary>
public sealed class ManifestationTests
{
    // Whatever is added here: no name, birth date, number, address or telephone of a patient.
    private static readonly string[] Fields =
    [
        "AgeBand", "Chart", "Choice", "Complexity", "ComplicationManaged", "Complications", "Consent", "ConvertedTo", "Day", "DayNumber", "Further", "Line", "Mentor", "MentorFrom", "MentorTo",
        "Minutes", "Note", "Outcome", "OwnRating", "PerformedOn", "Place", "Recording", "Responsible", "Role", "Setting", "Sex", "Stage", "Supervision",
    ];

    private static readonly string[] Texts = ["Attachments", "CaseCode", "Complications", "ConvertedTo", "CorrectionReason", "Evidence", "Note", "Sealed", "SourceKey", "WithdrawnBecause"];

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Signature_AfterRenamingMovingDemotingAndClosingTheSigner_SaysWhatItSaidThen(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (trainee, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        var (entryId, versionId) = await site.LogCaseAsync(trainee);
        Assert.True((await mentor.SignAsync(versionId)).IsRedirect);
        var decision = (await SignTestData.DecisionAsync(site, versionId))!;
        var program = await site.ProgramAsync("hocvien@demo.local", ApiSteps.Learner);
        async Task<string[]> SaysAsync()
        {
            var page = await trainee.GetAsync($"/logbook/{entryId}");
            var signature = page.Page.QuerySelector("main .callout.done:has(b)")!.TextContent;
            using var export = JsonDocument.Parse((await trainee.GetAsync($"/logbook/{entryId}/1/signature.json")).Body);
            using var signed = JsonDocument.Parse(export.RootElement.GetProperty("decision").GetString()!);
            var api = (await program.GetAsync($"{ApiSteps.Cases}/{entryId}")).Json.GetProperty("versions")[0].GetProperty("decision");
            return
            [
                string.Join(' ', signature.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)),
                signed.RootElement.GetProperty("mentorName").GetString()!, signed.RootElement.GetProperty("mentorPosition").GetString()!, signed.RootElement.GetProperty("decision").GetString()!,
                export.RootElement.GetProperty("method").GetString()!,
                api.GetProperty("mentorName").GetString()!, api.GetProperty("mentorPosition").GetString()!, api.GetProperty("method").GetString()!, api.GetProperty("decidedAt").GetDateTimeOffset().ToString("O", CultureInfo.InvariantCulture),
            ];
        }

        var before = await SaysAsync();
        Assert.Contains(decision.MentorName, before[0], StringComparison.Ordinal);
        Assert.Contains(decision.MentorPosition, before[0], StringComparison.Ordinal);
        Assert.Contains(Show.Time(decision.DecidedAt), before[0], StringComparison.Ordinal);
        Assert.Contains($"{decision.DecidedAt.UtcDateTime:HH:mm} UTC", before[0], StringComparison.Ordinal);
        Assert.Contains("mật khẩu", before[0], StringComparison.OrdinalIgnoreCase);

        await site.DataAsync(db => db.WriteAsync(
            async ct =>
            {
                await db.Set<Person>().Where(p => p.Id == decision.MentorPersonId).ExecuteUpdateAsync(p => p.SetProperty(x => x.FullName, "Lê Thị Khác").SetProperty(x => x.Title, "BS"), ct);
                await db.Set<Appointment>().Where(a => a.PersonId == decision.MentorPersonId).ExecuteUpdateAsync(a => a.SetProperty(x => x.Position, "Cộng tác viên").SetProperty(x => x.To, site.Clock.Today()), ct);
                var accounts = db.Set<User>().Where(u => u.PersonId == decision.MentorPersonId);
                await db.Set<RoleGrant>().Where(g => accounts.Any(u => u.Id == g.UserId)).ExecuteUpdateAsync(g => g.SetProperty(x => x.To, new DateOnly(2020, 1, 2)), ct);
                await accounts.ExecuteUpdateAsync(u => u.SetProperty(x => x.DisplayName, "Khác").SetProperty(x => x.DisabledAt, site.Clock.GetUtcNow()), ct);
            },
            default));

        Assert.Equal(before, await SaysAsync());
        Assert.Equal(0, (await site.VerifyLogbookAsync()).ExitCode);
    }

    [Theory, OnSqlite]
    public async Task Case_HasNoFieldAndNoColumnForWhoThePatientIs(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var page = await (await site.SignedInAsync("hocvien")).GetAsync("/logbook/new");
        var names = page.Page.QuerySelectorAll("main form [name^='Input.']").Select(control => control.GetAttribute("name")!["Input.".Length..]).Distinct().Order(StringComparer.Ordinal);
        Assert.True(Fields.SequenceEqual(names), string.Join(' ', names));

        var texts = await site.DataAsync(db => Task.FromResult(
            new[] { typeof(LogbookEntry), typeof(EntryVersion) }.SelectMany(type => db.Model.FindEntityType(type)!.GetProperties())
                .Where(p => (p.ClrType == typeof(string) || p.GetProviderClrType() == typeof(string) || p.GetValueConverter()?.ProviderClrType == typeof(string)) && !(Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType).IsEnum)
                .Select(p => p.Name).Where(name => !name.EndsWith("Hash", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal).ToArray()));
        Assert.True(Texts.SequenceEqual(texts), string.Join(' ', texts));
    }
}
