using Microsoft.Playwright;
using Training.Browser.Tests.Support;
using Walk = Training.Browser.Tests.Support.Walk;

namespace Training.Browser.Tests.Journeys;

/// <summary>What an administrator draws is what happens, to new cases and not to old ones.</summary>
public sealed class SecondApproverTests
{
    private const string Trainee = "Nguyễn Hoàng Phượng";
    private const string Special = "Kỹ thuật loại đặc biệt?";
    private const string Approval = "Duyệt ca loại đặc biệt";
    private const string Agreed = "Đồng ý?";

    [BrowserTheory, OnPostgreSql]
    public Task An_administrator_adds_a_second_approver_for_special_techniques_and_old_cases_end_the_old_way(Database database)
        => Walk.RunAsync(database, "vi", async walk =>
        {
            var trainee = await walk.SignedInAsync("hocvien", Screen.Phone);
            var old = await LogAsync(trainee, 1, "Ca cũ, trước khi quy trình đổi");

            var administrator = await walk.SignedInAsync("quantri", Screen.Desktop);
            await DrawAsync(administrator);
            await PublishAsync(administrator);
            var ours = await LogAsync(trainee, 2, "Ca mới, theo quy trình mới");

            var mentor = await walk.SignedInAsync("huongdan", Screen.Phone);
            await SignAsync(mentor, "Ca cũ, trước khi quy trình đổi");
            await trainee.VisitAsync(old);
            await trainee.SeesAsync(trainee.Reads("Logbook", "State.Signed"));
            await SignAsync(mentor, "Ca mới, theo quy trình mới");
            await trainee.VisitAsync(ours);
            await trainee.SeesAsync(trainee.Reads("Logbook", "State.Approving"));
            await ViewAsync(trainee, ours, Approval);

            var office = await walk.SignedInAsync("giaovu", Screen.Phone);
            await ApproveAsync(office);
            await trainee.VisitAsync(ours);
            await trainee.SeesAsync(trainee.Reads("Logbook", "State.Signed"));

            // The old one ends where it always did; the new one went by the second approver.
            await ViewAsync(trainee, old, null);
            await ViewAsync(trainee, ours, Approval);
        });

    private static async Task<string> LogAsync(Person trainee, int number, string note)
    {
        await trainee.VisitAsync("/logbook/new");
        await trainee.Find("label:has(input[name='Input.Choice'])").Filter(new() { HasText = "Phẫu thuật cố định cột sống bằng vít qua cuống" }).TapAsync();
        foreach (var (field, value) in new[]
        {
            ("Stage", "I"), ("Supervision", "ChartReview"), ("Chart", "OperationNote"), ("Day", "Yesterday"), ("Place", "Receiving"), ("Setting", "Planned"), ("AgeBand", "From40To59"), ("Sex", "Male"), ("Complexity", "Moderate"), ("Outcome", "Success"),
        })
        {
            await trainee.ChooseAsync($"Input.{field}", value);
        }

        await trainee.FillAsync("Input.DayNumber", $"{number}");
        await trainee.FillAsync("Input.Note", note);
        await trainee.PressAsync("button[form=case-form]");
        return (await trainee.Find("main .list a").First.GetAttributeAsync("href"))!;
    }

    private static async Task SignAsync(Person mentor, string note)
    {
        await mentor.VisitAsync("/sign");
        var addresses = await mentor.Find("main .list a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        foreach (var address in addresses)
        {
            await mentor.VisitAsync(address);
            if ((await mentor.TextAsync()).Contains(note, StringComparison.Ordinal))
            {
                break;
            }
        }

        await mentor.SeesAsync(note);
        await mentor.ChooseAsync("Input.Entrustment", "4");
        await mentor.ChooseAsync("Input.Performance", "4");
        await mentor.ChooseAsync("Input.Difficulty", "2");
        await mentor.FillAsync("Input.Password", Person.DemoPassword);
        await mentor.PressAsync(mentor.Find("button[form='sign-form'][formaction*='handler=Sign']").Filter(new() { HasText = mentor.Reads("Logbook", "Sign.Button") }));
        Assert.Equal("/sign", mentor.Path);
    }

    private static async Task DrawAsync(Person person)
    {
        await person.VisitAsync("/admin/processes/case-sign-off/draft");
        await Assertions.Expect(person.Find(".designer-canvas [data-element-id=sign]")).ToBeVisibleAsync();

        var special = await InsertAsync(person, "was-signed", "exclusive", Special);
        var approve = await InsertAsync(person, special, "user-task", Approval);
        await SetAsync(person, "#p-assignee", "training-office-of-giver");
        await SetAsync(person, "#p-form", "Logbook.Approve");
        await Assertions.Expect(person.Find("#p-outcomes")).ToHaveValueAsync("approved, returned");
        await SetAsync(person, "#p-into", "decision");
        var agreed = await InsertAsync(person, approve, "exclusive", Agreed);
        await ConnectAsync(person, "accept");
        await ConnectAsync(person, "return");

        await ChooseFlowAsync(person, Special, Approval);
        await FillAsync(person, "#p-condition", """techniqueClass in ["PĐB", "TĐB"]""");
        await ChooseFlowAsync(person, Special, "Ca được tính");
        await person.Find("[data-default]").CheckAsync();
        await ChooseFlowAsync(person, Agreed, "Ca được tính");
        await FillAsync(person, "#p-condition", "decision = \"approved\"");
        await ChooseFlowAsync(person, Agreed, "Trả ca cho học viên");
        await person.Find("[data-default]").CheckAsync();
        Assert.NotEqual(approve, agreed);
        await person.PressAsync("#draft > .row button.primary");
        await person.SeesAsync(person.Reads("Workflows", "Draft.Saved"));
    }

    private static async Task PublishAsync(Person person)
    {
        await person.PressAsync("main .page-head a.primary");
        await person.SeesAsync(Approval);
        await person.SeesAsync("techniqueClass in [\"PĐB\", \"TĐB\"]");
        await person.FillAsync("Input.Reason", "Kỹ thuật loại đặc biệt cần người duyệt thứ hai");
        await person.PressAsync("main form[method=post] button[type=submit]");
        await person.SeesAsync(person.Reads("Workflows", "Difference", 1, 2));
    }

    private static async Task ApproveAsync(Person office)
    {
        await office.VisitAsync("/tasks");
        await office.SeesAsync(Approval);
        await office.PressAsync(office.Find(".tasks li").Filter(new() { HasText = Approval }).Locator("a.primary"));
        await office.SeesAsync("Ca mới, theo quy trình mới");
        await office.FillAsync("Input.Password", Person.DemoPassword);
        await office.PressAsync(office.Find("button[form='approve-form']").Filter(new() { HasText = office.Reads("Logbook", "Approve.Button") }));
        await office.SeesAsync(office.Reads("Logbook", "Approve.Done", $"BS.CKI {Trainee}"));
    }

    /// <summary>The picture and the list of steps have the approval, or have never heard of it.</summary>
    private static async Task ViewAsync(Person person, string entry, string? step)
    {
        await person.VisitAsync(entry);
        await person.PressAsync(person.Find("main a[href^='/processes/']").First);
        await Assertions.Expect(person.Find(".drawing .djs-container [data-element-id=sign]")).ToBeVisibleAsync();
        await Assertions.Expect(person.Find(".drawing .bjs-powered-by")).ToBeVisibleAsync();
        await Assertions.Expect(person.Find("ol.process-steps li b").Filter(new() { HasText = Approval })).ToHaveCountAsync(step is null ? 0 : 1);
    }

    private static async Task ChooseAsync(Person person, string element)
    {
        await person.Find("#p-choose").SelectOptionAsync(element);
        await Assertions.Expect(person.Find("[data-show=id]")).ToHaveTextAsync(element);
    }

    private static async Task ChooseFlowAsync(Person person, string from, string to)
        => await ChooseAsync(person, (await person.Find($"#p-choose option:has-text('{from} → {to}')").First.GetAttributeAsync("value"))!);

    private static async Task<string> InsertAsync(Person person, string behind, string kind, string name)
    {
        await ChooseAsync(person, behind);
        await person.Find("#p-add").SelectOptionAsync(kind);
        await person.Find("[data-add-press]").ClickAsync();
        await Assertions.Expect(person.Find("[data-show=id]")).Not.ToHaveTextAsync(behind);
        await FillAsync(person, "#p-name", name);
        return await person.Find("[data-show=id]").InnerTextAsync();
    }

    private static async Task ConnectAsync(Person person, string target)
    {
        var from = await person.Find("[data-show=id]").InnerTextAsync();
        await person.Find("#p-target").SelectOptionAsync(target);
        await person.Find("[data-connect-press]").ClickAsync();
        await ChooseAsync(person, from);
    }

    private static async Task SetAsync(Person person, string list, string value)
    {
        await person.Find(list).SelectOptionAsync(value);
        await Assertions.Expect(person.Find(list)).ToHaveValueAsync(value);
    }

    private static async Task FillAsync(Person person, string field, string text)
    {
        await person.Find(field).FillAsync(text);
        await person.Find(field).PressAsync("Tab");
        await Assertions.Expect(person.Find(field)).ToHaveValueAsync(text);
    }
}
