using System.Text;
using Microsoft.Playwright;
using Training.Browser.Tests.Support;
using Training.Workflows.Bpmn;
using Walk = Training.Browser.Tests.Support.Walk;

namespace Training.Browser.Tests.Journeys;

/// <summary>Drawing processes: with keys, with the pieces that the panel offers, and without losing anything.</summary>
public sealed class ProcessDesignerTests
{
    private const string Second = "Ban giám đốc duyệt";
    private const string Reason = "Thêm bước duyệt thứ hai theo biên bản họp";

    [BrowserTheory, OnSqlite, OnPostgreSql]
    public Task An_administrator_without_a_mouse_inserts_a_second_approval_by_condition_and_publishes_it(Database database)
        => Walk.RunAsync(database, database == Database.Sqlite ? "vi" : "en", async walk =>
        {
            var person = await walk.SignedInAsync("quantri", Screen.Desktop);
            await ImportAsync(person);
            await OpenAsync(person);
            await ChangeTaskAsync(person);
            await InsertApprovalAsync(person);
            await StepBackAsync(person);
            await LintAsync(person);
            await person.LookAtAsync(Screen.Phone);
            await person.PressAsync("#draft > .row button.primary");
            await person.SeesAsync(person.Reads("Workflows", "Draft.Saved"));

            await person.Find("#draft details > summary").ClickAsync();
            var (name, drawn) = await person.DownloadAsync("#draft details a[download]");
            Assert.Equal("approval-draft.bpmn", name);
            var read = BpmnReader.Read(drawn);
            Assert.Empty(read.Problems);
            Assert.Equal("decision", read.Model!.Nodes.Values.OfType<UserTask>().Single(task => task.Name == Second).OutcomeVariable);
            await PublishAsync(person);
        });

    [BrowserTheory, OnSqlite]
    public Task Every_process_that_the_site_can_run_comes_back_from_the_drawing_as_it_went_in(Database database)
        => Walk.RunAsync(database, "vi", async walk =>
        {
            var person = await walk.SignedInAsync("quantri", Screen.Desktop);
            await ImportAsync(person);
            await OpenAsync(person);
            var troubles = new List<string>();
            var documents = new[] { "Bpmn/Documents/Good", "Conformance/Cases" }
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Folder, "tests/Training.Tests/Workflows", folder), "*.bpmn"))
                .ToArray();
            var compared = 0;
            foreach (var file in documents)
            {
                if (BpmnReader.Read(await File.ReadAllBytesAsync(file)).Model is not { } before)
                {
                    continue;
                }

                var written = await person.Page.EvaluateAsync<string>(ThroughTheDrawing, DrawnProcess.WithDrawing(file));
                var after = BpmnReader.Read(Encoding.UTF8.GetBytes(written));
                troubles.AddRange(after.Problems.Select(problem => $"{Path.GetFileName(file)}: {problem} in {written[..Math.Min(written.Length, 200)]}"));
                if (after.Model is { } model)
                {
                    compared++;
                    troubles.AddRange(Difference.Between(before, model).Select(change => $"{Path.GetFileName(file)}: {change.Kind} {change.ElementId} {string.Join(' ', change.Details.Select(detail => detail.Key))}"));
                }
            }

            Assert.True(troubles.Count == 0, string.Join('\n', troubles));
            Assert.True(compared > 50, $"Only {compared} documents were compared.");
        });

    // The library as the editor sets it up, in a place of its own.
    private const string ThroughTheDrawing = """
        async xml => {
          const { extensions } = await import('/_content/Training.Workflows/designer/language.js');
          const place = document.body.appendChild(document.createElement('div'));
          const modeler = new window.BpmnJS({ container: place, moddleExtensions: extensions(document.querySelector('[data-designer]').dataset) });
          try {
            await modeler.importXML(xml);
            return (await modeler.saveXML({ format: true })).xml;
          } catch (problem) {
            return String(problem.message);
          } finally {
            modeler.destroy();
            place.remove();
          }
        }
        """;

    private static async Task ImportAsync(Person person)
    {
        await person.VisitAsync("/admin/processes/new");
        await person.FillAsync("Input.Document", DrawnProcess.Approval);
        await person.PressAsync("main form button[type=submit]");
        Assert.Equal("/admin/processes/approval/draft", person.Path);
        await person.VisitAsync("/admin/processes/approval/publish");
        await person.FillAsync("Input.Reason", "Bản đầu tiên");
        await person.PressAsync("main form[method=post] button[type=submit]");
        await SeesDrawingAsync(person, ".drawing");
    }

    private static async Task OpenAsync(Person person)
    {
        await person.PressAsync("main .page-head a.primary");
        await SeesDrawingAsync(person, ".designer-canvas");
    }

    /// <summary>The picture is there, and the mark of those who made the library, which their licence asks for.</summary>
    private static async Task SeesDrawingAsync(Person person, string place)
    {
        await Assertions.Expect(person.Find($"{place} .djs-container [data-element-id=check]")).ToBeVisibleAsync();
        await Assertions.Expect(person.Find($"{place} .bjs-powered-by")).ToBeVisibleAsync();
    }

    private static async Task ChooseAsync(Person person, string element)
    {
        await person.TabToAsync("#p-choose");
        for (var presses = 0; presses < 40 && await person.Find("#p-choose").InputValueAsync() != element; presses++)
        {
            await person.Page.Keyboard.PressAsync(presses == 0 ? "Home" : "ArrowDown");
        }

        Assert.Equal(element, await person.Find("#p-choose").InputValueAsync());
        await Assertions.Expect(person.Find("[data-show=id]")).ToHaveTextAsync(element);
    }

    /// <summary>Goes to a field by key, writes into it and leaves it.</summary>
    private static async Task WriteAsync(Person person, string field, string text)
    {
        await person.TabToAsync(field);
        await person.Page.Keyboard.PressAsync("Control+A");
        await person.Page.Keyboard.TypeAsync(text);
        await person.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(person.Find(field)).ToHaveValueAsync(text);
    }

    private static async Task PickAsync(Person person, string list, string value)
    {
        await person.TabToAsync(list);
        await person.Page.Keyboard.PressAsync("Home");
        for (var presses = 0; presses < 30 && await person.Find(list).InputValueAsync() != value; presses++)
        {
            await person.Page.Keyboard.PressAsync("ArrowDown");
        }

        Assert.Equal(value, await person.Find(list).InputValueAsync());
    }

    private static async Task PressKeyOnAsync(Person person, string button)
    {
        await person.TabToAsync(button);
        await person.Page.Keyboard.PressAsync("Enter");
    }

    private static async Task ChangeTaskAsync(Person person)
    {
        await ChooseAsync(person, "check");
        await PickAsync(person, "#p-assignee", "role-in-scope");
        await WriteAsync(person, "#p-argument", "TrainingOffice@hospital:viet-duc");
        await WriteAsync(person, "#p-due", "P3D");
        await person.TabToAsync("[data-input=DueDays]");
        await person.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(person.Find("[data-input=DueDays]")).ToBeCheckedAsync();
        await WriteAsync(person, "#p-outcomes", "ok, no, large");
        await ChooseAsync(person, "good");
        await WriteAsync(person, "#p-condition", "decision = \"ok\"");
    }

    /// <summary>A task behind the choice, on a way of its own, and on to the end.</summary>
    private static async Task InsertApprovalAsync(Person person)
    {
        await ChooseAsync(person, "which");
        await PickAsync(person, "#p-add", "user-task");
        await PressKeyOnAsync(person, "[data-add-press]");
        await Assertions.Expect(person.Find("#p-name")).ToBeFocusedAsync();
        await person.Page.Keyboard.TypeAsync(Second);
        await person.Page.Keyboard.PressAsync("Tab");
        var task = await person.Find("[data-show=id]").InnerTextAsync();
        await PickAsync(person, "#p-into", "decision");
        await WriteAsync(person, "#p-outcomes", "ok, no");
        await PickAsync(person, "#p-target", "done");
        await PressKeyOnAsync(person, "[data-connect-press]");

        var way = await person.Find($"#p-choose option:has-text('→ {Second}')").GetAttributeAsync("value");
        await ChooseAsync(person, way!);
        await WriteAsync(person, "#p-condition", "decision = \"large\"");
        await Assertions.Expect(person.Find($".designer-canvas [data-element-id='{task}']")).ToBeVisibleAsync();

        // What is asked first is first in the list.
        await ChooseAsync(person, "which");
        await PressKeyOnAsync(person, $"[data-up='{way}']");
        await Assertions.Expect(person.Find("[data-flows] li").Nth(1)).ToContainTextAsync("large");
    }

    private static async Task StepBackAsync(Person person)
    {
        await PressKeyOnAsync(person, "[data-do=undo]");
        await Assertions.Expect(person.Find("[data-flows] li").Nth(2)).ToContainTextAsync("large");
        await PressKeyOnAsync(person, "[data-do=redo]");
        await Assertions.Expect(person.Find("[data-flows] li").Nth(1)).ToContainTextAsync("large");
    }

    private static async Task LintAsync(Person person)
    {
        await PressKeyOnAsync(person, "[data-do=check]");
        var found = person.Find(".designer-side [data-problems]");
        await Assertions.Expect(found).ToContainTextAsync(person.Reads("Workflows", "Lint.NoAssignee"));
        await PressKeyOnAsync(person, ".designer-side [data-problems] a[data-element]");
        await Assertions.Expect(person.Find("#p-name")).ToHaveValueAsync(Second);
        await PickAsync(person, "#p-assignee", "role-in-scope");
        await WriteAsync(person, "#p-argument", "Director@hospital:viet-duc");
        await PressKeyOnAsync(person, "[data-do=check]");
        await Assertions.Expect(found).Not.ToContainTextAsync(person.Reads("Workflows", "Lint.NoAssignee"));
    }

    private static async Task PublishAsync(Person person)
    {
        await person.PressAsync("main .page-head a.primary");
        await person.SeesAsync($"{person.Reads("Workflows", "Difference.ChangeKind.Added")} {person.Reads("Workflows", "Step.Kind.UserTask")}: {Second}");
        await person.SeesAsync(person.Reads("Workflows", "Duration.Days", 3));
        await person.SeesAsync("decision = \"ok\"");
        await person.FillAsync("Input.Reason", Reason);
        await person.PressAsync("main form[method=post] button[type=submit]");
        await SeesDrawingAsync(person, ".drawing");
        await person.SeesAsync(person.Reads("Workflows", "Difference", 1, 2));
        await person.SeesAsync(Reason);
        var (name, drawn) = await person.DownloadAsync("main a[href*='number=2'][download]");
        Assert.EndsWith(".bpmn", name, StringComparison.Ordinal);
        Assert.Contains(Second, Encoding.UTF8.GetString(drawn), StringComparison.Ordinal);
    }
}
