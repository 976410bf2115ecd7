using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Identity.Users;
using Training.Integrity.Limits;
using Training.Integrity.Questions;
using Training.Logbook.Redaction;
using Training.Media.Contracts;
using Training.Media.Library;
using Training.Modules;
using Training.Organizations.Hospitals;
using Training.Questions.Bank;
using Training.Tests.LearningCurves;
using Training.Tests.Media;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;
using Training.Workflows.Contracts;

namespace Training.Tests.Access;

/// <summary>One account for each role, at the hospitals of one transfer, and one thing of each kind for each place.</summary>
internal sealed class MatrixSamples
{
    /// <summary>Receiver and code of the transfer that stands for a place.</summary>
    public static readonly IReadOnlyDictionary<Place, (string Receiver, string Transfer)> Transfers = new Dictionary<Place, (string Receiver, string Transfer)>
    {
        [Place.Own] = ("bvdk-quang-ninh", Given.Transfer),
        [Place.OtherHospital] = ("bai-chay", "CG-2025-021"),
        [Place.OtherProvince] = ("thong-nhat-dong-nai", "CG-2024-003"),
    };

    private static readonly Dictionary<string, string> DemoAccounts = new()
    {
        [Roles.Trainee] = "hocvien",
        [Roles.Mentor] = "huongdan",
        [Roles.TrainingOffice] = "giaovu",
        [Roles.Coordinator] = "khth",
        [Roles.Director] = "giamdoc",
        [Roles.HealthDepartment] = "soyte",
        [Roles.Ministry] = "boyte",
        [Roles.Administrator] = "quantri",
    };

    private readonly Dictionary<(Place, string), string> _things = [];

    /// <summary>The places that the route's things can lie in.</summary>
    public IReadOnlyList<Place> PlacesOf(MatrixEndpoint endpoint)
    {
        var placed = endpoint.Parameters.Any(p => Find(Place.Own, endpoint, p) is not null);
        var nowhere = endpoint.Parameters.All(p => Find(Place.None, endpoint, p) is not null);
        return placed ? [.. nowhere ? [Place.None] : Array.Empty<Place>(), Place.Own, Place.OtherHospital, Place.OtherProvince] : [Place.None];
    }

    /// <summary>What fills in a part of the route.</summary>
    public string Of(Place place, MatrixEndpoint endpoint, string parameter)
        => Find(place, endpoint, parameter) ?? Find(Place.None, endpoint, parameter)
            ?? throw new InvalidOperationException($"There is no sample for {KeyOf(endpoint, parameter)} of {endpoint.Route}: add one to {nameof(MatrixSamples)}.");

    public static async Task<MatrixSamples> MakeAsync(Site site)
    {
        var samples = new MatrixSamples();
        await site.PublishAsync(Documents.Relay);
        foreach (var (place, transfer) in Transfers)
        {
            await samples.ReadAsync(site, place, transfer.Receiver);
            samples.Keep(place, "processes/id", await InstanceAsync(site, transfer.Receiver));
            samples.Keep(place, "curves/signals/id", await site.PlantSignalAsync(transfer.Transfer));
            samples.Keep(place, "acceptance/id", await site.TransferIdAsync(transfer.Transfer));
            samples.Keep(place, "integrity/id", await QuestionAsync(site, transfer.Transfer, place));
            samples.Keep(place, "redactions/id", await RedactionAsync(site, transfer.Transfer, place));
            samples.Keep(place, "media/id", await LibraryItemAsync(site, transfer.Receiver));
            samples.Keep(place, "cohorts/id", await CohortAsync(site, transfer.Receiver));
            var learner = await LearnerAsync(site, transfer.Transfer, place);
            samples.Keep(place, "courses/personId", learner);
            foreach (var page in new[] { "learners", "grades" })
            {
                samples.Keep(place, $"/courses/{{code}}/{page}/{{personId:guid}} code", Journey.Course);
            }

            samples.Keep(place, "questions/id", await BankQuestionAsync(site, transfer.Receiver));
            foreach (var (key, value) in await MatrixCourses.MakeAsync(site, place, transfer.Receiver, learner))
            {
                samples.Keep(place, key, value);
            }
        }

        foreach (var (key, value) in await CommonAsync(site))
        {
            samples.Keep(Place.None, key, value);
        }

        samples.Keep(Place.None, "media/part", ItemFile.Main);
        samples.Keep(Place.None, "media/language", "vi");
        samples.Keep(Place.None, "media/uploads/id", null);
        samples.Keep(Place.None, "questions/part", 0);
        samples.Keep(Place.None, "questions/new/kind", "single");
        samples.Keep(Place.None, "questions/import/id", null);
        return samples;
    }

    // A group of a hospital.
    private static async Task<Guid> CohortAsync(Site site, string hospitalKey)
    {
        var cohort = new Training.Courses.Cohorts.Cohort { HospitalId = await site.HospitalIdAsync(hospitalKey), Name = "Test", From = site.Clock.Today() };
        await site.DataAsync(async db =>
        {
            db.Add(cohort);
            await db.SaveChangesAsync();
        });
        return cohort.Id;
    }

    // Somebody of a team on the course of the matrix.
    private static Task<Guid> LearnerAsync(Site site, string transferCode, Place place) => site.DataAsync(async db =>
    {
        var course = await db.Set<Training.Courses.Catalogue.Course>().Where(c => c.Code == Journey.Course).Select(c => c.Id).SingleAsync();
        var member = await (from p in db.Set<Training.Transfers.Participants.Participant>()
                            join t in db.Set<Training.Transfers.Agreements.Transfer>() on p.TransferId equals t.Id
                            join person in db.Set<Person>() on p.PersonId equals person.Id
                            where t.Code == transferCode && (place != Place.Own || person.Key == Given.Trainee)
                            orderby p.Id
                            select p.PersonId).FirstAsync();
        if (!await db.Set<Training.Courses.Enrolments.Enrolment>().AnyAsync(e => e.PersonId == member && e.CourseId == course))
        {
            db.Add(new Training.Courses.Enrolments.Enrolment { PersonId = member, CourseId = course, Reason = "test", EnrolledAt = site.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
        }

        return member;
    });

    // A recording in the library of a hospital.
    private static async Task<Guid> LibraryItemAsync(Site site, string hospitalKey)
    {
        var hospital = await site.HospitalIdAsync(hospitalKey);
        var taken = await site.PutAsync(SoundSamples.Ogg(), FileKind.OggAudio);
        return await site.DataAsync(async db =>
        {
            var now = site.Clock.GetUtcNow();
            var item = new LibraryItem { HospitalId = hospital, Kind = MediaKind.Audio, UploadId = Guid.CreateVersion7(), AddedById = Guid.CreateVersion7(), AddedByName = "test", AddedAt = now };
            item.Describe("Test", null, null);
            db.Add(item);
            db.Add(new ItemFile { ItemId = item.Id, Part = ItemFile.Main, Hash = taken.Hash, Kind = taken.Kind, Bytes = taken.Size, StoredAt = now });
            await db.SaveChangesAsync();
            return item.Id;
        });
    }

    // A question of a hospital that has a picture, so that its picture is there to ask for.
    private static async Task<Guid> BankQuestionAsync(Site site, string hospitalKey)
    {
        var hospital = await site.HospitalIdAsync(hospitalKey);
        var image = await site.PutAsync(Samples.Png(24, 24));
        var body = MatrixCourses.Picture(image.Hash);
        var id = Guid.Empty;
        await site.WriteAsync((services, _) =>
        {
            id = services.GetRequiredService<SaveQuestion>().Add(hospital, body, new Labels("Test", [], [])).Id;
            return Task.CompletedTask;
        });
        return id;
    }

    /// <summary>Signed in as somebody with just this role.</summary>
    public static async Task<Visitor> SignedInAsync(Site site, string role)
    {
        if (role == AuthorizationMatrix.Visitor)
        {
            return site.Visitor();
        }

        if (DemoAccounts.TryGetValue(role, out var account))
        {
            return await site.SignedInAsync(account);
        }

        var email = $"{role}@matrix.local".ToLowerInvariant();
        await site.DataAsync(async (db, services) =>
        {
            var user = new User { UserName = email, Email = email, EmailConfirmed = true, DisplayName = role };
            Assert.True((await services.GetRequiredService<UserManager<User>>().CreateAsync(user, Visitor.DemoPassword)).Succeeded);
            db.Add(new RoleGrant
            {
                UserId = user.Id,
                Role = role,
                Kind = ScopeKind.Hospital,
                HospitalId = await db.Hospitals.Where(h => h.Key == "bvdk-quang-ninh").Select(h => h.Id).SingleAsync(),
                From = new DateOnly(2020, 1, 1),
                GrantedBy = "test",
                Reason = "test",
            });
            return await db.SaveChangesAsync();
        });
        return await site.SignedInAsync(email);
    }

    // A process on its way that concerns a hospital.
    private static async Task<Guid> InstanceAsync(Site site, string hospitalKey)
    {
        var (hospital, id) = (await site.HospitalIdAsync(hospitalKey), Guid.Empty);
        await site.WriteAsync(async (services, ct) => id = await services.GetRequiredService<IProcesses>().StartAsync(
            "relay", new Subject("Test", Guid.CreateVersion7()), new Concerned(null, hospital, null), new Dictionary<string, object>(), ct));
        return id;
    }

    // A question that is with the training office; at their own place the trainee and the mentor of the matrix were asked.
    private static Task<Guid> QuestionAsync(Site site, string transferCode, Place place) => site.DataAsync(async db =>
    {
        var transfer = await db.Set<Training.Transfers.Agreements.Transfer>().SingleAsync(t => t.Code == transferCode);
        var members = db.Set<Training.Transfers.Participants.Participant>().Where(p => p.TransferId == transfer.Id);
        var member = await (from p in members
                            join person in db.Set<Person>() on p.PersonId equals person.Id
                            where place != Place.Own || person.Key == Given.Trainee
                            orderby p.Id
                            select p).FirstAsync();
        var question = new Question
        {
            Pattern = Pattern.ManyCases,
            Day = site.Clock.Today(),
            ParticipantId = member.Id,
            TransferId = transfer.Id,
            GivingHospitalId = transfer.GivingHospitalId,
            TraineePersonId = member.PersonId,
            MentorPersonId = await db.Set<Training.Transfers.Participants.Supervision>().Where(s => s.TransferId == transfer.Id).OrderBy(s => s.Id).Select(s => s.MentorPersonId).FirstAsync(),
            Count = 1,
            LimitId = await db.Set<Limit>().Where(l => l.Pattern == Pattern.ManyCases).Select(l => l.Id).FirstAsync(),
            AskedAt = site.Clock.GetUtcNow(),
            InstanceId = Guid.CreateVersion7(),
        };
        db.AddRange(question, new HandOver { QuestionId = question.Id, At = site.Clock.GetUtcNow() });
        await db.SaveChangesAsync();
        return question.Id;
    });

    // That somebody else asks to remove the note of a case.
    private static Task<Guid> RedactionAsync(Site site, string transferCode, Place place) => site.DataAsync(async db =>
    {
        var found = await (from transfer in db.Set<Training.Transfers.Agreements.Transfer>()
                           where transfer.Code == transferCode
                           join entry in db.Set<Training.Logbook.Entries.LogbookEntry>() on transfer.Id equals entry.TransferId
                           join learner in db.Set<Person>() on entry.PersonId equals learner.Id
                           where place != Place.Own || learner.Key == Given.Trainee
                           orderby entry.Id
                           select new { entry.Id, Version = db.Set<Training.Logbook.Entries.EntryVersion>().First(v => v.EntryId == entry.Id).Id }).FirstAsync();
        var request = new RedactionRequest
        {
            EntryId = found.Id,
            ReasonId = await db.Set<RedactionReason>().OrderBy(r => r.Position).Select(r => r.Id).FirstAsync(),
            AskedByUserId = Guid.CreateVersion7(),
            AskedByPersonId = await db.Set<Person>().Where(p => p.Key == "le-minh-duc").Select(p => p.Id).SingleAsync(),
            AskedBy = "x",
            AskedAt = site.Clock.GetUtcNow(),
        };
        db.AddRange(request, new RedactionTarget { RequestId = request.Id, RecordId = found.Version, Field = "note", Number = 1 });
        await db.SaveChangesAsync();
        return request.Id;
    });

    // Things that lie nowhere, and ids of things that are not there.
    private static async Task<IReadOnlyDictionary<string, object?>> CommonAsync(Site site) => new Dictionary<string, object?>
    {
        ["account/email/token"] = "x",
        ["account/first-run/token"] = "x",
        ["account/reset/token"] = "x",
        ["account/passkeys/id"] = "x",
        ["admin/audit/index"] = 0,
        ["admin/export/name"] = "hospitals",
        ["admin/export/format"] = "csv",
        ["admin/import/name"] = "hospitals",
        ["admin/people/merges/id"] = null,
        ["admin/processes/key"] = "relay",
        ["admin/provinces/code"] = "22",
        ["admin/techniques/id"] = await site.TechniqueIdAsync("pedicle-screw"),
        ["api/rest"] = "nothing",
        ["api/v1/logbook/id"] = Guid.Empty,
        ["api/v1/logbook/key"] = Guid.Empty,
        ["api/v1/logbook/number"] = 1,
        ["api/v1/signoffs/versionId"] = Guid.Empty,
        ["courses/code"] = Journey.Course,
        ["curves/settings/code"] = "GKT-09",
        ["curves/settings/number"] = 1,
        ["curves/settings/technique"] = "pedicle-screw",
        ["courses/number"] = 1,
        ["logbook/place"] = 1,
        ["courses/format"] = "csv",
        ["courses/id"] = null,
        ["activities/works/number"] = 1,
        ["activities/works/file"] = 1,
        ["quiz/attempts/number"] = 1,
        ["quiz/attempts/part"] = 0,
        ["error/code"] = 404,
        ["logbook/taskId"] = Guid.Empty,
        ["openapi/documentName"] = "v1",
        ["techniques/key"] = "pedicle-screw",
        ["techniques/packages/code"] = "GKT-09",
    };

    private async Task ReadAsync(Site site, Place place, string hospitalKey)
    {
        var found = await site.DataAsync(async db =>
        {
            var code = Transfers[place].Transfer;
            return new
            {
                Member = await (from t in db.Set<Training.Transfers.Agreements.Transfer>()
                                where t.Code == code
                                join e in db.Set<Training.Logbook.Entries.LogbookEntry>() on t.Id equals e.TransferId
                                join p in db.Set<Person>() on e.PersonId equals p.Id
                                where place != Place.Own || p.Key == Given.Trainee
                                orderby e.Id
                                select (Guid?)e.ParticipantId).FirstOrDefaultAsync(),
                Hospital = await db.Hospitals.SingleAsync(h => h.Key == hospitalKey),
                Appointment = await db.Appointments
                    .Where(a => db.Set<Training.Organizations.Hospitals.Hospital>().Any(h => h.Id == a.HospitalId && h.Key == hospitalKey) && a.To == null)
                    .OrderBy(a => a.Id)
                    .FirstOrDefaultAsync(),
                Department = await db.Set<Training.Organizations.Departments.Department>()
                    .Where(d => db.Set<Training.Organizations.Hospitals.Hospital>().Any(h => h.Id == d.HospitalId && h.Key == hospitalKey))
                    .Select(d => (Guid?)d.Id)
                    .FirstOrDefaultAsync(),
            };
        });
        Keep(place, "logbook/members/participantId", found.Member);
        Keep(place, "curves/members/participantId", found.Member);
        Keep(place, "admin/hospitals/id", found.Hospital.Id);
        Keep(place, "admin/hospitals/kind", "name");
        Keep(place, "hospitals/key", hospitalKey);
        Keep(place, "hospitals/id", found.Department);
        Keep(place, "people/id", found.Appointment?.PersonId);
        Keep(place, "cme/people/id", found.Appointment?.PersonId);
        Keep(place, "people/appointmentId", found.Appointment?.Id);
    }

    // A sample for this very route counts before one for everything of its kind.
    private string? Find(Place place, MatrixEndpoint endpoint, string parameter)
    {
        string[] keys = [endpoint.Route.Split('?')[0] + " " + parameter, PathTo(endpoint, parameter), KeyOf(endpoint, parameter)];
        return keys.Select(key => _things.GetValueOrDefault((place, key))).FirstOrDefault(value => value is not null);
    }

    // Every name before the part, and its own: "courses/quiz/key".
    private static string PathTo(MatrixEndpoint endpoint, string parameter)
        => string.Join('/', endpoint.Route.Split('/', '?').Skip(1).TakeWhile(s => !s.StartsWith($"{{{parameter}", StringComparison.Ordinal)).Where(s => !s.Contains('{')).Append(parameter));

    // What the route is about, and the name of the part: "transfers/code".
    private static string KeyOf(MatrixEndpoint endpoint, string parameter)
        => string.Join('/', endpoint.Route.Split('/', '?').Skip(1).TakeWhile(s => !s.StartsWith('{'))) + "/" + parameter;

    private void Keep(Place place, string key, object? value) => _things[(place, key)] = value?.ToString() ?? Guid.Empty.ToString();
}
