using Microsoft.EntityFrameworkCore;
using Training.Courses.Catalogue;
using Training.Courses.Outline;
using Training.Questions.Bank;
using Training.Questions.Model;
using Training.Questions.Quizzes;
using Training.Tests.Support;

namespace Training.Tests.Quizzes;

/// <summary>Gives the quiz of a course other questions and rules, before anybody has opened it.</summary>
internal static class QuizOfTests
{
    public const string Course = "LT-GKT-09";

    /// <summary>Stands in everything that a learner may not read before the review.</summary>
    public const string Secret = "Bímật";

    /// <summary>Questions in the order given, options too, unless the rules say otherwise.</summary>
    /// <returns>The address of its first page.</returns>
    public static async Task<string> AskAsync(this Site site, Action<Quiz>? rules, params QuestionBody[] bodies)
    {
        var key = await site.DataAsync(db => (from item in db.Items
                                              where item.Kind == QuizKind.KindKey
                                              join version in db.CourseVersions on item.VersionId equals version.Id
                                              join course in db.Courses on version.CourseId equals course.Id
                                              where course.Code == Course
                                              select item.Key).SingleAsync());
        await site.DataAsync(async db =>
        {
            var quiz = new Quiz { ShuffleQuestions = false, FrozenAt = site.Clock.GetUtcNow() };
            rules?.Invoke(quiz);
            db.Add(quiz);
            foreach (var (index, body) in bodies.Index())
            {
                var (question, version) = Question(site, body);
                db.AddRange(question, version, new QuizSlot { QuizId = quiz.Id, Number = index + 1, QuestionId = question.Id, VersionId = version.Id });
            }

            await db.WriteAsync(ct => db.Items.Where(i => i.Key == key).ExecuteUpdateAsync(row => row.SetProperty(i => i.ContentId, quiz.Id), ct), default);
        });
        return $"/courses/{Course}/quiz/{key}";
    }

    public static (BankQuestion Question, QuestionVersion Version) Question(Site site, QuestionBody body, string? name = null)
    {
        Assert.Empty(Validation.Check(body));
        var now = site.Clock.GetUtcNow();
        var question = new BankQuestion { HospitalId = null, CreatedAt = now, AuthorId = Guid.Empty, Author = "x", CurrentNumber = 1, Kind = body.Kind, Name = name ?? SaveQuestion.NameOf(null, body), IsComplete = true, ChangedAt = now };
        return (question, new QuestionVersion { QuestionId = question.Id, Number = 1, Name = question.Name, Body = BodyJson.Write(body), At = now, AuthorId = Guid.Empty, Author = "x" });
    }

    public static SingleChoice Single(string text = "Dây dẫn nào?") => new()
    {
        Text = new Words(text),
        Options = [new Option(new Words("Ưa nước"), 1, new Words($"{Secret} đúng rồi")), new Option(new Words("Cứng"), 0, new Words($"{Secret} chưa")), new Option(new Words("Không dùng"), 0)],
        Feedback = new Words($"{Secret} giải thích"),
    };

    /// <summary>One question of every type, each with secrets in it.</summary>
    public static QuestionBody[] OfEveryType() =>
    [
        Single(),
        new MultipleChoice { Text = new Words("Thuốc nào?"), Options = [new Option(new Words("Aspirin"), 0.5m), new Option(new Words("Heparin"), 0.5m), new Option(new Words("Vitamin"), -1)], Feedback = new Words($"{Secret} giải thích") },
        new TrueFalse { Text = new Words("Tim có bốn buồng."), Answer = true, WhenTrue = new Words($"{Secret} ừ"), WhenFalse = new Words($"{Secret} không") },
        new Matching { Text = new Words("Ghép."), Pairs = [new Pair(new Words("V1"), new Words("Vách")), new Pair(new Words("V5"), new Words("Bên"))] },
        new Ordering { Text = new Words("Xếp các bước."), Items = [new Words("Chọc mạch"), new Words("Luồn dây dẫn"), new Words("Đặt stent")] },
        new ShortText { Text = new Words("Tên bệnh?"), IgnoreDiacritics = true, Answers = [new TextAnswer($"{Secret} nhồi máu", 1, new Words($"{Secret} khen"))] },
        new Numeric { Text = new Words("Huyết áp tâm thu?"), UnitRule = UnitRule.Required, Units = [new Unit("mmHg", 1), new Unit("kPa", 0.133m)], Answers = [new NumberAnswer(127.25m, 0.5m, 1)], Otherwise = new Words($"{Secret} khác") },
        new Cloze { Text = new Words("Tim có [[1]] buồng, [[2]] van, tên là [[3]]."), Gaps = [new NumberGap { Answers = [new NumberAnswer(4.75m, 0, 1)] }, new ChoiceGap { Options = [new Option(new Words("bốn"), 1), new Option(new Words("hai"), 0)] }, new TextGap { Answers = [new TextAnswer($"{Secret} tim", 1)] }] },
        new Vignette { Text = new Words("Ca bệnh: nam 56 tuổi đau ngực."), Parts = [new VignettePart(Single("Làm gì trước?")), new VignettePart(new TrueFalse { Text = new Words("Cần gọi cấp cứu."), Answer = false, WhenFalse = new Words($"{Secret} x") })] },
    ];

    public static Essay Essay() => new()
    {
        Text = new Words("Trình bày cách xử trí."),
        MarkerNotes = new Words($"{Secret} cho người chấm"),
        Rubric = [new Criterion(new Words("Lập luận"), [new RubricLevel(new Words("yếu"), 0), new RubricLevel(new Words("khá"), 1), new RubricLevel(new Words("chặt chẽ"), 4)])],
    };
}
