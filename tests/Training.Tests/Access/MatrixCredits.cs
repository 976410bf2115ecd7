using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Cme.Claims;
using Training.Cme.Rules;
using Training.Cme.Running;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Media.Contracts;
using Training.Modules;
using Training.Organizations.Hospitals;
using Training.Tests.Cme;
using Training.Tests.Media;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;
using Training.Workflows.Expressions;
using Training.Workflows.Running;
using Training.Workflows.Tasks;

namespace Training.Tests.Access;

/// <summary>Activities in each of their states, and entries of a ledger: of the trainee of the matrix at their own hospital, of somebody else elsewhere.</summary>
internal static class MatrixCredits
{
    public static async Task<StateSample> ClaimAsync(Site site, Place place, string state, int number)
    {
        var (person, hospital) = await PersonAsync(site, place);
        var (file, title) = (await FileAsync(site), $"Hội nghị {number}");
        var facts = new ClaimFacts(CmeSite.Delegate, site.Clock.Today().AddDays(-1), site.Clock.Today().AddDays(-1), 1, title, "M");
        var id = Guid.Empty;
        await site.WriteAsync(async (services, ct) => id = await services.GetRequiredService<SubmitClaim>().EnterAsync(person, hospital, facts, file, ct));
        if (state != "Waiting")
        {
            await site.DataAsync(async db =>
            {
                db.Add(new ClaimDecision
                {
                    ClaimId = id,
                    Number = 1,
                    Outcome = state == "Returned" ? ClaimOutcome.Returned : ClaimOutcome.Approved,
                    Reason = state == "Returned" ? "Thiếu dấu" : null,
                    At = site.Clock.GetUtcNow(),
                    ByUserId = Guid.Empty,
                    ByPersonId = null,
                    By = "M",
                });
                await db.SaveChangesAsync();
            });
            var open = await OpenAsync(site, id);
            await site.MoveAsync(open.InstanceId, (machine, ct) => machine.CompleteTaskAsync(open.Token, state == "Returned" ? ClaimProcess.Returned : ClaimProcess.Approved, new Dictionary<string, Value>(), ct));
        }

        var task = state == "Decided" ? Guid.CreateVersion7() : (await OpenAsync(site, id)).Id;
        return MatrixStates.Sample(
            [("id", id), ("number", 1)],
            [
                ("Input.TaskId", $"{task}"), ("Input.Number", "1"), ("Input.Reason", "Thiếu dấu"), ("Input.Activity", CmeSite.Delegate), ("Input.Title", title), ("Input.Organizer", "M"),
                ("Input.To", $"{facts.To:yyyy-MM-dd}"), ("Input.Units", "1"),
            ]);
    }

    public static async Task<StateSample> EntryAsync(Site site, Place place)
    {
        var (person, _) = await PersonAsync(site, place);
        await site.PostAsync(person, (site.Clock.Today(), 100));
        var id = await site.DataAsync(db => db.Set<Training.Cme.Ledger.CreditEntry>().Where(e => e.PersonId == person).OrderByDescending(e => e.Id).Select(e => e.Id).FirstAsync());
        return MatrixStates.Sample([("id", id)], [("Input.Reason", "Ghi nhầm người")]);
    }

    private static Task<(Guid Person, Guid Hospital)> PersonAsync(Site site, Place place) => site.DataAsync(async db =>
    {
        var receiver = MatrixSamples.Transfers[place].Receiver;
        var today = site.Clock.Today();
        var found = await (from hospital in db.Hospitals
                           where hospital.Key == receiver
                           join appointment in db.Set<Appointment>() on hospital.Id equals appointment.HospitalId
                           where appointment.To == null || appointment.To >= today
                           join person in db.Set<Person>() on appointment.PersonId equals person.Id
                           where place != Place.Own || person.Key == Given.Trainee
                           orderby person.Key
                           select new { person.Id, Hospital = hospital.Id }).FirstAsync();
        return (found.Id, found.Hospital);
    });

    private static async Task<TakenFile> FileAsync(Site site)
        => await site.DataAsync((_, services) => services.GetRequiredService<IFileStore>().PutAsync(new MemoryStream(Samples.Png(8, 8)), FileKind.Png, default));

    private static Task<TaskRow> OpenAsync(Site site, Guid claim)
        => site.DataAsync(db => db.Set<TaskRow>().AsNoTracking().SingleAsync(t => t.SubjectId == claim && t.DoneAt == null && t.WithdrawnAt == null));
}
