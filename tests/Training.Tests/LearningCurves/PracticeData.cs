using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.People;
using Training.LearningCurves.Relapse;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Techniques.Contracts;
using Training.Tests.Auditing;
using Training.Tests.Support;
using Training.Transfers.Agreements;
using Training.Transfers.Participants;

namespace Training.Tests.LearningCurves;

/// <summary>Practice of the past, as a recipe would have stored it: signed, without anybody being asked.</summary>
internal static class PracticeData
{
    public const string Technique = "pedicle-screw";

    public static Task<Guid> ParticipantIdAsync(this Site site, string person = Given.Trainee, string transfer = Given.Transfer) => site.DataAsync(db => (
        from member in db.Participants
        join agreement in db.Transfers on member.TransferId equals agreement.Id
        join learner in db.Set<Person>() on member.PersonId equals learner.Id
        where agreement.Code == transfer && learner.Key == person
        select member.Id).SingleAsync());

    public static async Task<IReadOnlyList<string>> ActionsAsync(this Site site) => [.. (await site.LeavesAsync()).Select(leaf => leaf.Action)];

    /// <summary>Takes the demo's own cases of the technique out of the curve: they become assisted ones.</summary>
    public static Task ForgetPracticeAsync(this Site site) => site.TamperAsync(
        """UPDATE "Logbook_EntryVersions" SET "Stage" = 'A', "Role" = 'FirstAssistant' WHERE "Stage" IN ('S', 'I')""");

    /// <summary>Adds cases, so many a day, the last one so many days ago: signed, or waiting for a mentor.</summary>
    public static async Task PractisedAsync(this Site site, IReadOnlyList<bool> failed, int lastDaysAgo = 1, string person = Given.Trainee, string transfer = Given.Transfer, string technique = Technique, string by = Given.Mentor, Func<int, int>? level = null, bool waiting = false, int aDay = 1)
    {
        var (participant, techniqueId) = (await site.ParticipantIdAsync(person, transfer), await site.TechniqueIdAsync(technique));
        await site.DataAsync(async db =>
        {
            var found = await (from member in db.Participants
                               join agreement in db.Transfers on member.TransferId equals agreement.Id
                               where member.Id == participant
                               select new { Member = member, Agreement = agreement }).SingleAsync();
            var mentor = await db.Set<Person>().Where(p => p.Key == by).Select(p => p.Id).SingleAsync();
            var before = await db.LogbookEntries.CountAsync();
            foreach (var (index, failure) in failed.Index())
            {
                var day = DateOnly.FromDateTime(site.Clock.GetUtcNow().AddHours(7).Date).AddDays(((index + 1 - failed.Count) / aDay) - lastDaysAgo);
                var at = new DateTimeOffset(day, new TimeOnly(3, 0), TimeSpan.Zero);
                var entry = new LogbookEntry
                {
                    ParticipantId = participant,
                    TransferId = found.Agreement.Id,
                    PersonId = found.Member.PersonId,
                    HospitalId = found.Agreement.ReceivingHospitalId,
                    CaseCode = string.Create(CultureInfo.InvariantCulture, $"T{before + index:0000000}"),
                };
                var content = new CaseContent(
                    techniqueId, Stage.S, day, found.Agreement.ReceivingHospitalId, CaseSetting.Planned, CaseRole.Operator, AgeBand.From40To59, Sex.Female, Complexity.Standard,
                    failure ? Outcome.Failed : Outcome.Success, null);
                var version = entry.Submit(content, null, at);
                db.AddRange(entry, version);
                if (waiting)
                {
                    continue;
                }

                entry.DecidedInRecipe(at.AddHours(1));
                db.Add(new Decision
                {
                    EntryVersionId = version.Id,
                    TraineePersonId = entry.PersonId,
                    MentorPersonId = mentor,
                    Kind = DecisionKind.Signed,
                    Entrustment = level?.Invoke(index) ?? 3,
                    MentorName = "M",
                    MentorPosition = "M",
                    Method = "recipe",
                    DecidedAt = at.AddHours(1),
                    ContentHash = version.ContentHash,
                });
            }

            await db.SaveChangesAsync();
        });
    }

    /// <summary>A signal about some case of a transfer, without anybody being asked.</summary>
    public static Task<Guid> PlantSignalAsync(this Site site, string transfer) => site.DataAsync(async db =>
    {
        var found = await (from entry in db.LogbookEntries
                           join agreement in db.Transfers on entry.TransferId equals agreement.Id
                           join version in db.EntryVersions on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
                           where agreement.Code == transfer && entry.SignedAt != null && (version.Stage == Stage.S || version.Stage == Stage.I)
                           orderby entry.Id
                           select new { Entry = entry, version.PerformedOn }).FirstAsync();
        var signal = new RelapseSignal
        {
            ParticipantId = found.Entry.ParticipantId,
            TransferId = found.Entry.TransferId,
            PersonId = found.Entry.PersonId,
            HospitalId = found.Entry.HospitalId,
            TechniqueId = found.Entry.TechniqueId,
            EntryId = found.Entry.Id,
            CaseCode = found.Entry.CaseCode,
            CaseNumber = 1,
            PerformedOn = found.PerformedOn,
            Value = 3,
            Limit = 3,
            CurveHash = new string('0', 64),
            At = site.Clock.GetUtcNow(),
        };
        db.Add(signal);
        await db.SaveChangesAsync();
        return signal.Id;
    });

    /// <summary>The trainee logs a case of today and the mentor signs it, both through the site's forms.</summary>
    public static async Task<Guid> CaseAsync(this Site site, Visitor learner, Visitor mentor, bool failed = false, int entrustment = 3)
    {
        var values = Journey.Case(await site.ChoiceAsync(Technique), stage: "S");
        values["Input.Outcome"] = failed ? "Failed" : "Success";
        var logged = await learner.SubmitAsync(await learner.GetAsync("/logbook/new"), values);
        Assert.True(logged.IsRedirect, $"{logged.Status} {string.Join(' ', logged.Errors)} {logged.Text}");
        var (entry, version) = await site.NewestAsync();
        var signed = await mentor.SignAsync(version, entrustment);
        Assert.True(signed.IsRedirect, $"{signed.Status} {string.Join(' ', signed.Errors)} {signed.Text}");
        return entry;
    }
}
