using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Identity.Access;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Organizations.Contracts;
using Training.Transfers.Agreements;
using Training.Transfers.Participants;

namespace Training.Tests.Support;

/// <summary>The steps of the path from a case to a certificate, each through the site's own forms.</summary>
internal static class Journey
{
    public const string Course = "LT-GKT-09";

    public const string SignButton = "button[formaction*=Sign]";

    public const string ReturnButton = "button[formaction*=Return]";

    private static int _cases;

    /// <summary>Reads every lesson of the course.</summary>
    public static async Task ReadLessonsAsync(this Site site, Visitor learner, string code = Course)
    {
        foreach (var address in await site.LessonsAsync(code))
        {
            var read = await learner.SubmitAsync(await learner.GetAsync(address), []);
            Assert.True(read.IsRedirect, $"{address}: {read.Status} {read.Text}");
        }
    }

    /// <summary>Takes the quiz and hands it in, with so many wrong answers.</summary>
    public static async Task<Answer> TakeQuizAsync(this Site site, Visitor learner, int wrong = 0, string code = Course)
        => await site.PassQuizAsync(learner, await site.QuizAsync(code), wrong);

    /// <summary>All of the theory.</summary>
    public static async Task PassTheoryAsync(this Site site, Visitor learner)
    {
        await site.ReadLessonsAsync(learner);
        var handedIn = await site.TakeQuizAsync(learner);
        Assert.True(handedIn.IsRedirect, $"{handedIn.Status} {handedIn.Text}");
    }

    /// <summary>The value of the form's technique for a member of a team.</summary>
    public static async Task<string> ChoiceAsync(this Site site, string technique = "pedicle-screw", string person = Given.Trainee, string transfer = Given.Transfer)
    {
        var techniqueId = await site.TechniqueIdAsync(technique);
        var participant = await site.DataAsync(db => (from member in db.Participants
                                                      join agreement in db.Transfers on member.TransferId equals agreement.Id
                                                      join learner in db.Set<Person>() on member.PersonId equals learner.Id
                                                      where agreement.Code == transfer && learner.Key == person
                                                      select member.Id).SingleAsync());
        return CaseInput.KeyOf(participant, techniqueId);
    }

    /// <summary>A case as the trainee would fill it in.</summary>
    /// <remarks>Each is another case of the day; a test that wants the same one twice changes the number.</remarks>
    public static Dictionary<string, string?> Case(string choice, string stage = "I", string role = "Operator", string? note = null) => new()
    {
        ["Input.Choice"] = choice,
        ["Input.Stage"] = stage,
        ["Input.Role"] = role,
        ["Input.Day"] = "Today",
        ["Input.DayNumber"] = $"{(uint)Interlocked.Increment(ref _cases) % CaseChecks.MostOfADay + 1}",
        ["Input.Place"] = "Receiving",
        ["Input.Supervision"] = stage switch { "A" => "Scrubbed", "I" => "ChartReview", _ => "InTheRoom" },
        ["Input.Chart"] = "OperationNote",
        ["Input.Setting"] = "Planned",
        ["Input.AgeBand"] = "From40To59",
        ["Input.Sex"] = "Female",
        ["Input.Complexity"] = "Moderate",
        ["Input.Outcome"] = "Success",
        ["Input.Note"] = note ?? "",
    };

    /// <summary>Logs the case that the demo's trainee still lacks.</summary>
    /// <returns>The entry and its first version.</returns>
    public static async Task<(Guid EntryId, Guid VersionId)> LogCaseAsync(this Site site, Visitor learner, string stage = "I", string role = "Operator")
    {
        var logged = await learner.SubmitAsync(await learner.GetAsync("/logbook/new"), Case(await site.ChoiceAsync(), stage, role));
        Assert.True(logged.IsRedirect, $"{logged.Status} {string.Join(' ', logged.Errors)} {logged.Text}");
        return await site.NewestAsync();
    }

    /// <summary>The mark of a form that the account opened the version.</summary>
    public static Task<string> OpenedAsync(this Site site, string email, Guid version) => site.DataAsync(async (db, services) =>
    {
        var user = await db.Users.SingleAsync(u => u.Email == email);
        services.GetRequiredService<CurrentUser>().SignedIn(user.Id, user.PersonId, user.DisplayName, [], await services.GetRequiredService<IOrganizations>().GetAsync(default));
        return services.GetRequiredService<Opened>().Stamp(version);
    });

    /// <summary>Nobody guides anybody: cases where no mentor is named are for whoever holds the right.</summary>
    public static Task WithoutGuidesAsync(this Site site) => site.DataAsync(async db =>
    {
        db.RemoveRange(await db.Set<Training.Transfers.Guidance.Guide>().ToListAsync());
        await db.SaveChangesAsync();
    });

    /// <summary>The newest entry of a person and its newest version.</summary>
    public static async Task<(Guid EntryId, Guid VersionId)> NewestAsync(this Site site, string person = Given.Trainee)
    {
        var personId = await site.PersonIdAsync(person);
        return await site.DataAsync(async db =>
        {
            var entry = await db.LogbookEntries.Where(e => e.PersonId == personId).OrderByDescending(e => e.Id).FirstAsync();
            var version = await db.EntryVersions.Where(v => v.EntryId == entry.Id).OrderByDescending(v => v.Number).FirstAsync();
            return (entry.Id, version.Id);
        });
    }

    /// <summary>What a mentor fills in.</summary>
    public static Dictionary<string, string?> Decision(int? entrustment = 4, string? comment = null, string password = Visitor.DemoPassword) => new()
    {
        ["Input.Entrustment"] = entrustment?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Input.Performance"] = entrustment is null ? null : "4",
        ["Input.Difficulty"] = entrustment is null ? null : "2",
        ["Input.Comment"] = comment ?? "",
        ["Input.Password"] = password,
    };

    public static async Task<Answer> SignAsync(this Visitor mentor, Guid versionId, int? entrustment = 4, string? comment = null)
        => await mentor.SubmitAsync(await mentor.GetAsync($"/sign/{versionId}"), Decision(entrustment, comment), SignButton);

    public static async Task<Answer> ReturnAsync(this Visitor mentor, Guid versionId, string? reason)
        => await mentor.SubmitAsync(await mentor.GetAsync($"/sign/{versionId}"), Decision(null, reason), ReturnButton);

    /// <summary>Logs the last case and has it signed.</summary>
    public static async Task SignLastCaseAsync(this Site site, Visitor learner, Visitor mentor, int entrustment = 4)
    {
        var (_, version) = await site.LogCaseAsync(learner);
        var signed = await mentor.SignAsync(version, entrustment);
        Assert.True(signed.IsRedirect, $"{signed.Status} {string.Join(' ', signed.Errors)} {signed.Text}");
    }
}
