using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Certification.Cme;
using Training.Certification.Issuing;
using Training.Courses.Completion;
using Training.Identity.Sessions;
using Training.Logbook.Contracts;
using Training.Logbook.Tallies;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;
using Training.Transfers.Agreements;
using Training.Transfers.Participants;
using Training.Workflows.Expressions;
using Training.Workflows.Running;

namespace Training.Tests.Access;

/// <summary>Requests for certificates in each of their states, and CME certificates.</summary>
internal static class MatrixRequests
{
    /// <summary>A member who has met every target, and a request that has come so far.</summary>
    public static async Task<StateSample> AskedAsync(Site site, (Transfer Transfer, Participant Member) agreed, string state)
    {
        var (transfer, member) = agreed;
        await MeetAsync(site, transfer, member);
        await site.WriteAsync(async (services, ct) =>
        {
            foreach (var handler in services.GetServices<IHandle<CaseSigned>>())
            {
                await handler.HandleAsync(new CaseSigned(Guid.CreateVersion7(), member.Id, site.Clock.GetUtcNow()), ct);
            }
        });
        if (state is "Completing" or "Signing" or "Decided")
        {
            await DoAsync(site, member.Id, state == "Completing" ? "refused" : "approved");
        }

        var task = await OpenAsync(site, member.Id);
        if (state == "Decided")
        {
            await DoAsync(site, member.Id, "signed");
        }

        var hash = await site.DataAsync(async (_, services) => (await services.GetRequiredService<Dossiers>().ReadAsync(member.Id, default)).Hash);
        return MatrixStates.Sample(
            [("participantId", member.Id)],
            [("Input.TaskId", $"{task.Id}"), ("Input.ShownHash", hash), ("Input.Reason", "Thiếu biên bản hội chẩn"), ("Input.Password", Visitor.DemoPassword)]);
    }

    public static async Task<StateSample> CreditAsync(Site site, (Transfer Transfer, Participant Member) agreed, int number)
    {
        var (transfer, member) = agreed;
        return await site.DataAsync(async db =>
        {
            var now = site.Clock.GetUtcNow();
            var course = await db.Set<Training.Courses.Catalogue.Course>()
                .Where(c => !db.Set<CmeClaim>().Any(x => x.CourseId == c.Id && x.PersonId == member.PersonId)).OrderBy(c => c.Code).Select(c => c.Id).FirstAsync();
            var claim = new CmeClaim
            {
                PersonId = member.PersonId,
                CourseId = course,
                ParticipantId = member.Id,
                IssuerHospitalId = transfer.GivingHospitalId,
                HolderHospitalId = transfer.ReceivingHospitalId,
                Periods = 1,
                Score = 10,
                CompletedAt = now,
                IsHistory = true,
            };
            var certificate = new CmeCertificate
            {
                Number = $"MC/{number}",
                Token = SecretToken.Create()[..20],
                ClaimId = claim.Id,
                PersonId = claim.PersonId,
                IssuerHospitalId = claim.IssuerHospitalId,
                HolderHospitalId = claim.HolderHospitalId,
                HolderName = "M",
                HolderHospital = "M",
                HolderHospitalEn = "M",
                Issuer = "M",
                IssuerEn = "M",
                CourseVi = "M",
                CourseEn = "M",
                TransferCode = transfer.Code,
                Periods = 1,
                CreditHours = 1,
                RuleVi = "M",
                RuleEn = "M",
                RuleReference = "M",
                CompletedAt = now,
                IssuedAt = now,
            };
            db.AddRange(claim, certificate);
            await db.SaveChangesAsync();
            return MatrixStates.Sample([("id", certificate.Id)], []);
        });
    }

    // By sums of cases; the cases of the demo's learner at the place are shown by their own pages.
    private static Task<int> MeetAsync(Site site, Transfer transfer, Participant member) => site.DataAsync(async (db, services) =>
    {
        var package = (await services.GetRequiredService<ITechniques>().GetAsync(default)).Package(transfer.PackageVersionId);
        db.AddRange(package.Targets.Where(t => t.Role == member.Role).Select(t => new Tally
        {
            ParticipantId = member.Id,
            TechniqueId = t.TechniqueId,
            Stage = t.Stage,
            Entrustment = t.MinEntrustment,
            HospitalId = transfer.ReceivingHospitalId,
            Signed = t.Count,
            Emergency = t.Count,
            Difficult = t.Count,
            ManagedComplication = t.Count,
        }));
        if (package.TheoryCourseId is { } course && !await db.Set<CourseCompletion>().AnyAsync(c => c.PersonId == member.PersonId && c.CourseId == course))
        {
            db.Add(CourseCompletion.Of(member.PersonId, course, 1, 100, site.Clock.GetUtcNow()));
        }

        return await db.SaveChangesAsync();
    });

    private static Task<TaskRow> OpenAsync(Site site, Guid participant)
        => site.DataAsync(db => db.Set<TaskRow>().AsNoTracking().SingleAsync(t => t.SubjectId == participant && t.DoneAt == null && t.WithdrawnAt == null));

    private static async Task DoAsync(Site site, Guid participant, string outcome)
    {
        var task = await OpenAsync(site, participant);
        await site.MoveAsync(task.InstanceId, (machine, ct) => machine.CompleteTaskAsync(task.Token, outcome, new Dictionary<string, Value>(), ct));
    }
}
