using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Acceptance.Council;
using Training.Acceptance.Readiness;
using Training.Acceptance.Story;
using Training.Certification.Issuing;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.Sessions;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;
using Training.Transfers.Agreements;
using Training.Transfers.Participants;

namespace Training.Tests.Acceptance;

/// <summary>The steps by which a team is accepted, each over HTTP by whose turn it is; the demo's spine surgery from Việt Đức to Quảng Ninh.</summary>
internal sealed record Walk(Site Site, Guid TransferId)
{
    public const string Address = "/transfers/CG-2026-014/acceptance";

    /// <summary>Accounts of the council: two of the giver, one of the receiver.</summary>
    public static readonly string[] Council = ["huongdan", "giamdoc", "khth"];

    /// <summary>Nine o'clock on the first Monday of March: the working days after it have no holiday between them, whatever the year.</summary>
    public static readonly DateTimeOffset Opening = FirstMonday(TimeProvider.System.GetUtcNow().Year + 1);

    /// <summary>A day so many months after the opening.</summary>
    public static DateOnly DayAfter(int months) => DateOnly.FromDateTime(Opening.AddMonths(months).Date);

    public string Task(string last) => $"/acceptance/{TransferId}/{last}";

    private static DateTimeOffset FirstMonday(int year)
        => Enumerable.Range(1, 7).Select(day => new DateTimeOffset(year, 3, day, 2, 0, 0, TimeSpan.Zero)).Single(day => day.DayOfWeek == DayOfWeek.Monday);

    public static async Task<Walk> StartAsync(Database database)
    {
        var site = await Site.StartAsync(database);

        site.Clock.StandsAt = Opening;
        return new Walk(site, await site.TransferIdAsync(Given.Transfer));
    }

    /// <summary>Gives each place in the team a certificate that has none.</summary>
    /// <param name="but">A place that stays without: its certificates are revoked.</param>
    public Task CertifyAsync(TeamRole? but = null) => Site.DataAsync(async (db, services) =>
    {
        var transfer = await db.Transfers.SingleAsync(t => t.Id == TransferId);
        var package = (await services.GetRequiredService<ITechniques>().GetAsync(default)).Package(transfer.PackageVersionId);
        var team = await db.Set<Participant>().Where(p => p.TransferId == TransferId).ToListAsync();
        foreach (var role in package.Targets.Select(t => t.Role).Distinct())
        {
            var ids = team.Where(p => p.Role == role).Select(p => p.Id).ToArray();
            var valid = await db.Certificates.Where(c => ids.Contains(c.ParticipantId) && !db.Set<Revocation>().Any(r => r.CertificateId == c.Id)).ToListAsync();
            if (role == but)
            {
                db.AddRange(valid.Select(c => new Revocation { CertificateId = c.Id, RevokedAt = Site.Clock.GetUtcNow(), RevokedBy = "test", Reason = "test" }));
            }
            else if (valid.Count == 0)
            {
                var member = team.FirstOrDefault(p => p.Role == role && !db.Certificates.Any(c => c.ParticipantId == p.Id)) ?? await JoinAsync(db, role);
                db.Add(new Certificate
                {
                    Number = $"T/{role}",
                    Token = SecretToken.Create()[..20],
                    ParticipantId = member.Id,
                    PersonId = member.PersonId,
                    PackageVersionId = transfer.PackageVersionId,
                    IssuerHospitalId = transfer.GivingHospitalId,
                    HolderHospitalId = transfer.ReceivingHospitalId,
                    HolderName = "M",
                    HolderRole = role,
                    HolderHospital = "M",
                    HolderHospitalEn = "M",
                    Issuer = "M",
                    IssuerEn = "M",
                    TransferCode = transfer.Code,
                    PackageVi = "M",
                    PackageEn = "M",
                    IssuedAt = Site.Clock.GetUtcNow(),
                });
            }
        }

        return await db.SaveChangesAsync();
    });

    // A certificate that is revoked stays revoked: somebody else of the trade joins the team.
    private async Task<Participant> JoinAsync(TrainingDbContext db, TeamRole role)
    {
        var other = await db.People.SingleAsync(p => p.Key == "luc-thi-hoai");
        var member = new Participant { TransferId = TransferId, PersonId = other.Id, Role = role, From = DateOnly.FromDateTime(Site.Clock.GetUtcNow().Date).AddDays(-30) };
        db.Add(member);
        await db.SaveChangesAsync();
        return member;
    }

    public Task<IReadOnlyList<Guid>> ItemsAsync() => Site.DataAsync<IReadOnlyList<Guid>>(async db =>
    {
        var version = await db.Transfers.Where(t => t.Id == TransferId).Select(t => t.PackageVersionId).SingleAsync();
        return await db.Set<ReadinessItem>().Where(i => i.PackageVersionId == null || i.PackageVersionId == version).OrderBy(i => i.Position).Select(i => i.Id).ToListAsync();
    });

    public static Task<Answer> StampAsync(Visitor visitor, Answer page, Guid item, bool ready = true, string? note = null)
        => visitor.SubmitAsync(page, new() { ["Input.Item"] = $"{item}", ["Input.Ready"] = ready ? "true" : "false", ["Input.Note"] = note ?? "" });

    /// <summary>Everything is in place at the receiving hospital.</summary>
    public async Task GetReadyAsync()
    {
        var coordinator = await Site.SignedInAsync("khth");
        foreach (var item in await ItemsAsync())
        {
            var stamped = await StampAsync(coordinator, await coordinator.GetAsync(Address), item, note: "Biên bản bàn giao ngày 12");
            Assert.True(stamped.IsRedirect, $"{stamped.Status} {string.Join(' ', stamped.Errors)}");
        }
    }

    public async Task<IReadOnlyList<Guid>> PeopleAsync(params string[] accounts)
    {
        var people = new List<Guid>();
        foreach (var account in accounts)
        {
            people.Add(await Site.DataAsync(db => db.Set<Training.Identity.Users.User>().Where(u => u.Email == account + "@demo.local").Select(u => u.PersonId!.Value).SingleAsync()));
        }

        return people;
    }

    /// <summary>Asks for acceptance with these people; what is sent is what a browser would send.</summary>
    public static async Task<Answer> OpenAsync(Visitor office, Answer form, IEnumerable<Guid> council)
    {
        var (address, fields) = Visitor.FormOf(form, []);
        return await office.PostAsync(address, [.. fields, .. council.Select(id => new KeyValuePair<string, string>("Input.Council", $"{id}"))]);
    }

    /// <summary>From nothing to a council that votes.</summary>
    public static async Task<Walk> VotingAsync(Database database)
    {
        var walk = await StartAsync(database);
        await walk.CertifyAsync();
        await walk.GetReadyAsync();
        var office = await walk.Site.SignedInAsync("giaovu");
        var opened = await OpenAsync(office, await office.GetAsync(walk.Task("open")), await walk.PeopleAsync(Council));
        Assert.True(opened.Location == Address, $"{opened.Status} {string.Join(' ', opened.Errors)} {opened.Text}");
        return walk;
    }

    public static Dictionary<string, string?> Ballot(VoteKind kind, string? comment = null) => new() { ["Input.Kind"] = $"{kind}", ["Input.Comment"] = comment ?? "" };

    public async Task VoteAsync(string account, VoteKind kind, string? comment = null)
    {
        var member = await Site.SignedInAsync(account);
        Passed(await member.SubmitAsync(await member.GetAsync(Task("vote")), Ballot(kind, comment)));
    }

    public async Task AllVoteAsync(VoteKind kind = VoteKind.Accept, string? comment = null)
    {
        foreach (var account in Council)
        {
            await VoteAsync(account, kind, comment);
        }
    }

    public async Task WriteMinutesAsync(string number = "12/BB-NT")
    {
        var office = await Site.SignedInAsync("giaovu");
        Passed(await office.SubmitAsync(
            await office.GetAsync(Task("minutes/write")),
            new() { ["Input.Number"] = number, ["Input.On"] = $"{Site.Clock.Today():yyyy-MM-dd}", ["Input.Place"] = "Bệnh viện Đa khoa tỉnh Quảng Ninh", ["Input.Conclusion"] = "Ê-kíp đạt yêu cầu của gói kỹ thuật." }));
    }

    public static Dictionary<string, string?> Proof(string? reason = null, string password = Visitor.DemoPassword) => new() { ["Input.Reason"] = reason ?? "", ["Input.Password"] = password };

    public async Task SignAsync(string account)
    {
        var director = await Site.SignedInAsync(account);
        Passed(await director.SubmitAsync(await director.GetAsync(Task("sign")), Proof(), Journey.SignButton));
    }

    public async Task NoteAsync()
    {
        var department = await Site.SignedInAsync("soyte");
        Passed(await department.SubmitAsync(await department.GetAsync(Task("note")), new() { ["Input.Number"] = "88/SYT-NVY", ["Input.Text"] = "" }));
    }

    /// <summary>From a council that votes to a team that is accepted.</summary>
    public async Task AcceptAsync()
    {
        await AllVoteAsync();
        await WriteMinutesAsync();
        await SignAsync("giamdocqn");
        await SignAsync("giamdoc");
        await NoteAsync();
    }

    /// <summary>Some time later, with everything done that came due.</summary>
    public async Task PassAsync(DateTimeOffset until)
    {
        Site.Clock.StandsAt = until;
        await Site.RunDueAsync();
    }

    public async Task AnswerAsync(bool still, int cases, int independent, string? reason = null)
    {
        var coordinator = await Site.SignedInAsync("khth");
        Passed(await coordinator.SubmitAsync(await coordinator.GetAsync(Task("follow-up")), Reply(still, cases, independent, reason)));
    }

    public static Dictionary<string, string?> Reply(bool? still, int cases, int independent, string? reason = null) => new()
    {
        ["Input.StillDone"] = still is null ? null : still.Value ? "true" : "false",
        ["Input.Cases"] = $"{cases}",
        ["Input.Independent"] = $"{independent}",
        ["Input.Reason"] = reason ?? "",
    };

    /// <summary>Where the newest case stands, by its rows.</summary>
    public Task<CasePhase> PhaseAsync() => Site.DataAsync(async (_, services) => (await services.GetRequiredService<CaseReader>().NewestAsync(TransferId, default))!.Phase);

    public Task<CaseStory> StoryAsync() => Site.DataAsync(async (_, services) => (await services.GetRequiredService<CaseReader>().NewestAsync(TransferId, default))!);

    public Task<IReadOnlyList<TransferStamp>> StampsAsync() => Site.DataAsync<IReadOnlyList<TransferStamp>>(db => Read(db.Set<TransferStamp>().Where(s => s.TransferId == TransferId).OrderBy(s => s.On)));

    private static async Task<IReadOnlyList<TransferStamp>> Read(IQueryable<TransferStamp> stamps) => await stamps.ToListAsync();

    /// <summary>It went through and leads back to the case.</summary>
    public static void Passed(Answer answer) => Assert.True(answer.Location == Address, $"{answer.Status} {string.Join(' ', answer.Errors)} {answer.Text}");
}
