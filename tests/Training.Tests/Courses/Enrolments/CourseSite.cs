using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Courses.Catalogue;
using Training.Courses.Contracts;
using Training.Courses.Enrolments;
using Training.Courses.Lessons;
using Training.Courses.Outline;
using Training.Courses.Progress;
using Training.Data;
using Training.Identity.People;
using Training.Modules;
using Training.Tests.Support;

namespace Training.Tests.Courses.Enrolments;

/// <summary>Small courses to enrol in, and what offices do with them over their forms.</summary>
internal static class CourseSite
{
    public const string Code = "THU-01";
    public const string Hospital = "bvdk-quang-ninh";
    public const string Colleague = "le-minh-duc";

    /// <summary>Publishes a course of one lesson and so many items with a score, and returns their keys, the lesson's first.</summary>
    public static async Task<Guid[]> PublishAsync(this Site site, string code = Code, int scored = 0, string? hospital = null, Joining joining = Joining.Open, string title = "Khóa thử nghiệm", string? titleEn = null, Guid? publisher = null)
    {
        Guid? hospitalId = hospital is null ? null : await site.HospitalIdAsync(hospital);
        return await site.DataAsync(async db =>
        {
            var (keys, _) = Add(db, site.Clock.GetUtcNow(), (code, title, titleEn), hospitalId, joining, scored, publisher);
            await db.SaveChangesAsync();
            return keys;
        });
    }

    public static (Guid[] Keys, Course Course) Add(TrainingDbContext db, DateTimeOffset now, (string Code, string Title, string? TitleEn) names, Guid? hospitalId, Joining joining, int scored, Guid? publisher = null)
    {
        var course = new Course { Code = names.Code, HospitalId = hospitalId, TitleVi = names.Title, TitleEn = names.TitleEn ?? names.Title, SummaryVi = "Tóm tắt", SummaryEn = "Summary", Hours = 4, Joining = joining };
        var version = new CourseVersion { CourseId = course.Id, Number = 1, TitleVi = names.Title, TitleEn = names.TitleEn, SummaryVi = "Tóm tắt", Hours = 4, BegunAt = now };
        version.Publish(now, publisher, null, null);
        course.Publish(version, now);
        var section = new Section { VersionId = version.Id, Number = 1, TitleVi = "Nội dung" };
        var lesson = new Lesson { BodyVi = "Nội dung bài đọc.", FrozenAt = now };
        db.AddRange(course, version, section, lesson);
        var items = new List<Item> { ItemOf(section, 1, "lesson", lesson.Id, "Bài đọc", ItemFinish.Seen) };
        items.AddRange(Enumerable.Range(2, scored).Select(number => ItemOf(section, number, "quiz", Guid.CreateVersion7(), $"Bài kiểm tra {number - 1}", ItemFinish.Score)));
        db.AddRange(items);
        return ([.. items.Select(i => i.Key)], course);
    }

    public static Task<Guid> CourseIdAsync(this Site site, string code = Code) => site.DataAsync(db => db.Courses.Where(c => c.Code == code).Select(c => c.Id).SingleAsync());

    /// <summary>Puts somebody on a course, as an office or another module does.</summary>
    public static async Task EnrolAsync(this Site site, string person, string code = Code, string reason = "Kế hoạch")
    {
        var (id, course) = (await site.PersonIdAsync(person), await site.CourseIdAsync(code));
        await site.DataAsync(async (_, services) =>
        {
            await services.GetRequiredService<ICourses>().EnrolAsync(id, course, reason, default);
            return true;
        });
    }

    /// <summary>Somebody reached so many percent at an item.</summary>
    public static async Task ScoreAsync(this Site site, string person, Guid key, decimal percent, string code = Code)
    {
        var (id, course) = (await site.PersonIdAsync(person), await site.CourseIdAsync(code));
        await site.DataAsync(async (db, services) =>
        {
            var content = await db.Items.Where(i => i.Key == key).Select(i => i.ContentId).FirstAsync();
            await db.WriteAsync(inner => services.GetRequiredService<RecordProgress>().AddAsync(id, course, key, new ItemEvidence(content, site.Clock.GetUtcNow()) { Score = percent }, inner), default);
            return true;
        });
    }

    public static async Task<Enrolment?> EnrolmentAsync(this Site site, string person, string code = Code)
    {
        var (id, course) = (await site.PersonIdAsync(person), await site.CourseIdAsync(code));
        return await site.DataAsync(db => db.Enrolments.AsNoTracking().SingleOrDefaultAsync(e => e.PersonId == id && e.CourseId == course));
    }

    /// <summary>Ticks these people and sends the form.</summary>
    public static Task<Answer> ChooseAsync(this Visitor office, Answer page, string form, IEnumerable<Guid> people, Dictionary<string, string?>? values = null)
    {
        var (address, fields) = Visitor.FormOf(page, values ?? [], $"button[form={form}]");
        return office.PostAsync(address, [.. fields, .. people.Select(id => new KeyValuePair<string, string>("Input.People", $"{id}"))]);
    }

    /// <summary>The form had its effect.</summary>
    public static void Stored(this Answer answer) => Assert.True(answer.IsRedirect, $"{answer.Status} {string.Join(' ', answer.Errors)} {answer.Text}");

    /// <summary>What somebody sends who has no such form: with the token of another page of theirs.</summary>
    public static async Task<Answer> PostWithTokenAsync(this Visitor visitor, string address, string handler, Dictionary<string, string> values, string tokenFrom = "/courses")
    {
        var token = (await visitor.GetAsync(tokenFrom)).Page.QuerySelector("input[name='__RequestVerificationToken']")!.GetAttribute("value")!;
        return await visitor.PostAsync($"{address}?handler={handler}", [new("__RequestVerificationToken", token), new("_key", $"{Guid.CreateVersion7():N}"), .. values]);
    }

    /// <summary>Makes a group and puts people in it.</summary>
    /// <returns>Its address.</returns>
    public static async Task<string> MakeCohortAsync(this Visitor office, string name, params Guid[] people)
    {
        var made = await office.SubmitAsync(await office.GetAsync("/cohorts"), new() { ["Input.Name"] = name });
        made.Stored();
        if (people.Length > 0)
        {
            await office.AddToCohortAsync(made.Location!, people);
        }

        return made.Location!;
    }

    public static async Task AddToCohortAsync(this Visitor office, string address, params Guid[] people)
    {
        (await office.ChooseAsync(await office.GetAsync($"{address}/add"), "add-form", people)).Stored();
    }

    /// <summary>People with an appointment at a hospital, many at once.</summary>
    public static async Task<Guid[]> PeopleAsync(this Site site, int count, string hospital = Hospital)
    {
        var (hospitalId, today) = (await site.HospitalIdAsync(hospital), site.Clock.Today());
        return await site.DataAsync(async db =>
        {
            var made = new List<Guid>(count);
            for (var number = 0; number < count; number++)
            {
                var person = new Person { Key = $"nv-{number}", FullName = $"Nguyễn Thị Số {number:0000}", Title = "ĐD" };
                person.Named();
                db.AddRange(person, new Appointment { PersonId = person.Id, HospitalId = hospitalId, Department = "Khoa Nội", Position = "Điều dưỡng", From = today.AddYears(-3) });
                made.Add(person.Id);
            }

            await db.SaveChangesAsync();
            return made.ToArray();
        });
    }

    private static Item ItemOf(Section section, int number, string kind, Guid content, string title, ItemFinish finish) => new()
    {
        VersionId = section.VersionId,
        SectionId = section.Id,
        Key = Guid.CreateVersion7(),
        Number = number,
        Kind = kind,
        ContentId = content,
        TitleVi = title,
        IsRequired = true,
        Finish = finish,
        LeastScore = finish == ItemFinish.Score ? 70 : null,
        Minutes = 10,
    };
}
