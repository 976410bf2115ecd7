using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Activities.Assignments;
using Training.Activities.Sessions;
using Training.Courses.Catalogue;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.Users;
using Training.Media.Contracts;
using Training.Modules;
using Training.Questions.Model;
using Training.Questions.Quizzes;
using Training.Tests.Activities;
using Training.Tests.Media;
using Training.Tests.Quizzes;
using Training.Tests.Scorm;
using Training.Tests.Support;

namespace Training.Tests.Access;

/// <summary>A course of a hospital with an item of every kind, and one learner of that place who has begun each.</summary>
internal sealed class MatrixCourses
{
    /// <summary>Where a course of each place belongs; authors of the matrix are at the first.</summary>
    private static readonly Dictionary<Place, (string Code, string Hospital)> Courses = new()
    {
        [Place.Own] = ("KH-01", "viet-duc"),
        [Place.OtherHospital] = ("KH-02", "bai-chay"),
        [Place.OtherProvince] = ("KH-03", "thong-nhat-dong-nai"),
    };

    private readonly Dictionary<string, object> _things = [];
    private readonly Site _site;
    private readonly Writing _course;
    private readonly Visitor _learner;

    private MatrixCourses(Site site, Writing course, Visitor learner) => (_site, _course, _learner) = (site, course, learner);

    private Visitor Author => _course.Author;

    /// <summary>What fills in the addresses of its pages.</summary>
    /// <param name="site">Where everything is made through its pages, but for what would take a tool of the machine.</param>
    /// <param name="place">Whose course it is.</param>
    /// <param name="learnersHospital">Where the learner works.</param>
    /// <param name="learnerId">The learner's person.</param>
    public static async Task<IReadOnlyDictionary<string, object>> MakeAsync(Site site, Place place, string learnersHospital, Guid learnerId)
    {
        var (code, hospital) = Courses[place];
        var author = await site.SignedInAsync(await OfficeAsync(site, hospital));
        var person = await site.DataAsync(db => db.People.Where(p => p.Id == learnerId).Select(p => p.Key).SingleAsync());
        var learner = place == Place.Own ? await site.SignedInAsync("hocvien") : await site.SignedInAsync(await site.AccountAsync(person!, Roles.Trainee, learnersHospital));
        var made = new MatrixCourses(site, await Writing.BeginAsync(site, author, code), learner);
        made._things["courses/code"] = code;
        await made.WriteAsync();
        await site.DataAsync(async db =>
        {
            var id = await db.Courses.Where(c => c.Code == code).Select(c => c.Id).SingleAsync();
            db.Add(new Enrolment { PersonId = learnerId, CourseId = id, Reason = "test", EnrolledAt = site.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
        });
        await made.LearnAsync();
        await made.DraftAsync();
        return made._things;
    }

    private async Task WriteAsync()
    {
        var lesson = await AddAsync("lesson", "lessons/key") + "/edit";
        Done(await Author.SubmitAsync(await Author.GetAsync(lesson), new() { ["BodyVi"] = "Làm chậm và đủ bước." }));
        foreach (var page in new[] { "items", "questions", "pack/lessons" })
        {
            _things[$"courses/{page}/key"] = _things["courses/lessons/key"];
        }

        await AddAsync("assignment", "assignments/itemKey", AssignmentTests.Written);
        await AddAsync("survey", "surveys/itemKey", new() { ["Input.Questions"] = SurveyTests.Text });
        await AddAsync("link", "links/itemKey", new() { ["Input.Address"] = "https://kcb.vn/huong-dan", ["AboutVi"] = "Đọc chương 2." });
        await SessionTests.AnnounceAsync(_course, await AddAsync("session", "sessions/itemKey"), 3);
        Done(await ResourceTests.SendAsync(Author, await AddAsync("file", "files/itemKey") + "/edit", SoundSamples.Ogg()));
        await AddAsync("scorm", "scorm/itemKey");
        await Package.TakeAsync(Packages.Scorm12(new Sco("p1", "Rửa tay")));
        await AddAsync("quiz", "quiz/key");
        _things["courses/pack/quiz/key"] = _things["courses/quiz/key"];
        await AskAsync();
        await _course.PublishedAsync();
    }

    // A picture to point at, and something that only a person can mark.
    private async Task AskAsync()
    {
        var image = await _site.PutAsync(Samples.Png(24, 24));
        var quiz = await ContentAsync("courses/quiz/key");
        await _site.DataAsync(async db =>
        {
            foreach (var (index, body) in new QuestionBody[] { Picture(image.Hash), QuizOfTests.Essay() }.Index())
            {
                var (question, version) = QuizOfTests.Question(_site, body);
                db.AddRange(question, version, new QuizSlot { QuizId = quiz, Number = index + 1, QuestionId = question.Id, VersionId = version.Id });
            }

            var settings = await db.Set<Quiz>().SingleAsync(q => q.Id == quiz);
            settings.ShuffleQuestions = false;
            await db.SaveChangesAsync();
        });
    }

    /// <summary>A question with a picture.</summary>
    public static HotSpot Picture(string hash) => new()
    {
        Text = new Words("Đâu là động mạch mũ?"),
        Image = hash,
        Alternative = new Words("Hình chụp mạch vành"),
        Regions = [new Region(new Words("Mũ"), RegionShape.Rectangle, 10, 10, 20, 20, 1, null), new Region(new Words("Vành phải"), RegionShape.Rectangle, 60, 60, 20, 20, 0, null)],
    };

    private async Task LearnAsync()
    {
        var quiz = Address("quiz/key");
        var handedIn = await _site.PassQuizAsync(_learner, quiz);
        Done(handedIn);
        _things["/courses/{code}/quiz/{key:guid}/{attemptId:guid}/review attemptId"] = _things["courses/quiz/results/marking/attemptId"] = Guid.Parse(handedIn.Location!.Split('/')[^2]);
        _things["/courses/{code}/quiz/{key:guid}/results/marking/{attemptId:guid}/{number:int:min(1)} number"] = 2;
        _things["quiz/attempts/id"] = _things["courses/quiz/attemptId"] = QuizDriver.AttemptOf(await _learner.StartQuizAsync(quiz));

        Done(await AssignmentTests.HandInAsync(_learner, Address("assignments/itemKey"), "Rửa tay, mặc áo choàng, mang găng."));
        var file = await _site.PutAsync(SoundSamples.Ogg(), FileKind.OggAudio);
        var item = (Guid)_things["courses/assignments/itemKey"];
        _things["activities/marking/id"] = _things["activities/works/workId"] = await _site.DataAsync(async db =>
        {
            var work = await db.Unscoped<Work>().Where(w => w.ItemKey == item).Select(w => w.Id).SingleAsync();
            db.Add(new WorkFile { WorkId = work, Try = 1, Number = 1, Hash = file.Hash, Kind = file.Kind, Size = file.Size });
            await db.SaveChangesAsync();
            return work;
        });

        var session = (Guid)_things["courses/sessions/itemKey"];
        var date = await _site.DataAsync(db => db.Set<SessionDate>().Where(d => d.ItemKey == session).Select(d => d.Id).SingleAsync());
        _things["activities/dates/id"] = _things["courses/sessions/dates/id"] = date;
        Done(await _learner.SubmitAsync(await _learner.GetAsync(Address("sessions/itemKey")), new() { ["DateId"] = $"{date}" }, $"form:has(input[value='{date}']) button"));

        _things["courses/scorm/play/launchId"] = await LaunchAsync(_learner, Package.Learn, null);
    }

    // What an author tries out is looked at in the draft.
    private async Task DraftAsync()
    {
        await _course.BeginDraftAsync();
        _things["courses/scorm/preview/launchId"] = await LaunchAsync(Author, Package.Write, "form[action*=Preview] button");
    }

    private static async Task<Guid> LaunchAsync(Visitor visitor, string address, string? button)
    {
        var pressed = await visitor.SubmitAsync(await visitor.GetAsync(address), [], button);
        Done(pressed);
        return Guid.Parse(pressed.Location!.Split('/')[^1]);
    }

    private PackageCourse Package => new(_course, (Guid)_things["courses/scorm/itemKey"]);

    private string Address(string of) => $"/courses/{_course.Course}/{of[..of.LastIndexOf('/')]}/{_things["courses/" + of]}";

    private async Task<string> AddAsync(string kind, string of, Dictionary<string, string?>? content = null)
    {
        var address = await _course.AddAsync(kind, $"Mục {kind}", content);
        _things["courses/" + of] = Guid.Parse(address.Split('/')[^1]);
        return address;
    }

    private Task<Guid> ContentAsync(string of)
    {
        var key = (Guid)_things[of];
        return _site.DataAsync(db => db.Items.Where(i => i.Key == key).Select(i => i.ContentId).SingleAsync());
    }

    private static void Done(Answer answer) => Assert.True(answer.IsRedirect, $"{answer.Status} {string.Join(' ', answer.Errors)} {answer.Text}");

    // Of no person: it writes courses and learns nothing.
    private static async Task<string> OfficeAsync(Site site, string hospital)
    {
        var email = $"courses@{hospital}.local";
        await site.DataAsync(async (_, services) =>
        {
            var user = new User { UserName = email, Email = email, EmailConfirmed = true, DisplayName = hospital };
            Assert.True((await services.GetRequiredService<UserManager<User>>().CreateAsync(user, Visitor.DemoPassword)).Succeeded);
            await site.GrantAsync(user.Id, Roles.TrainingOffice, hospital);
            return true;
        });
        return email;
    }
}
