using System.Globalization;
using Microsoft.Playwright;
using Training.Browser.Tests.Support;

namespace Training.Browser.Tests.Journeys;

/// <summary>A course from an empty page to credit hours: its author at a desk, its learner on a phone whose network goes away.</summary>
public sealed class CourseTests
{
    private const int Questions = 10;

    // Ten minutes are 600 seconds: four for each thing that is touched, chosen or typed.
    private const int MostOfTheAuthor = 150;

    [BrowserTheory, OnSqlite]
    public Task A_doctor_finishes_a_course_over_two_cuts_of_the_network_and_has_its_credit_hours(Database database) => RunAsync(database, "vi");

    [BrowserTheory, OnSqlite]
    public Task A_course_is_written_and_finished_in_English_too(Database database) => RunAsync(database, "en");

    private static Task RunAsync(Database database, string language) => Walk.RunAsync(database, language, async walk =>
    {
        var author = await walk.SignedInAsync("giaovu", Screen.Desktop);
        await WriteAsync(author);
        Assert.True(author.Interactions <= MostOfTheAuthor, $"The course took {author.Interactions} interactions.");

        var learner = await walk.SignedInAsync("hocvien", Screen.Phone);
        await learner.VisitAsync("/courses/VK-09");
        for (var lesson = 1; lesson <= 3; lesson++)
        {
            await learner.PressAsync(learner.Find("main .list a[href*='/lessons/']").Nth(lesson - 1));
            await learner.PressAsync("button[form=read]");
            await learner.VisitAsync("/courses/VK-09");
        }

        await learner.PressAsync("main .list a[href*='/quiz/']");
        await learner.PressAsync("button[form=start]");
        await learner.Page.WaitForFunctionAsync("() => Number(document.querySelector('#quiz [name=Sitting]').value) > 0");
        var saving = learner.Find("#quiz-saving");
        var (kept, saved) = (Begin(learner.Reads("Questions", "Saving.Kept")), Begin(learner.Reads("Questions", "Saving.At", "|")));
        await AnswerAsync(learner, 1);
        await Assertions.Expect(saving).ToContainTextAsync(saved);
        for (var number = 2; number <= Questions; number++)
        {
            // The third and the seventh are answered without network.
            var cut = number is 3 or 7;
            await learner.CutAsync(cut);
            await AnswerAsync(learner, number);
            await Assertions.Expect(saving).ToContainTextAsync(cut ? kept : saved, new() { Timeout = 20_000 });
        }

        await learner.CutAsync(false);
        await learner.PressAsync("#hand-in");
        await learner.SeesAsync(learner.Reads("Questions", "Review.Passed"));

        await learner.VisitAsync("/cme");
        await learner.SeesAsync(language == "vi" ? "Vô khuẩn trong phòng mổ" : "Asepsis in the theatre");
    });

    private static async Task WriteAsync(Person author)
    {
        await author.VisitAsync("/courses/new");
        await author.FillAsync("Input.TitleVi", "Vô khuẩn trong phòng mổ");
        await author.FillAsync("Input.SummaryVi", "Cho điều dưỡng mới vào phòng mổ.");
        await author.FillAsync("Input.TitleEn", "Asepsis in the theatre");
        await author.FillAsync("Input.SummaryEn", "For nurses who are new in the theatre.");
        await author.FillAsync("Input.Hours", "4");
        await author.FillAsync("Input.CreditPeriods", "4");
        await author.FillAsync("Code", "VK-09");
        await author.PressAsync("button[form=new-form]");
        foreach (var title in new[] { "Rửa tay", "Mặc áo choàng", "Trải khăn vô khuẩn" })
        {
            await AddAsync(author, "lesson", title);
            await author.FillAsync("BodyVi", $"## {title}\n\nLàm chậm, đủ bước, không nói chuyện.");
            await author.PressAsync("button[form=lesson-form]:not([formaction])");
        }

        await AddAsync(author, "quiz", "Bài kiểm tra");
        for (var number = 1; number <= Questions; number++)
        {
            await author.FillAsync("Input.Text", $"Câu {number} hỏi gì?");
            await author.FillAsync("Input.Option[0]", $"Đúng ý {number}");
            await author.FillAsync("Input.Option[1]", $"Sai ý {number}");
            await author.ChooseAsync("Input.Right", "0");
            await author.PressAsync("#write-question");
        }

        await author.VisitAsync("/courses/VK-09/publish");
        await author.PressAsync("button[form=publish-form]");
    }

    private static async Task AddAsync(Person author, string kind, string title)
    {
        if (!author.Path.EndsWith("/courses/VK-09/edit", StringComparison.Ordinal))
        {
            await author.VisitAsync("/courses/VK-09/edit");
        }

        await author.ChooseAsync("Kind", kind);
        await author.Find("form[action*='handler=Item'] input[name=Title]").FillAsync(title);
        await author.PressAsync("form[action*='handler=Item'] button");
    }

    private static async Task AnswerAsync(Person learner, int number)
        => await learner.Find(string.Create(CultureInfo.InvariantCulture, $"#q{number} label:has-text('Đúng ý')")).TapAsync();

    // What stands before the part that changes.
    private static string Begin(string text) => text.Split('|', '{')[0].Trim();
}
