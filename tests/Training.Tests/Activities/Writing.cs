using Training.Tests.Support;

namespace Training.Tests.Activities;

/// <summary>A course of one hospital, made through its author's pages.</summary>
internal sealed record Writing(Site Site, Visitor Author, string Course = Writing.Code)
{
    public const string Code = "HD-01";

    /// <summary>The training office of the giving hospital begins it.</summary>
    public static async Task<Writing> BeginAsync(Site site) => await BeginAsync(site, await site.SignedInAsync("giaovu"), Code);

    /// <summary>This author begins it, for the hospital of theirs.</summary>
    public static async Task<Writing> BeginAsync(Site site, Visitor author, string code)
    {
        var begun = await author.SubmitAsync(await author.GetAsync("/courses/new"), new()
        {
            ["Input.TitleVi"] = "Vô khuẩn trong phòng mổ",
            ["Input.SummaryVi"] = "Cho điều dưỡng mới vào phòng mổ.",
            ["Input.Hours"] = "2",
            ["Code"] = code,
        });
        Assert.True(begun.IsRedirect, $"{begun.Status} {begun.Text}");
        return new Writing(site, author, code);
    }

    /// <summary>Adds an item and writes its content.</summary>
    /// <returns>Where learners find it.</returns>
    public async Task<string> AddAsync(string kind, string title, Dictionary<string, string?>? content = null)
    {
        var added = await Author.SubmitAsync(await Author.GetAsync($"/courses/{Course}/edit"), new() { ["Kind"] = kind, ["Title"] = title }, "form[action*='handler=Item'] button");
        Assert.True(added.IsRedirect, $"{added.Status} {added.Text}");
        if (content is not null)
        {
            var written = await WriteAsync(added.Location!, content);
            Assert.True(written.IsRedirect, $"{written.Status} {string.Join(' ', written.Errors)} {written.Text}");
        }

        return added.Location![..^"/edit".Length];
    }

    public async Task<Answer> WriteAsync(string address, Dictionary<string, string?> content) => await Author.SubmitAsync(await Author.GetAsync(address), content, "button[form=edit-form]:not([formaction])");

    public async Task<Answer> PublishAsync(string? changes = null)
        => await Author.SubmitAsync(await Author.GetAsync($"/courses/{Course}/publish"), changes is null ? [] : new() { ["ChangesVi"] = changes }, "button[form=publish-form]");

    /// <summary>What the page says before anything can be published.</summary>
    public async Task<string> ProblemsAsync() => (await Author.GetAsync($"/courses/{Course}/publish")).Text;

    public async Task PublishedAsync(string? changes = null)
    {
        var published = await PublishAsync(changes);
        Assert.True(published.IsRedirect, $"{published.Status} {published.Text}");
    }

    public async Task BeginDraftAsync() => Assert.True((await Author.SubmitAsync(await Author.GetAsync($"/courses/{Course}/edit"), [], "form[action*='handler=Begin'] button")).IsRedirect);

    /// <summary>Whether the course page of a learner says that the item is finished.</summary>
    public static async Task<bool> IsFinishedAsync(Visitor learner, string item)
        => (await learner.GetAsync($"/courses/{Code}")).Page.QuerySelector($".list a[href='{item}'] .tag.done") is not null;
}
