using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Contracts;
using Training.Identity.People;
using Training.Identity.Reauthentication;
using Training.Identity.Users;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Tests.Support;
using Training.Transfers.Contracts;
using Training.Transfers.Participants;

namespace Training.Tests.Logbook;

/// <summary>A mentor who signs in code, without a request.</summary>
internal sealed record Racer(Guid UserId, Guid PersonId, Guid HospitalId, IReadOnlyList<string> Accounts)
{
    public async Task SignInAsync(IServiceProvider services) => services.GetRequiredService<CurrentUser>().SignedIn(
        UserId, PersonId, "race", [new Grant(Roles.Mentor, ScopeKind.Hospital, HospitalId)], await services.GetRequiredService<IOrganizations>().GetAsync(default));
}

/// <summary>Cases and mentors for races, by the commands and without their pages.</summary>
internal static class Racing
{
    private const int CasesOfADay = 40;

    /// <summary>Many people prove themselves at once; how long a password takes is not what is looked at.</summary>
    public static void WithCheapHashes(IServiceCollection services) => services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = 1000);

    /// <summary>Mentors of the demo's transfer, with accounts; nobody guides anybody.</summary>
    public static async Task<IReadOnlyList<Racer>> MentorsAsync(this Site site, int count, int accounts = 1)
    {
        await site.WithoutGuidesAsync();
        var (hospital, transfer, today) = (await site.HospitalIdAsync("viet-duc"), await site.TransferIdAsync(Given.Transfer), site.Clock.Today());
        var people = await site.DataAsync(db => db.Set<Person>()
            .Where(p => p.Key != Given.Trainee && p.MergedIntoId == null && (p.LicenceExpiresOn == null || p.LicenceExpiresOn > today)
                && db.Set<Appointment>().Any(a => a.PersonId == p.Id && a.To == null)
                && !db.Set<Participant>().Any(m => m.PersonId == p.Id && m.TransferId == transfer))
            .OrderBy(p => p.Key).Take(count).Select(p => new { p.Id, p.Key }).ToListAsync());
        var mentors = new List<Racer>();
        foreach (var person in people)
        {
            await site.SupervisionAsync(person.Key, Given.Transfer);
            var mails = Enumerable.Range(0, accounts).Select(number => $"{person.Key}-{number}@test.local").ToList();
            var users = new List<Guid>();
            foreach (var mail in mails)
            {
                users.Add(await site.DataAsync(async (_, services) =>
                {
                    var user = new User { UserName = mail, Email = mail, EmailConfirmed = true, DisplayName = person.Key, PersonId = person.Id };
                    Assert.True((await services.GetRequiredService<UserManager<User>>().CreateAsync(user, Visitor.DemoPassword)).Succeeded);
                    return user.Id;
                }));
                await site.GrantAsync(users[^1], Roles.Mentor, "viet-duc");
            }

            mentors.Add(new Racer(users[0], person.Id, hospital, mails));
        }

        Assert.Equal(count, mentors.Count);
        return mentors;
    }

    /// <summary>Logs the next case of the demo's trainee.</summary>
    public static async Task<(LogbookEntry Entry, EntryVersion Version)> LogInCodeAsync(this Site site, int number)
    {
        var (technique, trainee) = (await site.TechniqueIdAsync("pedicle-screw"), await site.PersonIdAsync(Given.Trainee));
        return await site.DataAsync(async (db, services) =>
        {
            var participation = (await services.GetRequiredService<ITransfers>().OfPersonAsync(trainee, default)).Single(p => p.Transfer.Code == Given.Transfer);
            var content = new CaseContent(technique, Stage.S, site.Clock.Today().AddDays(-(number / CasesOfADay)), participation.Transfer.ReceivingHospitalId, null, CaseRole.Operator, null, null, null, null, null)
            {
                DayNumber = CaseChecks.MostOfADay - (number % CasesOfADay),
                Supervision = Training.Logbook.Content.Supervision.InTheRoom,
            };
            (LogbookEntry, EntryVersion) logged = default;
            await db.WriteAsync(async ct => logged = await services.GetRequiredService<SubmitCase>().LogAsync(participation, content, null, null, ct), default);
            return logged;
        });
    }

    /// <summary>A decision as it is before it is stored.</summary>
    public static PreparedDecision Decided(Site site, LogbookEntry entry, EntryVersion version, Racer mentor)
    {
        var now = site.Clock.GetUtcNow();
        var decision = new Decision
        {
            EntryVersionId = version.Id,
            TraineePersonId = entry.PersonId,
            MentorPersonId = mentor.PersonId,
            Kind = DecisionKind.Signed,
            Entrustment = 4,
            MentorName = "race",
            MentorPosition = "race",
            Method = "password",
            OpenedAt = now,
            DecidedAt = now,
            ContentHash = version.ContentHash,
        };
        return new PreparedDecision(entry, version, decision, new SigningRequest(decision.SigningAction, version.ContentHash));
    }

    /// <summary>A decision, and a proof that is stored for exactly it.</summary>
    public static Task<(DecisionInput Input, SigningProof Proof)> ProofInCodeAsync(this Site site, Racer mentor, EntryVersion version) => site.DataAsync(async (db, services) =>
    {
        await mentor.SignInAsync(services);
        var input = new DecisionInput(version.Id, DecisionKind.Signed, 4, null, version.ContentHash) { Performance = 4, Difficulty = 2, OpenedAt = site.Clock.GetUtcNow() };
        var prepared = await services.GetRequiredService<SignCase>().PrepareAsync(input, mentor.PersonId, default);
        var proof = Proof.Of(mentor.UserId, Guid.Empty, prepared.Request, site.Clock.GetUtcNow());
        db.Add(proof);
        await db.SaveChangesAsync();
        return (input, new SigningProof(proof.Id, Reauthenticator.PasswordMethod, null, 0));
    });
}
