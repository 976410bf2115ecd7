using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Scorm.Authoring;
using Training.Scorm.Manifests;
using Part = Training.Scorm.Manifests.Part;

namespace Training.Scorm.Running;

/// <summary>
/// What the frame of a launch does: it is loaded, opens parts, saves. It acts in the name of the site, for the person whose launch it is, and reaches nothing
/// but that person's attempt at that item.
/// </summary>
internal sealed class Frames(TrainingDbContext db, LaunchToken tokens, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>Savings that one frame may ask for within a minute.</summary>
    public const int SavingsPerMinute = 60;

    private const int GeneralException12 = 101;

    private const int CommitFailure2004 = 391;

    /// <summary>The launch is shown in this window from now on; the windows before it can save no more.</summary>
    public async Task<BeginAnswer?> BeginAsync(Guid launchId, CancellationToken ct)
    {
        BeginAnswer? answer = null;
        await db.WriteAsync(
            async inner =>
            {
                var now = clock.GetUtcNow();
                if (await db.ScormLaunches.Where(l => l.Id == launchId && l.ExpiresAt > now && l.SupersededAt == null)
                    .ExecuteUpdateAsync(row => row.SetProperty(l => l.Window, l => l.Window + 1).SetProperty(l => l.Sequence, 0).SetProperty(l => l.LastHash, ""), inner) == 0)
                {
                    return;
                }

                var (launch, course) = await FindAsync(launchId, inner);
                var states = await StatesAsync(launch.AttemptId, inner);
                answer = new BeginAnswer(
                    launch.Window,
                    launch.Site,
                    course.Standard == Standard.Scorm12 ? "1.2" : "2004",
                    launch.AttemptId is null,
                    CurrentOf(course, states),
                    [.. course.Openable.Select(part => new BeginPart(part.Id, part.Title))],
                    LineOf(course, states));
            },
            ct);
        return answer;
    }

    /// <summary>A part is opened; an asset is done by that.</summary>
    public async Task<OpenAnswer?> OpenAsync(ICourseItems items, Guid launchId, OpenRequest request, CancellationToken ct)
    {
        OpenAnswer? answer = null;
        await db.WriteAsync(
            async inner =>
            {
                var now = clock.GetUtcNow();
                var opened = await db.ScormLaunches.Where(l => l.Id == launchId && l.Window == request.Window && l.ExpiresAt > now && l.SupersededAt == null && l.Opening < 100_000)
                    .ExecuteUpdateAsync(row => row.SetProperty(l => l.Opening, l => l.Opening + 1), inner);
                var (launch, course) = await FindAsync(launchId, inner);
                if (course.Openable.FirstOrDefault(part => part.Id == request.Part) is not { } part)
                {
                    return;
                }

                if (opened == 0)
                {
                    answer = new OpenAnswer(launch.ExpiresAt <= now ? Refusal.Expired : Refusal.Superseded, 0, "", part.IsSco, new Dictionary<string, string>(), null);
                    return;
                }

                var states = await StatesAsync(launch.AttemptId, inner);
                if (!part.IsSco && launch.AttemptId is { } attemptId)
                {
                    StateOf(states, attemptId, part).Outcome = PartOutcome.Completed;
                    await ConcludeAsync(items, launch, course, states, inner);
                }

                answer = new OpenAnswer(
                    Refusal.None,
                    launch.Opening,
                    "files/" + string.Join('/', part.Launch!.Split('/').Select(Uri.EscapeDataString)) + part.Parameters,
                    part.IsSco,
                    part.IsSco ? StartingData.Of(course.Standard, part, states.Find(s => s.ScoId == part.Id), tokens.LearnerId(launch.UserId), launch.UserName, launch.AttemptId is null) : new Dictionary<string, string>(),
                    LineOf(course, states));
            },
            ct);
        return answer;
    }

    /// <summary>Stores what the package set. The answer "true" is given once it is committed, and the same request sent again has it again.</summary>
    public async Task<SaveAnswer?> SaveAsync(ICourseItems items, Guid launchId, SaveRequest request, string hash, CancellationToken ct)
    {
        SaveAnswer? answer = null;
        await db.WriteAsync(async inner => answer = await SaveOnceAsync(items, launchId, request, hash, inner), ct);
        return answer;
    }

    private static string? CurrentOf(Course course, List<ScoState> states) => states.OrderByDescending(s => s.SavedAt).FirstOrDefault() is { } last && course.Openable.Any(part => part.Id == last.ScoId)
        ? last.ScoId
        : course.Openable.FirstOrDefault(part => part.IsVisible)?.Id ?? course.Openable.FirstOrDefault()?.Id;

    private static AttemptLine LineOf(Course course, List<ScoState> states)
    {
        var known = Outcomes(states);
        var (finished, _, score) = Outcome.OfAttempt(course, known);
        return new AttemptLine([.. course.Openable.Select(part => known.TryGetValue(part.Id, out var found) ? new PartLine(part.Id, found.Outcome, found.Score) : new PartLine(part.Id, null, null))], finished, score);
    }

    private static Dictionary<string, (PartOutcome Outcome, decimal? Score)> Outcomes(List<ScoState> states) => states.ToDictionary(s => s.ScoId, s => (s.Outcome, s.Score));

    private static SaveAnswer Refused(Course course, Refusal why) => new("false", course.Standard == Standard.Scorm12 ? GeneralException12 : CommitFailure2004, why, null);

    private async Task<SaveAnswer?> SaveOnceAsync(ICourseItems items, Guid launchId, SaveRequest request, string hash, CancellationToken ct)
    {
        var (before, course) = await FindAsync(launchId, ct);
        if (course.Openable.FirstOrDefault(part => part.Id == request.Part && part.IsSco) is not { } part)
        {
            return null;
        }

        if (request.Opening < 1 || request.Opening > before.Opening || DataModel.Check(course.Standard, request.Data) is not { } data)
        {
            return Refused(course, Refusal.Data);
        }

        // One statement asks for the place in the order, the right of the window and the rate, and locks the launch until the commit.
        var now = clock.GetUtcNow();
        var minute = now.AddMinutes(-1);
        var taken = await db.ScormLaunches
            .Where(l => l.Id == launchId && l.Window == request.Window && l.Sequence < request.Sequence && l.SupersededAt == null && l.ExpiresAt > now
                && (l.CountedFrom <= minute || l.Counted < SavingsPerMinute))
            .ExecuteUpdateAsync(
                row => row.SetProperty(l => l.Sequence, request.Sequence)
                    .SetProperty(l => l.LastHash, hash)
                    .SetProperty(l => l.Counted, l => l.CountedFrom <= minute ? 1 : l.Counted + 1)
                    .SetProperty(l => l.CountedFrom, l => l.CountedFrom <= minute ? now : l.CountedFrom),
                ct);
        var (launch, _) = await FindAsync(launchId, ct);
        var states = await StatesAsync(launch.AttemptId, ct);
        if (taken == 0)
        {
            return launch.ExpiresAt <= now ? Refused(course, Refusal.Expired)
                : launch.SupersededAt is not null || launch.Window != request.Window ? Refused(course, Refusal.Superseded)
                : launch.Sequence == request.Sequence && launch.LastHash == hash ? new SaveAnswer("true", 0, Refusal.None, LineOf(course, states))
                : Refused(course, launch.Sequence >= request.Sequence ? Refusal.Order : Refusal.Rate);
        }

        if (launch.AttemptId is { } attemptId)
        {
            Apply(StateOf(states, attemptId, part), course.Standard, part, data, $"{launchId:n}/{request.Window}/{request.Opening}", request.End);
            await ConcludeAsync(items, launch, course, states, ct);
        }

        return new SaveAnswer("true", 0, Refusal.None, LineOf(course, states));
    }

    private void Apply(ScoState state, Standard standard, Part part, SortedDictionary<string, string> data, string sitting, bool end)
    {
        if (state.Sitting != sitting)
        {
            state.EarlierSeconds += state.SittingSeconds;
            (state.Sitting, state.SittingSeconds) = (sitting, 0);
        }

        var time = data.GetValueOrDefault(standard == Standard.Scorm12 ? "cmi.core.session_time" : "cmi.session_time");
        state.SittingSeconds = (time is null ? null : Durations.Read(standard, time)) ?? state.SittingSeconds;
        (state.Outcome, state.Score) = Outcome.OfPart(standard, part, data);
        (state.DataJson, state.Ended, state.SavedAt) = (JsonSerializer.Serialize(data), end, clock.GetUtcNow());
    }

    private ScoState StateOf(List<ScoState> states, Guid attemptId, Part part)
    {
        var state = states.Find(s => s.ScoId == part.Id);
        if (state is null)
        {
            state = new ScoState { AttemptId = attemptId, ScoId = part.Id };
            states.Add(state);
            db.Add(state);
        }

        state.SavedAt = clock.GetUtcNow();
        return state;
    }

    /// <summary>Tells the course what is new: that everything was seen, and a score better than any before. It can tell no more than that.</summary>
    private async Task ConcludeAsync(ICourseItems items, ScormLaunch launch, Course course, List<ScoState> states, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var attempt = await db.ScormAttempts.SingleAsync(a => a.Id == launch.AttemptId, ct);
        attempt.SavedAt = now;
        var (finished, seen, score) = Outcome.OfAttempt(course, Outcomes(states));
        if (finished && attempt.FinishedAt is null)
        {
            attempt.FinishedAt = now;
            audit.Add(new AuditEvent("Scorm.AttemptFinished", "ScormAttempt", attempt.Id)
            {
                Actor = (launch.UserId, launch.UserName),
                Facts = new Dictionary<string, string?> { ["course"] = $"{attempt.CourseId}", ["item"] = $"{attempt.ItemKey}", ["score"] = FormattableString.Invariant($"{score}") },
            });
        }

        var evidence = new ItemEvidence(attempt.ContentId, now) { Seen = seen && attempt.SeenAt is null };
        attempt.SeenAt ??= seen ? now : null;
        if (score is not null)
        {
            var scores = await db.ScormAttempts.Where(a => a.PersonId == attempt.PersonId && a.ItemKey == attempt.ItemKey && a.ContentId == attempt.ContentId).Select(a => a.Score).ToListAsync(ct);
            var best = scores.Max();
            evidence = best is null || score > best ? evidence with { Score = score } : evidence;
            attempt.Score = attempt.Score > score ? attempt.Score : score;
        }

        if (evidence.Seen || evidence.Score is not null)
        {
            await db.SaveChangesAsync(ct);
            await items.RecordAsync(attempt.PersonId, attempt.CourseId, attempt.ItemKey, evidence, ct);
        }
    }

    private async Task<(ScormLaunch Launch, Course Course)> FindAsync(Guid launchId, CancellationToken ct)
    {
        var found = await (from launch in db.ScormLaunches.AsNoTracking()
                           join package in db.ScormPackages.AsNoTracking() on launch.PackageId equals package.Id
                           where launch.Id == launchId
                           select new { Launch = launch, Package = package }).SingleAsync(ct);
        return (found.Launch, found.Package.Course);
    }

    private async Task<List<ScoState>> StatesAsync(Guid? attemptId, CancellationToken ct) => attemptId is null ? [] : await db.ScoStates.Where(s => s.AttemptId == attemptId).ToListAsync(ct);
}
