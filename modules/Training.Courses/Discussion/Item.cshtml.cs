using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Authoring;
using Training.Courses.Outline;
using Training.Courses.Progress;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Discussion;

/// <summary>A post as somebody sees it.</summary>
internal sealed record PostView(Post Post, bool Writes, bool IsOwn, IReadOnlyList<PostReport> Reports, bool HasError, string? Reason);

/// <summary>Questions about an item, and their answers.</summary>
[HasPermission(Permissions.Learn)]
internal sealed class ItemModel(TrainingDbContext db, LearnerCourses courses, ItemKinds kinds, Drafts drafts, WritePost write, ICurrentUser user, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    private const int MostThreads = 40;

    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set => field = value.ToUpperInvariant(); } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Key { get; set; }

    /// <summary>The post that the form is about; null where it is a new question.</summary>
    [BindProperty(Name = "Post")]
    public Guid? Post { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public LearnerCourse Found { get; private set; } = null!;

    public string ItemTitle { get; private set; } = "";

    public string ItemAddress { get; private set; } = "";

    public IReadOnlyList<Thread> Threads { get; private set; } = [];

    public bool HasMore { get; private set; }

    public bool Answering { get; private set; }

    public bool Writes => drafts.MayWrite(Found.Course.HospitalId);

    private ILookup<Guid, PostReport> Reports { get; set; } = Enumerable.Empty<PostReport>().ToLookup(r => r.PostId);

    public PostView Of(Post post) => new(post, Writes, post.UserId == user.UserId, [.. Reports[post.Id]], Post == post.Id && !Answering && !ModelState.IsValid, Input.Reason);

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!await OpenAsync(ct))
        {
            return false;
        }

        var threads = await db.ReadThreadsAsync(Found.Course.Id, Key, MostThreads + 1, ct);
        (Threads, HasMore) = ([.. threads.Take(MostThreads)], threads.Count > MostThreads);
        if (Writes)
        {
            Reports = (await db.PostReports.AsNoTracking().Where(r => r.ClosedAt == null && db.Set<Post>().Any(p => p.Id == r.PostId && p.CourseId == Found.Course.Id && p.ItemKey == Key)).OrderBy(r => r.Id).ToListAsync(ct)).ToLookup(r => r.PostId);
        }

        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostAskAsync(CancellationToken ct) => PostAsync(inner => write.AskAsync(Found.Course, Key, Input.Text, inner), "Discussion.Asked", ct);

    public Task<IActionResult> OnPostAnswerAsync(CancellationToken ct)
    {
        Answering = true;
        return PostAsync(inner => write.AnswerAsync(Found.Course, Key, Post ?? Guid.Empty, Input.Text, inner), "Discussion.Answered", ct);
    }

    public Task<IActionResult> OnPostReportAsync(CancellationToken ct) => PostAsync(inner => write.ReportAsync(Found.Course, Key, Post ?? Guid.Empty, Input.Reason, inner), "Discussion.Reported", ct);

    public Task<IActionResult> OnPostHideAsync(CancellationToken ct) => PostAsync(inner => write.HideAsync(Found.Course, Key, Post ?? Guid.Empty, Input.Reason, inner), "Discussion.Hid", ct);

    public Task<IActionResult> OnPostShowAsync(CancellationToken ct) => PostAsync(inner => write.ShowAsync(Found.Course, Key, Post ?? Guid.Empty, inner), "Discussion.Shown", ct);

    public Task<IActionResult> OnPostKeepAsync(CancellationToken ct) => PostAsync(inner => write.KeepAsync(Found.Course, Key, Post ?? Guid.Empty, inner), "Discussion.Kept", ct);

    // Whoever may open the item reads and writes under it; its authors also where it is no part of the course any more.
    private async Task<bool> OpenAsync(CancellationToken ct)
    {
        if (await courses.FindAsync(Code, user.PersonId, ct) is not { } found)
        {
            return false;
        }

        Found = found;
        var standing = found.Standing.Items.FirstOrDefault(i => i.Item.Key == Key);
        if (!Writes && (standing is null || !standing.IsOpen || (user.PersonId is not null && !found.MayLearn)))
        {
            return false;
        }

        (ItemTitle, ItemAddress) = standing is null
            ? (texts["Condition.Gone"].Value, $"/courses/{Code}/questions")
            : (standing.Item.Display, kinds.Of(standing.Item.Kind).LearnAddress(Code, Key));
        return standing is not null || await db.Posts.AnyAsync(p => p.CourseId == found.Course.Id && p.ItemKey == Key, ct);
    }

    private async Task<IActionResult> PostAsync(Func<CancellationToken, Task> work, string message, CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await OpenAsync(ct))
        {
            return this.IsTooLate(texts["Discussion.Gone"]);
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await work(inner);
                TempData[Posting.MessageKey] = texts[message].Value;
                return $"/courses/{Code}/questions/{Key}";
            },
            ct);
    }

    public sealed class InputModel
    {
        [StringLength(PostConfiguration.TextLength), Display(Name = "Discussion.Question")]
        public string? Text { get; set; }

        [StringLength(PostConfiguration.ReasonLength), Display(Name = "Discussion.Reason")]
        public string? Reason { get; set; }
    }
}
