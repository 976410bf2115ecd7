using Microsoft.EntityFrameworkCore;
using Training.Courses.Authoring;
using Training.Courses.Catalogue;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Discussion;

/// <summary>Questions, answers, and what is done about those that should not stand there. Call inside a write.</summary>
internal sealed class WritePost(TrainingDbContext db, Drafts drafts, CourseLetters letters, ICurrentUser user, IAuditTrail audit, TimeProvider clock)
{
    private const int MostADay = 30;

    /// <summary>A question under an item; its authors get a letter.</summary>
    public async Task<Post> AskAsync(Course course, Guid itemKey, string? text, CancellationToken ct)
    {
        var post = await AddAsync(course, itemKey, null, text, Post.AskedAction, ct);
        await letters.PostedAsync(CourseLetters.Asked, await AuthorsAsync(course, ct), user.Name, course, AddressOf(course, post.ItemKey, post.Id), ct);
        return post;
    }

    /// <summary>An answer to a question; whoever asked gets a letter, and the authors where the asker writes on.</summary>
    /// <exception cref="RuleViolation">The question was hidden.</exception>
    public async Task<Post> AnswerAsync(Course course, Guid itemKey, Guid questionId, string? text, CancellationToken ct)
    {
        var question = await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == questionId && p.CourseId == course.Id && p.ItemKey == itemKey && p.QuestionId == null, ct);
        if (question is not { HiddenAt: null })
        {
            throw new RuleViolation("Discussion.Gone") { Status = 409 };
        }

        var post = await AddAsync(course, question.ItemKey, question.Id, text, Post.AnsweredAction, ct);
        var readers = question.UserId == user.UserId ? await AuthorsAsync(course, ct) : [question.UserId];
        await letters.PostedAsync(CourseLetters.Answered, readers, user.Name, course, AddressOf(course, question.ItemKey, question.Id), ct);
        return post;
    }

    /// <summary>Says that a post should not stand there; its authors get a letter.</summary>
    /// <exception cref="RuleViolation">It is one's own, was hidden, or one has said so before.</exception>
    public async Task ReportAsync(Course course, Guid itemKey, Guid postId, string? reason, CancellationToken ct)
    {
        var post = await FindAsync(course, itemKey, postId, ct);
        var words = Words(reason, "Input.Reason", "Discussion.NoReason");
        if (post.UserId == user.UserId)
        {
            throw new RuleViolation("Discussion.OwnReport");
        }

        if (await db.PostReports.AnyAsync(r => r.PostId == postId && r.UserId == user.UserId, ct))
        {
            throw new RuleViolation("Discussion.ReportedBefore") { Status = 409 };
        }

        db.Add(new PostReport { PostId = postId, UserId = user.UserId, By = user.Name, Reason = words, At = clock.GetUtcNow() });
        Note(PostReport.ReportedAction, course, postId, words);
        await letters.PostedAsync(CourseLetters.Reported, await AuthorsAsync(course, ct), user.Name, course, AddressOf(course, post.ItemKey, post.QuestionId ?? post.Id), ct);
    }

    /// <summary>Hides a post: who reads the item sees who hid it and why, and not what it said.</summary>
    /// <exception cref="RuleViolation">It was hidden, or the course is not theirs to look after.</exception>
    public async Task HideAsync(Course course, Guid itemKey, Guid postId, string? reason, CancellationToken ct)
    {
        MustWrite(course);
        var post = await FindAsync(course, itemKey, postId, ct);
        var words = Words(reason, "Input.Reason", "Discussion.NoReason");
        post.Hide(words, user.Name, clock.GetUtcNow());
        await CloseReportsAsync(postId, ct);
        Note(Post.HiddenAction, course, postId, words);
    }

    /// <summary>Shows a hidden post again; the audit trail keeps who hid it and why.</summary>
    /// <exception cref="RuleViolation">It is not hidden, or the course is not theirs to look after.</exception>
    public async Task ShowAsync(Course course, Guid itemKey, Guid postId, CancellationToken ct)
    {
        MustWrite(course);
        var post = await FindAsync(course, itemKey, postId, ct, hidden: true);
        post.Show();
        Note(Post.ShownAction, course, postId, null);
    }

    /// <summary>The post may stay: its reports are closed.</summary>
    public async Task KeepAsync(Course course, Guid itemKey, Guid postId, CancellationToken ct)
    {
        MustWrite(course);
        await FindAsync(course, itemKey, postId, ct);
        await CloseReportsAsync(postId, ct);
        Note(PostReport.ClosedAction, course, postId, null);
    }

    private static string AddressOf(Course course, Guid itemKey, Guid postId) => $"/courses/{course.Code}/questions/{itemKey}#q-{postId}";

    private static string Words(string? text, string field, string missing)
    {
        var words = AboutInput.Clean(text) ?? throw new RuleViolation(missing) { Field = field };
        ScreenedInput.Check(words, field);
        return words;
    }

    private async Task<Post> AddAsync(Course course, Guid itemKey, Guid? questionId, string? text, string action, CancellationToken ct)
    {
        var words = Words(text, "Input.Text", "Discussion.Empty");
        var now = clock.GetUtcNow();
        var since = now.AddDays(-1);
        if (await db.Posts.CountAsync(p => p.UserId == user.UserId && p.At > since, ct) >= MostADay)
        {
            throw new RuleViolation("Discussion.TooMany", MostADay) { Status = 429 };
        }

        var post = new Post
        {
            CourseId = course.Id,
            ItemKey = itemKey,
            QuestionId = questionId,
            UserId = user.UserId,
            PersonId = user.PersonId,
            By = user.Name,
            IsAuthor = drafts.MayWrite(course.HospitalId),
            Text = words,
            At = now,
        };
        db.Add(post);
        Note(action, course, post.Id, null);
        return post;
    }

    private async Task<Post> FindAsync(Course course, Guid itemKey, Guid postId, CancellationToken ct, bool hidden = false)
        => await db.Posts.AsTracking().SingleOrDefaultAsync(p => p.Id == postId && p.CourseId == course.Id && p.ItemKey == itemKey && p.HiddenAt != null == hidden, ct) ?? throw new RuleViolation("Discussion.Gone") { Status = 409 };

    private async Task CloseReportsAsync(Guid postId, CancellationToken ct)
    {
        foreach (var report in await db.PostReports.AsTracking().Where(r => r.PostId == postId && r.ClosedAt == null).ToListAsync(ct))
        {
            (report.ClosedAt, report.ClosedBy) = (clock.GetUtcNow(), user.Name);
        }
    }

    // Whoever published the newest version; nobody where a recipe brought the course.
    private async Task<Guid[]> AuthorsAsync(Course course, CancellationToken ct)
        => await db.CourseVersions.Where(v => v.CourseId == course.Id && v.PublishedAt != null).OrderByDescending(v => v.Number).Select(v => v.PublishedByUserId).FirstOrDefaultAsync(ct) is { } author && author != user.UserId
            ? [author]
            : [];

    private void MustWrite(Course course)
    {
        if (!drafts.MayWrite(course.HospitalId))
        {
            throw new RuleViolation("Course.NotYours");
        }
    }

    private void Note(string action, Course course, Guid postId, string? reason) => audit.Add(new AuditEvent(action, nameof(Post), postId)
    {
        HospitalIds = course.HospitalId is { } id ? [id] : [],
        Reason = reason,
        Facts = new Dictionary<string, string?> { ["course"] = course.Code },
    });
}
