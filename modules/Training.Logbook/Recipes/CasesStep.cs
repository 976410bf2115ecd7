using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.Rating;
using Training.Logbook.SignOff;
using Training.Logbook.Tallies;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.Recipes;

/// <summary>
/// Adds series of invented cases: so many of one technique and stage, spread over some weeks, signed, returned or waiting. Each case has a
/// key of its own (person, transfer, technique, stage, number), so that a series is never stored twice. A few cases in a series are
/// emergencies, difficult or complicated, by a fixed pattern.
/// </summary>
internal sealed class CasesStep(
    TrainingDbContext db, IPeople people, ITransfers transfers, ITechniques techniques, IOrganizations organizations, SubmitCase submit, Ratings ratings, TimeProvider clock) : IRecipeStep
{
    /// <summary>Five working days are a week at least.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromDays(7);

    public string Name => "Cases";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var series = context.Items("series");
        var named = await people.FindByKeyAsync(series.SelectMany(s => new[] { (string?)s["person"] ?? "", (string?)s["mentor"] ?? "" }), ct);
        var catalogue = await techniques.GetAsync(ct);
        var form = (await ratings.GetAsync(ct)).On(clock.Today());
        var known = await db.LogbookEntries.Where(e => e.SourceKey != null).Select(e => e.SourceKey!).ToHashSetAsync(ct);
        var positions = new Dictionary<Guid, string>();
        var finished = new List<(Decision Decision, LogbookEntry Entry)>();
        foreach (var (index, item) in series.Index())
        {
            var row = index + 1;
            var person = named.GetValueOrDefault((string?)item["person"] ?? "");
            var mentor = named.GetValueOrDefault((string?)item["mentor"] ?? "");
            var technique = catalogue.FindTechnique((string?)item["technique"] ?? "");
            var participation = person is null ? null : (await transfers.OfPersonAsync(person.Id, ct)).FirstOrDefault(p => p.Transfer.Code == (string?)item["transfer"]);
            if (mentor is null || technique is null || participation is null || !Enum.TryParse<Stage>((string?)item["stage"], out var stage))
            {
                context.Problem($"series needs a member of a transfer, a mentor, a technique and a stage: {item.ToJsonString()}", row);
                continue;
            }

            if (!positions.TryGetValue(mentor.Id, out var position))
            {
                positions[mentor.Id] = position = await PositionAsync(mentor.Id, ct);
            }

            var last = await AddSeriesAsync(item, participation, new Signer(mentor, position), technique.Id, stage, form, known, ct);
            if (last is { } signed)
            {
                finished.Add(signed);
            }
        }

        if (context.Problems.Count == 0)
        {
            await db.SaveChangesAsync(ct);

            // One event per member and not one per case: what follows from a signature depends on the counts alone.
            foreach (var (decision, entry) in finished.OrderByDescending(f => f.Decision.DecidedAt).DistinctBy(f => f.Entry.ParticipantId))
            {
                decision.Signed(entry, decision.DecidedAt, isHistory: true);
            }

            await db.SaveChangesAsync(ct);
        }
    }

    private async Task<string> PositionAsync(Guid mentorId, CancellationToken ct)
    {
        var appointments = await people.AppointmentsOnAsync(mentorId, clock.Today(), ct);
        return appointments is [var newest, ..] ? newest.InWords(await organizations.GetAsync(ct)) : "";
    }

    private async Task<(Decision Decision, LogbookEntry Entry)?> AddSeriesAsync(
        JsonObject item, Participation participation, Signer signer, Guid techniqueId, Stage stage, RatingForm form, HashSet<string> known, CancellationToken ct)
    {
        int Number(string name) => (int?)item[name] ?? 0;
        var (signed, returned, waiting) = (Number("signed"), Number("returned"), Number("waiting"));
        var total = signed + returned + waiting;
        var span = Math.Max(0, Number("fromDaysAgo") - Number("toDaysAgo"));
        (Decision, LogbookEntry)? last = null;
        var counted = new List<TallyChange>();
        var days = new Dictionary<DateOnly, int>();
        for (var i = 0; i < total; i++)
        {
            var key = $"{participation.Transfer.Code}/{participation.Participant.Id:N}/{techniqueId:N}/{stage}/{i}";
            if (!known.Add(key))
            {
                continue;
            }

            var daysAgo = Number("fromDaysAgo") - (total == 1 ? 0 : span * i / (total - 1));
            var day = clock.Today().AddDays(-daysAgo);
            var at = new DateTimeOffset(day.ToDateTime(new TimeOnly(9 + i % 8, 7 * i % 60)), VietnamTime.Offset).ToUniversalTime();
            days[day] = days.GetValueOrDefault(day) + 1;
            var (entry, version) = await submit.AddAsync(participation, Pattern(participation, techniqueId, stage, day, i) with { DayNumber = days[day] }, key, at, ct);
            if (i >= signed + returned)
            {
                if (at + LateAfter is var late && late <= clock.GetUtcNow())
                {
                    entry.LateInRecipe(late);
                }

                await submit.RequestSignOffAsync(entry, version, participation.Transfer, ct);
                continue;
            }

            var kind = i < signed ? DecisionKind.Signed : DecisionKind.Returned;
            int? level = kind == DecisionKind.Returned || stage == Stage.O ? null : Math.Min(5, Math.Max(1, Number("entrustment") + (i % 5 == 4 ? 1 : 0)));
            var decision = Decide(entry, version, signer, kind, level, form.Id, (string?)item["comment"], at.AddHours(5));
            db.Add(decision);
            if (level is { } rated)
            {
                // Learners tend to think a little less of themselves, and now and then more.
                db.Add(new SelfRating { EntryId = entry.Id, Number = version.Number, Entrustment = Math.Clamp(rated + (i % 6 == 3 ? 1 : i % 3 == 0 ? -1 : 0), 1, 5), RatedAt = at });
            }

            if (kind == DecisionKind.Signed)
            {
                counted.AddRange(TallyChange.Of(entry, version, decision));
                last = (decision, entry);
            }
        }

        await db.TallyAsync(TallyChange.Sum(counted), ct);
        return last;
    }

    private static Decision Decide(
        LogbookEntry entry, EntryVersion version, Signer signer, DecisionKind kind, int? level, Guid formId, string? comment, DateTimeOffset at)
    {
        entry.DecidedInRecipe(kind == DecisionKind.Signed ? at : null);
        return new Decision
        {
            EntryVersionId = version.Id,
            TraineePersonId = entry.PersonId,
            MentorPersonId = signer.Person.Id,
            Kind = kind,
            Entrustment = level,
            Performance = level,
            Difficulty = level is null || version.Complexity is not { } complexity ? null : (int)complexity + 1,
            RatingFormId = level is null ? null : formId,
            Sealed = SealedTexts.Of([new("comment", kind == DecisionKind.Returned ? comment : null)]),
            Comment = kind == DecisionKind.Returned ? comment : null,
            MentorName = signer.Person.Display,
            MentorPosition = signer.Position,
            Method = "recipe",
            DecidedAt = at,
            ContentHash = version.ContentHash,
        };
    }

    private static CaseContent Pattern(Participation participation, Guid techniqueId, Stage stage, DateOnly day, int i)
    {
        var supervision = stage == Stage.I && i % 4 == 2 ? Supervision.LiveVideo : SupervisionRules.UsualFor(stage);
        return new CaseContent(
            techniqueId,
            stage,
            day,
            stage is Stage.O or Stage.A ? participation.Transfer.GivingHospitalId : participation.Transfer.ReceivingHospitalId,
            i % 4 == 1 ? CaseSetting.Emergency : CaseSetting.Planned,
            CaseRoles.UsualFor(participation.Participant.Role, stage),
            i % 3 == 0 ? AgeBand.From40To59 : i % 7 == 5 ? AgeBand.From16To39 : AgeBand.From60To79,
            i % 2 == 0 ? Sex.Male : Sex.Female,
            i % 5 == 3 ? Complexity.Difficult : i % 3 == 1 ? Complexity.Moderate : Complexity.Standard,
            i % 11 == 7 ? Outcome.Complication : i % 17 == 9 ? Outcome.Converted : Outcome.Success,
            null)
        {
            Supervision = supervision,
            Evidence = supervision switch
            {
                Supervision.LiveVideo => new SupervisionEvidence
                {
                    Consent = true,
                    Responsible = "Trưởng khoa",
                    From = new TimeOnly(8, 30),
                    To = new TimeOnly(10, 15),
                    Line = i % 8 == 2 ? LineQuality.Good : LineQuality.Interrupted,
                },
                Supervision.ChartReview => new SupervisionEvidence { Chart = [ChartPart.OperationNote, ChartPart.Images] },
                _ => SupervisionEvidence.None,
            },
            Complications = i % 11 == 7 ? [i % 2 == 0 ? Complication.Bleeding : Complication.Injury] : [],
            ComplicationManaged = i % 11 == 7 ? true : null,
        };
    }

    private sealed record Signer(PersonInfo Person, string Position);
}
