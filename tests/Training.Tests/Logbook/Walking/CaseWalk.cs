using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Identity.Access;
using Training.Identity.Contracts;
using Training.Identity.Reauthentication;
using Training.Logbook.Batch;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.Rating;
using Training.Logbook.SignOff;
using Training.Logbook.Workflow;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;
using Training.Transfers.Contracts;
using Training.Workflows.Running;

namespace Training.Tests.Logbook.Walking;

/// <summary>The walker of <see cref="CaseWalkTests"/>: does a random step through the commands, and looks at what became of it.</summary>
internal sealed class CaseWalk : IAsyncDisposable
{
    private const int SizeOfPool = 24;

    /// <summary>Everything that may happen: from where, by what, to where.</summary>
    public static readonly HashSet<(CaseState From, string By, CaseState To)> Declared =
    [
        (CaseState.None, "log", CaseState.Waiting),
        (CaseState.Waiting, "correct", CaseState.Waiting),
        (CaseState.Waiting, "sign", CaseState.Signed),
        (CaseState.Waiting, "sign", CaseState.Approving),
        (CaseState.Waiting, "batch", CaseState.Signed),
        (CaseState.Waiting, "batch", CaseState.Approving),
        (CaseState.Waiting, "prepare", CaseState.Waiting),
        (CaseState.Waiting, "return", CaseState.Returned),
        (CaseState.Waiting, "withdraw", CaseState.Withdrawn),
        (CaseState.Approving, "approve", CaseState.Signed),
        (CaseState.Approving, "disapprove", CaseState.Returned),
        (CaseState.Approving, "withdraw", CaseState.Withdrawn),
        (CaseState.Returned, "correct", CaseState.Waiting),
        (CaseState.Returned, "withdraw", CaseState.Withdrawn),
        (CaseState.Signed, "correct", CaseState.Waiting),
    ];

    /// <summary>What nobody may ever succeed with, in whatever state the case is.</summary>
    public static readonly HashSet<string> Never = ["again", "nothing", "correct an old form", "correct without a reason", "sign an old version", "sign one's own", "sign another's learner", "sign unseen"];

    private static readonly string[] Actions =
    [
        "log", "correct", "withdraw", "sign", "sign", "return", "prepare", "batch", "approve", "disapprove", .. Never,
    ];

    private readonly List<Standing> _pool = [];
    private readonly Dictionary<Guid, (LogbookEntry Entry, EntryVersion Version)> _old = [];
    private readonly Dictionary<string, CurrentUser> _accounts = [];
    private readonly Random _random;
    private Participation _learner = null!;
    private Guid[] _techniques = null!;
    private Guid _mentor, _elsewhere;
    private int _cases;

    private CaseWalk(Site site, Random random) => (Site, _random) = (site, random);

    public Site Site { get; }

    public Dictionary<(CaseState, string, CaseState), int> Seen { get; } = [];

    public Dictionary<string, int> Refused { get; } = [];

    public int WasLate { get; private set; }

    public static async Task<CaseWalk> StartAsync(Database database, Random random)
    {
        var walk = new CaseWalk(await Site.StartAsync(database), random);
        var site = walk.Site;
        await site.WithoutGuidesAsync();
        walk._mentor = await site.PersonIdAsync(Given.Mentor);
        walk._elsewhere = await site.PersonIdAsync(Given.MentorElsewhere);
        walk._techniques = [await site.TechniqueIdAsync("pedicle-screw"), await site.TechniqueIdAsync("spinal-disc")];
        var trainee = await site.PersonIdAsync(Given.Trainee);
        walk._learner = await site.DataAsync(async (_, services) =>
            (await services.GetRequiredService<ITransfers>().OfPersonAsync(trainee, default)).Single(p => p.Transfer.Code == Given.Transfer));
        return walk;
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    /// <summary>Eight days go by: whatever waits since then is late.</summary>
    public async Task WaitTooLongAsync()
    {
        Site.Clock.Shift += TimeSpan.FromDays(8);
        await Site.RunDueAsync();
        for (var i = 0; i < _pool.Count; i++)
        {
            _pool[i] = await ReadAsync(_pool[i].Entry.Id);
            Check(_pool[i], "time");
            WasLate += _pool[i].Entry.LateSince is not null ? 1 : 0;
        }
    }

    public async Task StepAsync(string where)
    {
        var action = Actions[_random.Next(Actions.Length)];
        if (_pool.Count < 4 || (action == "log" && _pool.Count < SizeOfPool))
        {
            action = "log";
        }

        var place = _random.Next(_pool.Count);
        var before = action == "log" ? null : _pool[place];
        var id = before?.Entry.Id ?? Guid.Empty;
        var from = before?.State ?? CaseState.None;
        RuleViolation? refusal = null;
        try
        {
            id = await DoAsync(action, before);
        }
        catch (RuleViolation violation)
        {
            refusal = violation;
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"{where}: {action} from {from} broke", exception);
        }

        if (refusal is not null)
        {
            Refused[action] = Refused.GetValueOrDefault(action) + 1;
            Assert.True(before is null || $"{await ReadAsync(id)}" == $"{before}", $"{where}: {action} was refused ({refusal.Message}) and changed something.");
            if (from == CaseState.Withdrawn && _random.Next(4) == 0)
            {
                _pool.RemoveAt(place);
            }

            return;
        }

        Assert.False(Never.Contains(action), $"{where}: {action} from {from} was let through.");
        var after = await ReadAsync(id);
        Check(after, $"{where}: {action} from {from}");
        Assert.True(Declared.Contains((from, action, after.State)), $"{where}: {action} led from {from} to {after.State}.");
        Seen[(from, action, after.State)] = Seen.GetValueOrDefault((from, action, after.State)) + 1;
        if (before is null)
        {
            _pool.Add(after);
            return;
        }

        _pool[place] = after;
        if (action == "batch")
        {
            await LookAtOthersAsync(where);
        }

        if (action == "correct")
        {
            _old[id] = (before.Entry, before.Newest);
        }

        if (after.State == CaseState.Signed && _random.Next(6) == 0)
        {
            _pool.RemoveAt(place);
        }
    }

    // A batch signs whatever else was prepared.
    private async Task LookAtOthersAsync(string where)
    {
        for (var i = 0; i < _pool.Count; i++)
        {
            if (_pool[i] is { State: CaseState.Waiting } before && await ReadAsync(before.Entry.Id) is var after && $"{after}" != $"{before}")
            {
                Check(after, $"{where}: another of the batch");
                Assert.True(Declared.Contains((CaseState.Waiting, "batch", after.State)), $"{where}: the batch led another case to {after.State}.");
                _pool[i] = after;
            }
        }
    }

    private async Task<Guid> DoAsync(string action, Standing? before)
    {
        var id = before?.Entry.Id ?? Guid.Empty;
        switch (action)
        {
            case "log":
                return await RunAsync("hocvien", async (services, ct) => (await services.GetRequiredService<SubmitCase>().LogAsync(_learner, Next(), _random.Next(2) == 0 ? 3 : null, null, ct)).Entry.Id);
            case "again":
                return await RunAsync("hocvien", async (services, ct) => (await services.GetRequiredService<SubmitCase>().LogAsync(_learner, Live(before!).Content, null, null, ct)).Entry.Id);
            case "correct":
                return await CorrectAsync(before!.Entry, before.Newest, Next(before.Newest), "Ghi nhầm");
            case "nothing":
                return await CorrectAsync(before!.Entry, before.Newest, before.Newest.Content, "Ghi nhầm");
            case "correct without a reason":
                return await CorrectAsync(before!.Entry, before.Newest, Next(before.Newest), null);
            case "correct an old form":
                return _old.Remove(id, out var old) ? await CorrectAsync(old.Entry, old.Version, Next(old.Version), "Ghi nhầm") : throw new RuleViolation("Nothing.Old");
            case "withdraw":
                return await RunAsync("hocvien", async (services, ct) =>
                {
                    await services.GetRequiredService<SubmitCase>().WithdrawAsync(before!.Entry, _learner, "Ghi nhầm", ct);
                    return id;
                });
            case "sign":
                return await DecideAsync(before!.Newest, DecisionKind.Signed, _mentor, id);
            case "return":
                return await DecideAsync(before!.Newest, DecisionKind.Returned, _mentor, id);
            case "sign one's own":
                return await DecideAsync(before!.Newest, DecisionKind.Signed, _learner.Participant.PersonId, id);
            case "sign another's learner":
                return await DecideAsync(before!.Newest, DecisionKind.Signed, _elsewhere, id);
            case "sign unseen":
                return await DecideAsync(before!.Newest, DecisionKind.Signed, _mentor, id, new string('0', 64));
            case "sign an old version":
                return before!.Versions.Count > 1 ? await DecideAsync(before.Versions[before.Versions.Count - 2], DecisionKind.Signed, _mentor, id) : throw new RuleViolation("Nothing.Old");
            case "prepare":
                return await RunAsync("huongdan", async (services, ct) =>
                {
                    await services.GetRequiredService<PrepareRating>().KeepAsync(InputOf(before!.Newest, DecisionKind.Signed), ct);
                    return id;
                });
            case "batch":
                return await BatchAsync(before!);
            case "approve":
            case "disapprove":
                return await ApproveAsync(before!, action == "approve" ? DecisionKind.Signed : DecisionKind.Returned);
            default:
                throw new InvalidOperationException(action);
        }
    }

    // A claim of a case that was taken back is free again.
    private static EntryVersion Live(Standing standing) => standing.State == CaseState.Withdrawn ? throw new RuleViolation("Nothing.Live") : standing.Newest;

    private Task<Guid> CorrectAsync(LogbookEntry entry, EntryVersion version, CaseContent content, string? reason) => RunAsync("hocvien", async (services, ct) =>
    {
        var shown = await services.GetRequiredService<TrainingDbContext>().LogbookEntries.AsNoTracking().SingleAsync(e => e.Id == entry.Id, ct);
        var form = shown.CurrentNumber == entry.CurrentNumber ? shown : entry;
        await services.GetRequiredService<SubmitCase>().CorrectAsync(form, version, _learner, content, reason, ct);
        return entry.Id;
    });

    private Task<Guid> DecideAsync(EntryVersion version, DecisionKind kind, Guid mentor, Guid id, string? shown = null) => RunAsync("huongdan", async (services, ct) =>
    {
        var (sign, input) = (services.GetRequiredService<SignCase>(), InputOf(version, kind, shown));
        var request = (await sign.PrepareAsync(input, mentor, ct)).Request;
        await sign.DecideAsync(input, mentor, await ProofAsync(services, request, ct), ct);
        return id;
    });

    // With whatever else was prepared; what can not be signed any more is thrown out first, as the mentor would.
    private Task<Guid> BatchAsync(Standing before) => RunAsync("huongdan", async (services, ct) =>
    {
        var batch = services.GetRequiredService<SignBatch>();
        var db = services.GetRequiredService<TrainingDbContext>();
        var obstacles = (await batch.ReadAsync(ct)).Where(item => item.Obstacle is not null).Select(item => item.Rating.Id).ToArray();
        await db.Set<PreparedRating>().Where(p => obstacles.Contains(p.Id)).ExecuteDeleteAsync(ct);
        await services.GetRequiredService<PrepareRating>().KeepAsync(InputOf(before.Newest, DecisionKind.Signed), ct);
        var items = await batch.ReadAsync(ct);
        var request = SignBatch.RequestOf(items);
        await batch.SignAsync(request.ContentHash, await ProofAsync(services, request, ct), ct);
        return before.Entry.Id;
    });

    private Task<Guid> ApproveAsync(Standing before, DecisionKind kind) => RunAsync("giaovu", async (services, ct) =>
    {
        var db = services.GetRequiredService<TrainingDbContext>();
        var task = await db.Set<TaskRow>().Where(t => t.SubjectId == before.Entry.Id && t.Node == "approve" && t.DoneAt == null).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(ct);
        var approve = services.GetRequiredService<ApproveCase>();
        var shown = task is { } found ? await approve.FindAsync(before.Entry.Id, found, ct) : null;
        var input = new ApprovalInput(before.Entry.Id, task ?? Guid.Empty, kind, kind == DecisionKind.Returned ? "Thiếu phim" : null, shown is null ? "" : ApproveCase.HashOf(shown), SealedTexts.NewSalt());
        await approve.ApproveAsync(input, await ProofAsync(services, (await approve.PrepareAsync(input, ct)).Request, ct), ct);
        return before.Entry.Id;
    });

    private DecisionInput InputOf(EntryVersion version, DecisionKind kind, string? shown = null)
    {
        var comment = kind == DecisionKind.Returned || _random.Next(4) == 0 ? "Ghi rõ tầng" : null;
        return new DecisionInput(version.Id, kind, kind == DecisionKind.Signed ? _random.Next(1, 6) : null, comment, shown ?? version.ContentHash)
        {
            Performance = kind == DecisionKind.Signed ? 4 : null,
            Difficulty = kind == DecisionKind.Signed ? _random.Next(1, 4) : null,
            OpenedAt = Site.Clock.GetUtcNow(),
            Salt = SealedTexts.NewSalt(),
        };
    }

    /// <summary>As after the right password, which is slow on purpose and tested elsewhere.</summary>
    private async Task<SigningProof> ProofAsync(IServiceProvider services, SigningRequest request, CancellationToken ct)
    {
        var (db, user) = (services.GetRequiredService<TrainingDbContext>(), services.GetRequiredService<CurrentUser>());
        var proof = Proof.Of(user.UserId, user.SessionId, request, Site.Clock.GetUtcNow());
        db.Add(proof);
        await db.SaveChangesAsync(ct);
        return new SigningProof(proof.Id, "password", null, 0);
    }

    private CaseContent Next(EntryVersion? corrected = null)
    {
        _cases++;
        var today = Site.Clock.Today();
        var content = corrected?.Content ?? new CaseContent(
            _techniques[_random.Next(2)], Stage.S, today, _learner.Transfer.ReceivingHospitalId, CaseSetting.Planned, CaseRole.Operator, AgeBand.From40To59, Sex.Female, Complexity.Moderate,
            Outcome.Success, null)
        {
            Supervision = Supervision.InTheRoom,
        };
        return content with
        {
            PerformedOn = corrected is null ? today.AddDays(-_cases / 40 % 8) : content.PerformedOn,
            DayNumber = corrected is null ? (_cases % CaseChecks.MostOfADay) + 1 : content.DayNumber,
            Note = $"Lần {_cases}",
            Setting = _random.Next(3) == 0 ? CaseSetting.Emergency : CaseSetting.Planned,
        };
    }

    private async Task<Guid> RunAsync(string account, Func<IServiceProvider, CancellationToken, Task<Guid>> work)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<TrainingDbContext>();
        if (!_accounts.TryGetValue(account, out var user))
        {
            _accounts[account] = user = await Site.DataAsync(async (_, other) =>
            {
                await other.SignInAsync(account);
                return other.GetRequiredService<CurrentUser>();
            });
        }

        services.GetRequiredService<CurrentUser>().SignedIn(user.UserId, user.PersonId, user.Name, user.Grants, await services.GetRequiredService<IOrganizations>().GetAsync(default));
        var id = Guid.Empty;
        await db.WriteAsync(async ct => id = await work(services, ct), default);
        return id;
    }

    private Task<Standing> ReadAsync(Guid id) => Site.DataAsync(async db =>
    {
        var rows = await (from entry in db.LogbookEntries.AsNoTracking()
                          where entry.Id == id
                          join version in db.EntryVersions.AsNoTracking() on entry.Id equals version.EntryId
                          join one in db.Decisions.AsNoTracking() on version.Id equals one.EntryVersionId into decisions
                          from decision in decisions.DefaultIfEmpty()
                          join two in db.Approvals.AsNoTracking() on version.Id equals two.EntryVersionId into approvals
                          from approval in approvals.DefaultIfEmpty()
                          orderby version.Number
                          select new { Entry = entry, Version = version, Decision = decision, Approval = approval }).ToListAsync();
        var runs = await (from run in db.Set<Instance>()
                          where run.SubjectId == id && run.EndedAt == null
                          join one in db.Set<TaskRow>().Where(t => t.DoneAt == null && t.WithdrawnAt == null) on run.Id equals one.InstanceId into tasks
                          from task in tasks.DefaultIfEmpty()
                          select new { run.Id, Node = task == null ? null : task.Node }).ToListAsync();
        return new Standing(
            rows[0].Entry,
            [.. rows.Select(row => row.Version).DistinctBy(version => version.Id)],
            [.. rows.Select(row => row.Decision).OfType<Decision>().DistinctBy(decision => decision.Id)],
            [.. rows.Select(row => row.Approval).OfType<Approval>().DistinctBy(approval => approval.Id)],
            [.. runs.Select(run => run.Node).OfType<string>().Order()],
            runs.Select(run => run.Id).Distinct().Count());
    });

    /// <summary>What holds in each state.</summary>
    private static void Check(Standing case_, string where)
    {
        var (entry, newest) = (case_.Entry, case_.Newest);
        Assert.True(case_.Versions.Select(v => v.Number).SequenceEqual(Enumerable.Range(1, entry.CurrentNumber)), $"{where}: versions {string.Join(',', case_.Versions.Select(v => v.Number))} of {entry.CurrentNumber}");
        Assert.True(case_.Versions.All(v => ContentHash.Of(v) == v.ContentHash), $"{where}: a version changed");
        Assert.True(case_.Decisions.Select(d => d.EntryVersionId).Distinct().Count() == case_.Decisions.Count, $"{where}: two decisions of one version");
        var decision = case_.Decisions.SingleOrDefault(d => d.EntryVersionId == newest.Id);
        var disagreed = case_.Approvals.Any(a => a.EntryVersionId == newest.Id && a.Kind == DecisionKind.Returned);
        string[] asked = [.. case_.Tasks.Where(task => task != "chase")];
        var (holds, tasks) = case_.State switch
        {
            CaseState.Waiting => (decision is null, new[] { "sign" }),
            CaseState.Approving => (decision is { Kind: DecisionKind.Signed } && !disagreed, ["approve"]),
            CaseState.Returned => (decision is { Kind: DecisionKind.Returned } || disagreed, ["correct"]),
            CaseState.Signed => (decision is { Kind: DecisionKind.Signed } && !disagreed, []),
            _ => (true, []),
        };
        Assert.True(holds, $"{where}: {case_.State} with {decision?.Kind}");
        Assert.True(asked.SequenceEqual(tasks), $"{where}: {case_.State} while {string.Join(", ", asked)} waits");
        Assert.True(case_.Running == (tasks.Length > 0 ? 1 : 0), $"{where}: {case_.State} with {case_.Running} running processes");
    }
}
