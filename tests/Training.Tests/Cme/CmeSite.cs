using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Cme.Claims;
using Training.Cme.Ledger;
using Training.Cme.Rules;
using Training.Identity.Grants;
using Training.Modules;
using Training.Tests.Logbook;
using Training.Tests.Media;
using Training.Tests.Support;

namespace Training.Tests.Cme;

/// <summary>Credit hours over the site's own forms, and ledgers that a test begins with.</summary>
internal static class CmeSite
{
    /// <summary>Hours that the demo's trainee begins with, in hundredths.</summary>
    public const int History = 3250;

    /// <summary>A course of 24 credit periods.</summary>
    public const string Course = "LT-GKT-20";

    public const string Delegate = "HT_DAIBIEU";

    public const string SendButton = "form[enctype] button";
    public const string ApproveButton = "button[formaction*=Approve]";
    public const string ReturnButton = "button[formaction*=Return]";
    public const string CorrectButton = "button[formaction*=Send]";
    public const string WithdrawButton = "button[formaction*=Withdraw]";

    public static async Task FinishAsync(this Site site, Visitor learner)
    {
        await site.ReadLessonsAsync(learner, Course);
        var handedIn = await site.TakeQuizAsync(learner, code: Course);
        Assert.True(handedIn.IsRedirect, $"{handedIn.Status} {handedIn.Text}");
    }

    /// <summary>Two sessions of a conference yesterday, as somebody would fill it in.</summary>
    public static Dictionary<string, string?> Conference(this Site site, string title = "Hội nghị Phẫu thuật cột sống toàn quốc", int units = 2) => new()
    {
        ["Input.Activity"] = Delegate,
        ["Input.Title"] = title,
        ["Input.Organizer"] = "Hội Phẫu thuật cột sống Việt Nam",
        ["Input.To"] = $"{site.Clock.Today().AddDays(-1):yyyy-MM-dd}",
        ["Input.Units"] = $"{units}",
    };

    /// <summary>Enters an activity with a photo as evidence.</summary>
    /// <returns>Its id.</returns>
    public static async Task<Guid> EnterAsync(this Visitor visitor, Dictionary<string, string?> values)
    {
        var sent = await CaseFileTests.SendAsync(visitor, await visitor.GetAsync("/cme/new"), "Input.Evidence", await Samples.PhotoAsync(), SendButton, values);
        Assert.True(sent.IsRedirect, $"{sent.Status} {string.Join(' ', sent.Errors)} {sent.Text}");
        return Guid.Parse(sent.Location!.Split('/')[^1]);
    }

    public static Task<Answer> DecideAsync(this Visitor visitor, Answer page, string button, string? reason = null)
        => visitor.SubmitAsync(page, new() { ["Input.Reason"] = reason ?? "" }, button);

    /// <summary>What came to a ledger since the demo's past.</summary>
    public static async Task<List<CreditEntry>> LedgerOfAsync(this Site site, string personKey)
    {
        var person = await site.PersonIdAsync(personKey);
        return await site.DataAsync(db => db.Set<CreditEntry>().AsNoTracking()
            .Where(e => e.PersonId == person && (e.CourseId != null || e.ClaimId != null || e.ReversesId != null)).OrderBy(e => e.Id).ToListAsync());
    }

    /// <summary>Entries as an approval makes them.</summary>
    public static Task PostAsync(this Site site, Guid person, params (DateOnly Day, int Hundredths)[] entries) => site.DataAsync(async db =>
    {
        var rule = await db.Set<CreditRule>().AsNoTracking().SingleAsync(r => r.Activity == Delegate);
        db.AddRange(entries.Select((entry, number) => new CreditEntry
        {
            PersonId = person,
            Source = CreditSource.Activity,
            FirstDay = entry.Day,
            Day = entry.Day,
            Units = 1,
            Hundredths = entry.Hundredths,
            RuleId = rule.Id,
            RuleVi = rule.NameVi,
            RuleEn = rule.NameEn,
            RuleReference = rule.Reference,
            TitleVi = $"Hội nghị {number}",
            TitleEn = $"Conference {number}",
            Organizer = "test",
            PostedAt = site.Clock.GetUtcNow(),
            By = "test",
        }));
        await db.SaveChangesAsync();
    });

    /// <summary>The licence of a person ends on a day.</summary>
    public static Task LicenceEndsAsync(this Site site, Guid person, DateOnly? last) => site.DataAsync(async db =>
    {
        var row = await db.People.SingleAsync(p => p.Id == person);
        row.LicenceExpiresOn = last;
        await db.SaveChangesAsync();
    });

    public static Task RunAsync<T>(this Site site)
        where T : IBackgroundTask
        => site.DataAsync(async (_, services) =>
        {
            await services.GetServices<IBackgroundTask>().OfType<T>().Single().RunAsync(default);
            return true;
        });
}
